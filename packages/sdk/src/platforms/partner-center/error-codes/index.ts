import { azureCodes } from './azure.ts';
import { catalogueCodes } from './catalogue.ts';
import { customerCodes } from './customers.ts';
import type { PartnerCenterErrorCode } from './error-code.ts';
import { migrationCodes } from './migrations.ts';
import { orderCodes } from './orders.ts';
import { partnerCodes } from './partners.ts';
import { requestCodes } from './requests.ts';
import { subscriptionCodes } from './subscriptions.ts';
import { transferCodes } from './transfers.ts';
import { transitionCodes } from './transitions.ts';

export { cartErrorCodes } from './cart-lines.ts';
export type { PartnerCenterErrorCode } from './error-code.ts';
export { transitionTargetErrorCodes } from './transitions.ts';

/** By subject; a code stands in one of them only. */
export const errorCodeParts: readonly Readonly<Record<number, PartnerCenterErrorCode>>[] = [
  requestCodes,
  partnerCodes,
  customerCodes,
  catalogueCodes,
  orderCodes,
  subscriptionCodes,
  azureCodes,
  transferCodes,
  migrationCodes,
  transitionCodes,
];

/** The documented error codes, by number. A code that is missing here arrives all the same. */
export const partnerCenterErrorCodes: Readonly<Record<number, PartnerCenterErrorCode>> =
  /* @__PURE__ */ joined(errorCodeParts);

/** A call, marked pure, so that a bundle without the codes leaves them out; a spread would stay in it. */
function joined<Part extends object>(parts: readonly Part[]): Part {
  return Object.assign({}, ...parts);
}
