import { Decimal } from 'decimal.js';
import type { World } from '../../world.ts';
import { checkMayOrder } from '../accounts/account-hold.ts';
import { accountOfKind } from '../accounts/find-accounts.ts';
import type { Actor } from '../actor.ts';
import { permit } from '../companies/scope.ts';
import { toMinor } from '../money.ts';
import { exceedsCredit } from '../orders/credit.ts';
import { Refusal } from '../refusal.ts';
import { applyAtOnce, serviceOf } from './apply-line.ts';
import type { Draft, DraftContext } from './draft.ts';
import { draftChange } from './draft-change.ts';
import { draftCancellation, draftMigration, draftRenewal } from './draft-ending.ts';
import { draftSales } from './draft-sales.ts';
import { actorOf, auditOrder } from './order-audit.ts';
import { type OrderCharge, rehearse, renewalCharge } from './order-charge.ts';
import { planOnRenewal, planStep } from './run-sales-order.ts';
import {
  orderNumberOf,
  type SalesOrder,
  type SalesOrderLine,
  type SalesOrderType,
  type StatusCode,
  salesOrders,
  statusCodes,
} from './sales-order.ts';
import type { WantedOrder } from './wanted-order.ts';

const drafts: Readonly<Record<SalesOrderType, (context: DraftContext) => Draft>> = {
  sales: draftSales,
  change: draftChange,
  renewal: draftRenewal,
  cancellation: draftCancellation,
  migration: draftMigration,
};

/** What an order would cost, and which lines it would have; nothing is kept. @throws Refusal as the order would be refused, parameters aside */
export function estimateSalesOrder(world: World, actor: Actor, wanted: WantedOrder): SalesOrder {
  return drafted(world, actor, wanted, false);
}

/** Places an order: every rule is checked first, then it goes its way by itself. */
export function placeSalesOrder(world: World, actor: Actor, wanted: WantedOrder): SalesOrder {
  const draft = drafted(world, actor, wanted, true);
  const id = world.ids.sequence('salesOrder', 2_000_001);
  const gate = gateOf(world, draft);
  const order = world.store.of(salesOrders).put({
    ...draft,
    id,
    orderNumber: orderNumberOf(draft.type, id),
    statusCode: gate ?? (draft.onRenewal ? statusCodes.scheduled : statusCodes.new),
  });
  auditOrder(world, actor, order, 'Placed');
  if (gate !== undefined) return order;
  return order.onRenewal ? planOnRenewal(world, order) : planStep(world, order);
}

function drafted(world: World, actor: Actor, wanted: WantedOrder, checksParameters: boolean): SalesOrder {
  permit(actor, 'services.write');
  const { company } = accountOfKind(world, actor, 'company', wanted.customerId);
  checkMayOrder(world, company);
  const draft = drafts[typeOf(wanted.type)]({ world, company, wanted, checksParameters });
  const { alignment, poNumber, attributes } = wanted;
  const order: SalesOrder = {
    id: 0,
    orderNumber: '',
    type: typeOf(wanted.type),
    companyId: company.id,
    resellerId: company.resellerId,
    status: 'submitted',
    statusCode: statusCodes.new,
    createdAt: world.clock.now(),
    ...draft,
    currency: company.currency,
    charges: [],
    creditChecked: false,
    placedBy: { userId: actor.userId, username: actor.username },
    ...(poNumber !== undefined && { poNumber }),
    ...(attributes && { attributes }),
    ...(wanted.isMove && { isMove: true as const }),
    ...(alignment && {
      alignment: {
        ...(alignment.alignmentType !== undefined && { alignmentType: alignment.alignmentType }),
        ...(alignment.subscriptionId !== undefined && { subscriptionId: alignment.subscriptionId }),
      },
    }),
  };
  return { ...order, charges: chargesOf(world, order) };
}

function typeOf(type: string): SalesOrderType {
  if (Object.hasOwn(drafts, type)) return type as SalesOrderType;
  throw new Refusal('invalid', 'sales_order.type', `type ${type} is none that can be ordered.`, 'type');
}

/** The whole order, rehearsed. */
function chargesOf(world: World, order: SalesOrder): readonly OrderCharge[] {
  return rehearse(world, order.companyId, () => {
    let rehearsed = order;
    const actor = actorOf(order);
    for (const line of order.lines) {
      const applied = applyAtOnce(world, actor, rehearsed, line);
      rehearsed = { ...rehearsed, lines: rehearsed.lines.map((each) => (each === line ? applied : each)) };
    }
    return order.onRenewal ? order.lines.map((line) => renewal(world, order, line)) : [];
  });
}

function renewal(world: World, { currency }: SalesOrder, line: SalesOrderLine): OrderCharge {
  return renewalCharge(world, serviceOf(world, line), (unit, quantity) =>
    toMinor(new Decimal(unit).times(quantity), currency),
  );
}

/** What an order must wait for. evidence: guide for cancellations, modelled for the rest */
function gateOf(world: World, order: SalesOrder): StatusCode | undefined {
  const { ingramApproval } = world.settings;
  const kind = order.type === 'sales' ? 'sales' : order.type === 'cancellation' ? 'cancellations' : undefined;
  const isGated = kind !== undefined && (ingramApproval === 'all' || ingramApproval === kind);
  const amount = order.charges.reduce((sum, { sale }) => sum + sale, 0);
  const isTooMuch = amount > 0 && !order.onRenewal && exceedsCredit(world, order.companyId, amount);
  return isGated || isTooMuch ? statusCodes.creditCheck : undefined;
}
