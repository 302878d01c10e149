import type { TransferEntity } from '../../generated/partner-center.gen.ts';
import type {
  AzureTransfer,
  RequestTransferInput,
} from '../../operations/azure-plans/azure-plan-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { PartnerCenter } from './client.ts';

/** Of modern Azure. */
const azure = '3';
const azureProducts = ['AzureSubscription', 'AzureSavingsPlan', 'AzureReservation'];

const statuses: Readonly<Record<string, string>> = {
  active: 'waiting',
  inprogress: 'waiting',
  complete: 'complete',
  completed: 'complete',
  reject: 'rejected',
  rejected: 'rejected',
  cancel: 'cancelled',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  expired: 'expired',
};

export async function requestTransfer(
  { transfers }: PartnerCenter,
  input: RequestTransferInput,
  options: OperationOptions,
): Promise<AzureTransfer> {
  const customerId = String(input.tenant);
  const made = await transfers.create(
    customerId,
    {
      sourcePartnerTenantId: input.fromPartnerTenantId,
      sourcePartnerName: input.fromPartnerName,
      customerEmailId: input.customerEmail,
      customerName: input.customerName,
      targetProductTypes: azureProducts,
      transferType: azure,
    },
    options,
  );
  return toTransfer(customerId, made);
}

export async function listTransfers(
  { transfers }: PartnerCenter,
  tenant: string,
  options: OperationOptions,
): Promise<AzureTransfer[]> {
  const all = await transfers.list(tenant, options);
  return all.filter((each) => each.transferType === azure).map((each) => toTransfer(tenant, each));
}

export async function cancelTransfer(
  { transfers }: PartnerCenter,
  { tenant, id }: { readonly tenant: string; readonly id: string },
  options: OperationOptions,
): Promise<AzureTransfer> {
  return toTransfer(tenant, await transfers.update(tenant, id, { status: 'Cancel' }, options));
}

function toTransfer(tenant: string, entity: TransferEntity): AzureTransfer {
  const status = entity.status.toLowerCase();
  return {
    id: entity.id,
    tenant,
    status: statuses[status] ?? status,
    ...(entity.sourcePartnerTenantId !== undefined && { from: entity.sourcePartnerTenantId }),
    ...(entity.targetPartnerTenantId !== undefined && { to: entity.targetPartnerTenantId }),
    ...(entity.createdTime !== undefined && { createdAt: entity.createdTime }),
    ...(entity.completedTime !== undefined && { completedAt: entity.completedTime }),
    subscriptions: (entity.lineItems ?? []).flatMap((line) => line.subscriptionId ?? []),
  };
}
