import type { Platform } from '@tenantry/mock-server';
import type { IngramPanels } from '@tenantry/sdk/ingram/panels';
import { moveOrder } from '../packages/mock-server/src/domain/sales-orders/run-sales-order.ts';
import { salesOrders, statusCodes } from '../packages/mock-server/src/domain/sales-orders/sales-order.ts';
import { workload } from './panels-world.ts';

/** An order that ends in error, as one does whose provisioning is refused. */
export async function failOrder(
  platform: Platform,
  customer: IngramPanels,
  productId: string,
): Promise<string> {
  const { world } = platform;
  const { id } = await customer.shop.order({ productId, quantity: 1, parameters: workload });
  const order = world.store.of(salesOrders).get(Number(id));
  if (order === undefined) throw new Error(`There is no order ${id}.`);
  world.scheduler.cancel(`sales-order:${id}`);
  const failure = { code: 'vendor.refused', message: 'The vendor refused it.' };
  world.transact(() => {
    const begun = moveOrder(world, order, 'processing', statusCodes.provisioning);
    moveOrder(world, begun, 'error', statusCodes.failed, { failure });
  });
  return id;
}
