import type { NewOrder, OrderDetailed } from '../../generated/ingram.gen.ts';
import type { OperationOptions, ProgressStep } from '../../operations/progress.ts';
import type { Ingram } from './client.ts';
import { conflict, refusal } from './refusal.ts';

/** How calls of an operation are told its own limits. */
export function callOptionsOf({ signal, totalTimeoutMs }: OperationOptions) {
  return { ...(signal && { signal }), ...(totalTimeoutMs !== undefined && { totalTimeoutMs }) };
}

/** The sale that bears a key as its PO number. @throws ConflictError when it is of something else */
export async function orderedAs(
  ingram: Ingram,
  customerId: string,
  { key, mpn }: { readonly key: string; readonly mpn: string | undefined },
  options: OperationOptions,
): Promise<OrderDetailed | undefined> {
  const found = await ingram.orders.find(customerId, key, callOptionsOf(options));
  if (found === undefined) return undefined;
  const order = await ingram.orders.get(found.id, callOptionsOf(options));
  const lines = order.products ?? [];
  const isSame = lines.length === 0 || lines.some((line) => line.mpn?.toUpperCase() === mpn?.toUpperCase());
  if (order.type === 'sales' && isSame) return order;
  throw conflict(
    'ingram.key_used',
    `Order ${order.orderNumber ?? order.id} of customer ${customerId} bears the PO number ${key}, and is of something else.`,
    'Give each thing that is ordered an idempotencyKey of its own.',
  );
}

/** Waits until an order is completed, and tells how it goes. @throws ApiError when it ends otherwise */
export async function completed(
  ingram: Ingram,
  { id, orderNumber = id }: OrderDetailed,
  options: OperationOptions,
): Promise<OrderDetailed> {
  return ingram.orders.wait(id, {
    ...callOptionsOf(options),
    onProgress: ({ status, statusCode }, elapsedMs) => {
      const step: ProgressStep = {
        step: 'waiting',
        message: `Order ${orderNumber} is ${status}, ${elapsedMs / 1_000} s.`,
        details: { order: id, ...(statusCode !== undefined && { statusCode }) },
      };
      options.onProgress?.(step);
    },
  });
}

/** Places an order that nobody else can have placed, and waits for it. */
export async function ordered(
  ingram: Ingram,
  order: NewOrder,
  options: OperationOptions,
): Promise<OrderDetailed> {
  return completed(ingram, await ingram.orders.place(order, callOptionsOf(options)), options);
}

/** The subscription that an order made or is about. */
export async function subscriptionOf(
  ingram: Ingram,
  order: OrderDetailed,
  options: OperationOptions,
): Promise<string> {
  const told = order.subscriptionId ?? order.products?.find((line) => line.subscriptionId)?.subscriptionId;
  if (told !== undefined) return told;
  // Orders can be asked for by subscription, where they do not name it themselves.
  for await (const { id } of ingram.subscriptions.list(
    { customerId: order.customerId },
    callOptionsOf(options),
  ))
    for await (const each of ingram.orders.list({ subscriptionId: id }, callOptionsOf(options)))
      if (each.id === order.id) return id;
  throw refusal(
    'ingram.no_subscription',
    `Order ${order.orderNumber ?? order.id} is completed, and no subscription came of it.`,
    'Look for it in the portal.',
  );
}
