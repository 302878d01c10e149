import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { soldBy } from '../partners/customer.ts';
import { type Partner, partners } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { isLegacy, subscriptionWithReference } from '../subscriptions/legacy.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { checkNamedOnce, invalidLine } from './create-transfer.ts';
import { handOver } from './hand-over.ts';
import { checkOpen, close, recordedFor, settled, tenantOf } from './settle-transfer.ts';
import { openTransferOf, type Transfer, type TransferLine, transfers } from './transfer.ts';

/** What Microsoft calls what can go over. evidence: docs */
const productTypes: Readonly<Record<string, string>> = {
  licence: 'OnlineServicesNCE',
  'azure-plan': 'AzureSubscription',
  'savings-plan': 'AzureSavingsPlan',
  'software-subscription': 'Software',
  'marketplace-saas': 'SaaS',
};

/** Does what the giving partner does with a request of new commerce: names subscriptions, which go over at once. For scenarios; no wire offers it. */
export function completeTransfer(
  world: World,
  actor: Actor,
  transferId: string,
  referenceIds: readonly string[],
): Transfer {
  const transfer = world.store.of(transfers).get(transferId);
  if (transfer === undefined) {
    throw new Refusal(
      'not-found',
      'transfer.unknown',
      `transferId ${transferId} is no transfer.`,
      'transferId',
    );
  }
  if (actor.companyId !== undefined && actor.companyId !== transfer.sourceId) {
    throw new Refusal(
      'forbidden',
      'transfer.wrong_partner',
      `Transfer ${transferId} can be completed by the partner who gives only.`,
    );
  }
  if (transfer.commerce === 'legacy')
    throw new Refusal(
      'invalid',
      'transfer.status',
      'A legacy transfer is accepted by the partner who receives.',
    );
  checkOpen(transfer);
  if (referenceIds.length === 0) throw invalidLine('(none)', 'is named; name at least one');
  checkNamedOnce(referenceIds);
  const tenant = tenantOf(world, transfer);
  const target = world.store.of(partners).get(transfer.targetId) as Partner;
  const given = referenceIds.map((referenceId) => checkGiven(world, transfer, referenceId));
  const lines = given.map((subscription, number): TransferLine => {
    const line: TransferLine = {
      number,
      referenceId: subscription.vendorReferenceId ?? '',
      offerId: subscription.productName,
      quantity: subscription.quantity,
      billingCycle: subscription.billingCycle ?? 'monthly',
      friendlyName: subscription.displayName,
      group: String(number),
      addOns: [],
    };
    const partnerId = recordedFor(world, target, line, transfer);
    const order = handOver(world, actor, { tenant, target, subscription, partnerId });
    return settled(line, order === undefined ? [] : [order]);
  });
  return close(world, actor, { ...transfer, lines }, 'Complete', 'Completed');
}

function checkGiven(world: World, transfer: Transfer, referenceId: string): Subscription {
  const subscription = subscriptionWithReference(world, transfer.tenantId, referenceId);
  if (
    subscription === undefined ||
    !soldBy(world, transfer.tenantId, transfer.sourceId).includes(subscription)
  ) {
    throw invalidLine(referenceId, 'is none that the customer has from the giving partner');
  }
  if (isLegacy(subscription)) throw invalidLine(referenceId, 'is of legacy commerce; migrate it first');
  if (subscription.state !== 'active') throw invalidLine(referenceId, `is ${subscription.state}`);
  if (subscription.pendingChange)
    throw invalidLine(referenceId, 'has a change under way; try again when it is done');
  const type = productTypes[subscription.kind] ?? '';
  const wanted = transfer.productTypes ?? [];
  if (wanted.length > 0 && !wanted.some((each) => each.toLowerCase() === type.toLowerCase()))
    throw invalidLine(referenceId, `is ${type}, and the transfer is of ${wanted.join(', ')}`);
  const other = openTransferOf(world, subscription);
  if (other !== undefined && other.id !== transfer.id)
    throw invalidLine(referenceId, `is part of transfer ${other.id}`);
  return subscription;
}
