import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import type { Order } from '../orders/order.ts';
import { soldBy } from '../partners/customer.ts';
import { type Partner, partnerOf, partners } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { subscriptionWithReference } from '../subscriptions/legacy.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import { handOver } from './hand-over.ts';
import {
  auditTransfer,
  isOpen,
  type Transfer,
  type TransferLine,
  type TransferStatus,
  transfers,
} from './transfer.ts';

/** A group that did not come over. */
export interface TransferFailure {
  readonly group: string;
  readonly message: string;
  readonly line: TransferLine;
}

export interface AcceptedTransfer {
  readonly transfer: Transfer;
  readonly orders: readonly Order[];
  readonly failures: readonly TransferFailure[];
}

/** Accepts a legacy transfer, for the partner who receives: what can be brought over is. */
export function acceptTransfer(world: World, actor: Actor, transfer: Transfer): AcceptedTransfer {
  const target = asTarget(world, actor, transfer, 'accepted');
  if (transfer.commerce === 'new') throw acceptanceUnknown();
  checkOpen(transfer);
  const tenant = tenantOf(world, transfer);
  const groups = transfer.lines.map((line) => ({ line, ...groupOf(world, transfer, line) }));
  checkAzure(
    world,
    target,
    tenant,
    groups.flatMap((each) => each.subscriptions),
  );
  const orders: Order[] = [];
  const failures: TransferFailure[] = [];
  const lines = groups.map(({ line, subscriptions, problem }): TransferLine => {
    if (problem !== undefined) {
      failures.push({ group: line.group ?? '', message: problem, line });
      return { ...line, status: 'Failed', problem };
    }
    const made = subscriptions.flatMap((subscription) => {
      const partnerId = recordedFor(world, target, line, transfer);
      return handOver(world, actor, { tenant, target, subscription, partnerId }) ?? [];
    });
    orders.push(...made);
    return settled(line, made);
  });
  if (failures.length === groups.length) return { transfer, orders, failures };
  return { transfer: close(world, actor, { ...transfer, lines }, 'Complete', 'Accepted'), orders, failures };
}

/** The reseller of record stays with the source, unless it is one of the target's too. evidence: modelled */
export function recordedFor(
  world: World,
  target: Partner,
  line: TransferLine,
  transfer: Transfer,
): string | undefined {
  const wanted = transfer.partnerOnRecord ?? line.partnerIdOnRecord;
  const reseller = wanted === undefined ? undefined : world.store.of(partners).first('mpnId', wanted);
  return target.kind === 'indirect-provider' && reseller?.kind === 'indirect-reseller' ? wanted : undefined;
}

/** A line's subscription with those of its add-ons, or why they cannot come over now. */
function groupOf(world: World, transfer: Transfer, line: TransferLine) {
  const subscriptions: Subscription[] = [];
  for (const { referenceId } of [line, ...line.addOns]) {
    const subscription = subscriptionWithReference(world, transfer.tenantId, referenceId);
    const owned = soldBy(world, transfer.tenantId, transfer.sourceId);
    const problem =
      subscription === undefined || !owned.includes(subscription)
        ? `Subscription ${referenceId} is not the giving partner's any more.`
        : subscription.state !== 'active'
          ? `Subscription ${referenceId} is ${subscription.state}; only an active one can be transferred.`
          : subscription.pendingChange
            ? `Subscription ${referenceId} has a change under way; try again when it is done.`
            : undefined;
    if (subscription === undefined || problem !== undefined) return { subscriptions: [], problem };
    subscriptions.push(subscription);
  }
  return { subscriptions, problem: undefined };
}

/** evidence: docs for the refusal, modelled for its cause */
function checkAzure(world: World, target: Partner, tenant: Tenant, given: readonly Subscription[]): void {
  const held = soldBy(world, tenant.id, target.companyId).some(
    (each) => each.kind === 'azure-plan' && each.state !== 'terminated',
  );
  if (!held || !given.some((each) => each.kind === 'azure-plan')) return;
  throw new Refusal(
    'forbidden',
    'transfer.azure_twice',
    'The customer has Azure from the receiving partner already; ask for a transfer without Azure subscriptions.',
  );
}

export function settled(line: TransferLine, orders: readonly Order[]): TransferLine {
  const parts = [line, ...line.addOns].map(
    (each, index): TransferLine => ({
      ...each,
      status: 'Complete',
      ...(orders[index] && { orderId: orders[index].id }),
    }),
  );
  return { ...(parts[0] ?? line), addOns: parts.slice(1) };
}

/** Says no to a legacy transfer, for the partner who was to receive. */
export function rejectTransfer(world: World, actor: Actor, transfer: Transfer): Transfer {
  asTarget(world, actor, transfer, 'rejected');
  if (transfer.commerce === 'new') throw notLegacy('status "Cancel" ends it');
  checkOpen(transfer);
  return close(world, actor, transfer, 'Reject', 'Rejected');
}

/** Takes a request of new commerce back, for the partner who asked, while it waits. */
export function cancelTransfer(world: World, actor: Actor, transfer: Transfer): Transfer {
  asTarget(world, actor, transfer, 'cancelled');
  if (transfer.commerce === 'legacy') {
    throw new Refusal(
      'invalid',
      'transfer.status',
      'status "Cancel" is for new commerce; a legacy transfer is rejected, or withdrawn with DELETE.',
      'status',
    );
  }
  checkOpen(transfer);
  return close(world, actor, transfer, 'Cancel', 'Cancelled');
}

/** Takes a legacy transfer back, for the partner who gives. */
export function withdrawTransfer(world: World, actor: Actor, transfer: Transfer): void {
  if (transfer.commerce === 'new') throw notLegacy('the receiving partner cancels it with a PATCH');
  if (transfer.sourceId !== partnerOf(world, actor).companyId) {
    throw new Refusal(
      'forbidden',
      'transfer.wrong_partner',
      `Transfer ${transfer.id} can be withdrawn by the partner who gives only; reject it.`,
    );
  }
  checkOpen(transfer);
  auditTransfer(world, actor, transfer, 'Withdrawn');
  world.store.of(transfers).delete(transfer.id);
}

/** No wire offers this: how the giving partner accepts a transfer of new commerce has no public source. */
export function acceptanceUnknown(): Refusal {
  return new Refusal(
    'invalid',
    'transfer.accept_unknown',
    'How the giving partner accepts a transfer of new commerce has no public source, so that it is not simulated; only the status "Cancel" can be sent.',
    'lineItems',
  );
}

function asTarget(world: World, actor: Actor, transfer: Transfer, done: string): Partner {
  const partner = partnerOf(world, actor);
  if (partner.companyId === transfer.targetId) return partner;
  throw new Refusal(
    'forbidden',
    'transfer.wrong_partner',
    `Transfer ${transfer.id} can be ${done} by the partner who receives only.`,
  );
}

export function checkOpen(transfer: Transfer): void {
  if (isOpen(transfer)) return;
  throw new Refusal(
    'invalid',
    'transfer.closed',
    `Transfer ${transfer.id} is over (${transfer.status}); nothing more can be done with it.`,
  );
}

function notLegacy(remedy: string): Refusal {
  return new Refusal(
    'invalid',
    'transfer.not_legacy',
    `This is for legacy transfers; the transfer is of new commerce: ${remedy}.`,
  );
}

export function tenantOf(world: World, transfer: Transfer): Tenant {
  const tenant = world.store.of(tenants).get(transfer.tenantId);
  if (tenant !== undefined) return tenant;
  throw new Refusal('not-found', 'transfer.unknown', `The customer of transfer ${transfer.id} is gone.`);
}

export function close(
  world: World,
  actor: Actor,
  transfer: Transfer,
  status: TransferStatus,
  what: string,
): Transfer {
  const now = world.clock.now();
  auditTransfer(world, actor, transfer, what);
  return world.store.of(transfers).put({
    ...transfer,
    status,
    modifiedAt: now,
    modifiedBy: actor.username,
    ...(status === 'Complete' && { completedAt: now }),
  });
}
