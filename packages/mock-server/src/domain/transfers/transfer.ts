import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import type { BillingCycle } from '../catalogue/product.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import type { Subscription } from '../subscriptions/subscription.ts';

export interface TransferLine {
  readonly number: number;
  /** Microsoft's id of the subscription. */
  readonly referenceId: string;
  readonly offerId: string;
  readonly quantity: number;
  readonly billingCycle: BillingCycle;
  readonly friendlyName: string;
  /** MPN id. */
  readonly partnerIdOnRecord?: string;
  /** A line and its add-ons come over together, or not at all. */
  readonly group?: string;
  readonly status?: 'Complete' | 'Failed';
  readonly orderId?: string;
  readonly problem?: string;
  readonly addOns: readonly TransferLine[];
}

/** evidence: sample for Active, InProgress, Complete and Reject; modelled for Cancel */
export type TransferStatus = 'Active' | 'InProgress' | 'Complete' | 'Reject' | 'Cancel';

/** Subscriptions of a customer going from one partner to another. */
export interface Transfer {
  readonly id: string;
  readonly tenantId: string;
  /** On legacy the partner who gives begins it, on new commerce the one who is to receive. evidence: docs */
  readonly commerce: 'legacy' | 'new';
  /** Companies of partners. */
  readonly sourceId: number;
  readonly targetId: number;
  readonly status: TransferStatus;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly completedAt?: number;
  readonly modifiedBy: string;
  readonly lines: readonly TransferLine[];
  readonly customerName?: string;
  readonly customerEmail?: string;
  readonly sourceName?: string;
  readonly targetEmail?: string;
  readonly productTypes?: readonly string[];
  /** MPN id. */
  readonly partnerOnRecord?: string;
  /** `3` modern Azure, `5` new commerce. */
  readonly transferType?: string;
}

export const transfers = defineCollection<Transfer>()({
  name: 'transfers',
  key: (transfer) => transfer.id,
  indexes: { tenant: (transfer) => transfer.tenantId },
});

/** Whether a transfer still waits for somebody. */
export function isOpen({ status }: Transfer): boolean {
  return status === 'Active' || status === 'InProgress';
}

/** The transfers of a customer that the actor's partner has part in, oldest first. */
export function transfersInScope(world: World, actor: Actor, tenantId: string): Transfer[] {
  const { companyId } = partnerOf(world, actor);
  return world.store
    .of(transfers)
    .find('tenant', tenantId.toLowerCase())
    .filter((each) => each.sourceId === companyId || each.targetId === companyId);
}

/** @throws Refusal when the partner has no part in such a transfer */
export function transferInScope(world: World, actor: Actor, tenantId: string, transferId: string): Transfer {
  const id = transferId.toLowerCase();
  const transfer = transfersInScope(world, actor, tenantId).find((each) => each.id === id);
  if (transfer !== undefined) return transfer;
  throw new Refusal(
    'not-found',
    'transfer.unknown',
    `transferId ${transferId} is no transfer of the customer that the partner has part in.`,
    'transferId',
  );
}

/** The transfer that a subscription is part of already. */
export function openTransferOf(world: World, subscription: Subscription): Transfer | undefined {
  const { tenantId = '', vendorReferenceId } = subscription;
  return world.store
    .of(transfers)
    .find('tenant', tenantId)
    .find(
      (each) =>
        isOpen(each) &&
        each.lines
          .flatMap((line) => [line, ...line.addOns])
          .some((line) => line.referenceId === vendorReferenceId),
    );
}

export function auditTransfer(world: World, actor: Actor, transfer: Transfer, what: string): void {
  const companyId = actor.companyId ?? transfer.sourceId;
  recordAudit(world, actor, {
    eventType: `Transfer.${what}`,
    targetId: companyId,
    targetType: 'Company',
    targetName: transfer.id,
    companyId,
    details: transfer.tenantId,
  });
}
