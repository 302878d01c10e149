import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { resellerOf } from '../partners/create-customer.ts';
import { soldBy } from '../partners/customer.ts';
import { type Partner, partnerOf, partners } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import { addOnsOfSubscription, isLegacy, subscriptionWithReference } from '../subscriptions/legacy.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import type { Tenant } from '../tenants/tenant.ts';
import {
  auditTransfer,
  isOpen,
  openTransferOf,
  type Transfer,
  type TransferLine,
  transfers,
} from './transfer.ts';

export interface NewTransfer {
  readonly tenant: Tenant;
  readonly sourcePartnerTenantId?: string | undefined;
  readonly sourcePartnerName?: string | undefined;
  readonly targetPartnerTenantId?: string | undefined;
  readonly targetPartnerEmail?: string | undefined;
  readonly customerName?: string | undefined;
  readonly customerEmail?: string | undefined;
  readonly productTypes?: readonly string[] | undefined;
  readonly partnerOnRecord?: string | undefined;
  readonly transferType?: string | undefined;
  readonly lines?:
    | readonly { readonly referenceId: string; readonly partnerIdOnRecord?: string | undefined }[]
    | undefined;
}

const transferTypes: readonly string[] = ['3', '5'];

/** Asks for a transfer: with lines it is one of legacy commerce, which the giving partner begins; otherwise the receiving one does. evidence: docs */
export function createTransfer(world: World, actor: Actor, input: NewTransfer): Transfer {
  return input.transferType === undefined && (input.lines?.length ?? 0) > 0
    ? createLegacy(world, actor, input)
    : createNewCommerce(world, actor, input);
}

function createLegacy(world: World, actor: Actor, input: NewTransfer): Transfer {
  const source = partnerOf(world, actor);
  checkOwn(source, input.sourcePartnerTenantId, 'sourcePartnerTenantId');
  const target = otherPartner(world, source, input.targetPartnerTenantId, 'targetPartnerTenantId');
  checkNamedOnce((input.lines ?? []).map(({ referenceId }) => referenceId));
  const chosen = (input.lines ?? []).map((line) => ({
    line,
    subscription: transferable(world, source, input.tenant, line.referenceId),
  }));
  // Add-ons go with what they are added to, whether or not they are named.
  const bases = chosen.filter(({ subscription }) => subscription.parentReferenceId === undefined);
  const orphan = chosen.find(
    ({ subscription }) =>
      subscription.parentReferenceId !== undefined &&
      !bases.some((base) => base.subscription.vendorReferenceId === subscription.parentReferenceId),
  );
  if (orphan !== undefined) {
    throw invalidLine(orphan.line.referenceId, 'is an add-on; transfer what it is added to');
  }
  let number = 0;
  const toLine = (subscription: Subscription, group: string, partnerId?: string): TransferLine => {
    const recorded = partnerId ?? subscription.partnerId;
    return {
      number: number++,
      referenceId: subscription.vendorReferenceId ?? '',
      offerId: subscription.productName,
      quantity: subscription.quantity,
      billingCycle: subscription.billingCycle ?? 'monthly',
      friendlyName: subscription.displayName,
      ...(recorded !== undefined && { partnerIdOnRecord: recorded }),
      group,
      addOns: addOnsOfSubscription(world, subscription)
        .filter((each) => each.state === 'active')
        .map((each) => toLine(each, group)),
    };
  };
  const now = world.clock.now();
  return store(world, actor, {
    id: world.ids.uuid(),
    tenantId: input.tenant.id,
    commerce: 'legacy',
    sourceId: source.companyId,
    targetId: target.companyId,
    status: 'Active',
    createdAt: now,
    modifiedAt: now,
    modifiedBy: actor.username,
    customerName: input.customerName ?? input.tenant.companyName,
    lines: bases.map(({ line, subscription }, index) =>
      toLine(subscription, String(index), line.partnerIdOnRecord),
    ),
  });
}

function createNewCommerce(world: World, actor: Actor, input: NewTransfer): Transfer {
  const target = partnerOf(world, actor);
  const { transferType = '', tenant } = input;
  if (!transferTypes.includes(transferType)) {
    throw new Refusal(
      'invalid',
      'transfer.type',
      `transferType "${transferType}" must be "3" (modern Azure) or "5" (new commerce); a legacy transfer has lineItems instead.`,
      'transferType',
    );
  }
  checkOwn(target, input.targetPartnerTenantId, 'targetPartnerTenantId');
  if (input.sourcePartnerTenantId === undefined || input.sourcePartnerTenantId === '') {
    throw new Refusal(
      'invalid',
      'transfer.source_missing',
      'sourcePartnerTenantId is missing: say whom the subscriptions are to come from.',
      'sourcePartnerTenantId',
    );
  }
  const source = otherPartner(world, target, input.sourcePartnerTenantId, 'sourcePartnerTenantId');
  if (input.partnerOnRecord !== undefined)
    resellerOf(world, target, input.partnerOnRecord, 'partnerOnRecord');
  const waiting = world.store
    .of(transfers)
    .find('tenant', tenant.id)
    .find((each) => isOpen(each) && each.sourceId === source.companyId && each.targetId === target.companyId);
  if (waiting !== undefined) throw inProgress(waiting.id);
  if (transferType === '3') checkAzure(soldBy(world, tenant.id, source.companyId));
  const now = world.clock.now();
  return store(world, actor, {
    id: world.ids.uuid(),
    tenantId: tenant.id,
    commerce: 'new',
    sourceId: source.companyId,
    targetId: target.companyId,
    status: 'InProgress',
    createdAt: now,
    modifiedAt: now,
    modifiedBy: actor.username,
    transferType,
    customerName: input.customerName ?? tenant.companyName,
    ...(input.customerEmail !== undefined && { customerEmail: input.customerEmail }),
    ...(input.sourcePartnerName !== undefined && { sourceName: input.sourcePartnerName }),
    targetEmail: input.targetPartnerEmail ?? target.primaryContact.email ?? target.support.email,
    ...(input.productTypes && { productTypes: input.productTypes }),
    ...(input.partnerOnRecord !== undefined && { partnerOnRecord: input.partnerOnRecord }),
    lines: [],
  });
}

function store(world: World, actor: Actor, transfer: Transfer): Transfer {
  auditTransfer(world, actor, transfer, 'Created');
  return world.store.of(transfers).put(transfer);
}

/** The role that the request gives the caller must be the caller's. */
function checkOwn(partner: Partner, tenantId: string | undefined, field: string): void {
  if (tenantId === undefined || tenantId.toLowerCase() === partner.tenantId) return;
  const remedy =
    field === 'sourcePartnerTenantId'
      ? 'the partner who gives begins a legacy transfer'
      : 'the partner who is to receive begins one of new commerce';
  throw new Refusal(
    'invalid',
    'transfer.role',
    `${field} ${tenantId} is not the caller's tenant, ${partner.tenantId}: ${remedy}.`,
    field,
  );
}

function otherPartner(world: World, own: Partner, tenantId: string | undefined, field: string): Partner {
  const other = world.store.of(partners).first('tenant', (tenantId ?? '').toLowerCase());
  if (other?.companyId === own.companyId) {
    throw new Refusal(
      'invalid',
      'transfer.same_partner',
      `${field} is the caller's own tenant; name the other partner's.`,
      field,
    );
  }
  if (other === undefined || other.kind === 'indirect-reseller') {
    throw new Refusal(
      'forbidden',
      'transfer.partner_not_enabled',
      `${field} ${tenantId ?? '(missing)'} is no direct-bill partner or indirect provider that could take part.`,
      field,
    );
  }
  return other;
}

/** An active legacy subscription that the source sold. @throws Refusal */
function transferable(world: World, source: Partner, tenant: Tenant, referenceId: string): Subscription {
  const subscription = subscriptionWithReference(world, tenant.id, referenceId);
  const owned =
    subscription !== undefined && soldBy(world, tenant.id, source.companyId).includes(subscription);
  if (!owned) throw invalidLine(referenceId, 'is no subscription that the customer has from the partner');
  if (!isLegacy(subscription))
    throw invalidLine(referenceId, 'is of new commerce; the partner who is to receive asks for it');
  if (subscription.state !== 'active') throw invalidLine(referenceId, `is ${subscription.state}`);
  const open = openTransferOf(world, subscription);
  if (open !== undefined) throw inProgress(open.id);
  return subscription;
}

/** What goes over twice would be paid back and charged twice. @throws Refusal */
export function checkNamedOnce(referenceIds: readonly string[]): void {
  const ids = referenceIds.map((id) => id.toLowerCase());
  const twice = referenceIds.find((_, index) => ids.indexOf(ids[index] ?? '') !== index);
  if (twice !== undefined) throw invalidLine(twice, 'is named more than once; name it once');
}

export function invalidLine(referenceId: string, why: string): Refusal {
  return new Refusal(
    'invalid',
    'transfer.line_invalid',
    `lineItems: subscription ${referenceId} ${why}.`,
    'lineItems',
  );
}

function inProgress(transferId: string): Refusal {
  return new Refusal(
    'conflict',
    'transfer.in_progress',
    `Transfer ${transferId} is for the same and not over; end it first.`,
  );
}

/** What Azure must be like before it can go over. evidence: docs */
function checkAzure(owned: readonly Subscription[]): void {
  const azure = owned.filter((each) => each.kind === 'azure-plan' && each.state !== 'terminated');
  const plan = azure.find((each) => !isLegacy(each));
  if (azure.some((each) => isLegacy(each))) {
    throw new Refusal(
      'invalid',
      'transfer.legacy_azure',
      'The customer has legacy Azure subscriptions; they must move to the Azure plan first.',
    );
  }
  if (plan === undefined) {
    throw new Refusal(
      'invalid',
      'transfer.no_azure_plan',
      'The customer has no Azure plan from the giving partner; there is nothing to transfer.',
    );
  }
  if (plan.state !== 'active') {
    throw new Refusal(
      'invalid',
      'transfer.azure_plan_inactive',
      `The customer's Azure plan is ${plan.state}; make it active first.`,
    );
  }
}
