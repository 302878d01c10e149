import { ServerError } from '../../http/errors/server-error.ts';
import type { TenantryError } from '../../http/errors/tenantry-error.ts';

/** An order was sent, its answer was lost, and it is not there: yet, or at all. Look for it by `poNumber` before you order again. */
export class UnconfirmedOrderError extends ServerError {
  readonly customerId: string;
  /** What the order bears: your own, or one that was made up for it. */
  readonly poNumber: string;

  constructor(customerId: string, poNumber: string, lost: TenantryError) {
    const { platform, operation, status, requestId, correlationId, attempts, message } = lost;
    super(`${message} No order of customer ${customerId} with PO number ${poNumber} was found.`, {
      ...{ platform, operation, status, requestId, correlationId, attempts },
      code: 'ingram.unconfirmed_order',
      mayHaveApplied: true,
      solution: `It may still come: orders.find('${customerId}', '${poNumber}') tells. Order again only when it stays away.`,
      cause: lost,
    });
    this.customerId = customerId;
    this.poNumber = poNumber;
  }
}
