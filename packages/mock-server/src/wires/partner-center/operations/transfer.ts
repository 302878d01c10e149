import { Refusal } from '../../../domain/refusal.ts';
import { createTransfer } from '../../../domain/transfers/create-transfer.ts';
import {
  acceptanceUnknown,
  acceptTransfer,
  cancelTransfer,
  rejectTransfer,
  withdrawTransfer,
} from '../../../domain/transfers/settle-transfer.ts';
import { type Transfer, transferInScope, transfersInScope } from '../../../domain/transfers/transfer.ts';
import { transferEligibilities } from '../../../domain/transfers/transfer-eligibility.ts';
import type { NewTransfer, TransferEntityUpdate } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { toOrder } from '../shapes/order.ts';
import { attributes } from '../shapes/resource.ts';
import { toTransfer, toTransferError } from '../shapes/transfer.ts';
import { customerOf } from './customer.ts';

/** The transfer that a path names; the partner who is to receive need not have the customer yet. */
function transferOf({ world, actor, parameters }: Call): Transfer {
  return transferInScope(world, actor, parameters.customerId ?? '', parameters.transferId ?? '');
}

function statusRefused(status: string | undefined): Refusal {
  return new Refusal(
    'invalid',
    'transfer.status',
    `status "${status ?? ''}" must be "Cancel" (new commerce) or "reject" (legacy).`,
    'status',
  );
}

export const transferOperations = {
  ListTransfers: (call: Call) => {
    const { world, actor, parameters } = call;
    const found = transfersInScope(world, actor, parameters.customerId ?? '');
    if (found.length === 0) customerOf(call);
    return found.map((each) => toTransfer(world, each));
  },
  CreateTransfer: (call: Call<NewTransfer>) => {
    const { world, actor, body } = call;
    const transfer = createTransfer(world, actor, {
      tenant: customerOf(call),
      sourcePartnerTenantId: body.sourcePartnerTenantId,
      sourcePartnerName: body.sourcePartnerName,
      targetPartnerTenantId: body.targetPartnerTenantId,
      targetPartnerEmail: body.targetPartnerEmailId,
      customerName: body.customerName,
      customerEmail: body.customerEmailId,
      productTypes: body.targetProductTypes,
      partnerOnRecord: body.partnerOnRecord,
      transferType: body.transferType,
      lines: body.lineItems?.map((line) => ({
        referenceId: line.subscriptionId ?? '',
        partnerIdOnRecord: line.partnerIdOnRecord,
      })),
    });
    return toTransfer(world, transfer);
  },
  GetTransfer: (call: Call) => toTransfer(call.world, transferOf(call)),
  UpdateTransfer: (call: Call<TransferEntityUpdate>) => {
    const { world, actor, body } = call;
    const transfer = transferOf(call);
    const status = body.status?.toLowerCase();
    if (status === 'cancel') return toTransfer(world, cancelTransfer(world, actor, transfer));
    if (status === 'reject') return toTransfer(world, rejectTransfer(world, actor, transfer));
    throw transfer.commerce === 'new' && (body.lineItems?.length ?? 0) > 0
      ? acceptanceUnknown()
      : statusRefused(body.status);
  },
  DeleteTransfer: (call: Call) => {
    withdrawTransfer(call.world, call.actor, transferOf(call));
  },
  AcceptTransfer: (call: Call) => {
    const { world, actor } = call;
    const { orders, failures } = acceptTransfer(world, actor, transferOf(call));
    return {
      orders: orders.map((each) => toOrder(world, each)),
      transferErrors: failures.map(toTransferError),
      attributes: attributes('TransferSubmitResult'),
    };
  },
  ListTransferEligibilities: (call: Call) => {
    const { transfertype: type } = queryOf(call);
    if (type !== undefined && type.toLowerCase() !== 'directtoindirect') {
      throw new Refusal(
        'invalid',
        'transfer.eligibility_type',
        `transferType "${type}" must be directtoindirect.`,
        'transferType',
      );
    }
    return transferEligibilities(call.world, call.actor, customerOf(call)).map(({ referenceId, reason }) => ({
      id: referenceId,
      isEligible: reason === undefined,
      ...(reason !== undefined && { reason }),
    }));
  },
} satisfies Record<string, OperationHandler>;
