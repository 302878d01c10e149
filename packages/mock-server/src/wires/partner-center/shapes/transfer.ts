import { partners } from '../../../domain/partners/partner.ts';
import { objectIdOf } from '../../../domain/partners/principal.ts';
import type { TransferFailure } from '../../../domain/transfers/settle-transfer.ts';
import type { Transfer, TransferLine } from '../../../domain/transfers/transfer.ts';
import type {
  BillingCycleType,
  TransferEntity,
  TransferError,
  TransferLineItem,
} from '../../../generated/partner-center.gen.ts';
import type { World } from '../../../world.ts';
import { attributes, instant, link } from './resource.ts';

const cycles: Readonly<Record<string, BillingCycleType>> = {
  monthly: 'monthly',
  annual: 'annual',
  triennial: 'triennial',
  once: 'one_time',
  usage: 'monthly',
};

function toLine(line: TransferLine): TransferLineItem {
  return {
    id: line.number,
    subscriptionId: line.referenceId,
    offerId: line.offerId,
    ...(line.orderId !== undefined && { orderId: line.orderId }),
    billingCycle: cycles[line.billingCycle] ?? 'unknown',
    friendlyName: line.friendlyName,
    quantity: line.quantity,
    ...(line.partnerIdOnRecord !== undefined && { partnerIdOnRecord: line.partnerIdOnRecord }),
    ...(line.group !== undefined && { transferGroupId: line.group }),
    ...(line.status !== undefined && { status: line.status }),
    ...(line.problem !== undefined && { transferError: line.problem }),
    addonItems: line.addOns.map(toLine),
  };
}

export function toTransfer(world: World, transfer: Transfer): TransferEntity {
  const source = world.store.of(partners).get(transfer.sourceId);
  const target = world.store.of(partners).get(transfer.targetId);
  const acting = transfer.commerce === 'legacy' ? source : target;
  return {
    id: transfer.id,
    status: transfer.status,
    createdTime: instant(transfer.createdAt),
    lastModifiedTime: instant(transfer.modifiedAt),
    ...(transfer.completedAt !== undefined && { completedTime: instant(transfer.completedAt) }),
    ...(acting && { lastModifiedUser: objectIdOf(acting, transfer.modifiedBy) }),
    ...(transfer.customerName !== undefined && { customerName: transfer.customerName }),
    ...(transfer.customerEmail !== undefined && { customerEmailId: transfer.customerEmail }),
    customerTenantId: transfer.tenantId,
    ...(target && {
      partnertenantid: target.tenantId,
      targetPartnerName: target.name,
      targetPartnerTenantId: target.tenantId,
    }),
    ...(source && {
      sourcePartnerName: transfer.sourceName ?? source.name,
      sourcePartnerTenantId: source.tenantId,
    }),
    ...(transfer.targetEmail !== undefined && { targetPartnerEmailId: transfer.targetEmail }),
    ...(transfer.productTypes && { targetProductTypes: [...transfer.productTypes] }),
    ...(transfer.partnerOnRecord !== undefined && { partnerOnRecord: transfer.partnerOnRecord }),
    ...(transfer.transferType !== undefined && { transferType: transfer.transferType }),
    lineItems: transfer.lines.map(toLine),
    links: { self: link(`/customers/${transfer.tenantId}/transfers/${transfer.id}`) },
    attributes: attributes('TransferEntity'),
  };
}

/** The code of a group whose order could not be made. evidence: docs */
const orderFailed = 900103;

export function toTransferError({ group, message, line }: TransferFailure): TransferError {
  return { transferGroupId: group, code: orderFailed, description: message, lineItems: [toLine(line)] };
}
