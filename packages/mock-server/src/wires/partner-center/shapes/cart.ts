import type { Cart, CartLine, LineProblem, WantedLine } from '../../../domain/orders/cart.ts';
import type {
  CartError,
  CartLineItem,
  NewCartLineItem,
  NewOrderLineItem,
  Cart as WireCart,
} from '../../../generated/partner-center.gen.ts';
import { cartErrorNames } from '../refusals/cart.ts';
import { attributes, instant, link } from './resource.ts';

/** evidence: sample for 400041, docs for the names */
function toError({ code, message }: LineProblem): CartError {
  return { errorCode: cartErrorNames[code] ?? 'InvalidInput', errorDescription: message };
}

function toLine(line: CartLine): CartLineItem {
  const { wanted } = line;
  const participants = [
    ...(wanted.partnerIdOnRecord === undefined
      ? []
      : [{ key: 'transaction_reseller', value: wanted.partnerIdOnRecord }]),
    ...(wanted.additionalPartnerIds ?? []).map((value) => ({
      key: 'additional_transaction_reseller',
      value,
    })),
  ];
  return {
    id: line.id,
    catalogItemId: wanted.catalogItemId,
    quantity: wanted.quantity,
    currencyCode: line.currency,
    ...(line.cycle && { billingCycle: line.cycle }),
    ...(line.term && { termDuration: line.term }),
    ...(wanted.friendlyName !== undefined && { friendlyName: wanted.friendlyName }),
    ...(wanted.promotionId !== undefined && { promotionId: wanted.promotionId }),
    ...(wanted.customTermEndDate !== undefined && { customTermEndDate: wanted.customTermEndDate }),
    ...(wanted.attestationAccepted !== undefined && { attestationAccepted: wanted.attestationAccepted }),
    ...(wanted.provisioningContext && { provisioningContext: { ...wanted.provisioningContext } }),
    ...(wanted.commitment && { purchaseCommitment: { ...wanted.commitment } }),
    ...(wanted.renewsToTerm !== undefined && { renewsTo: { termDuration: wanted.renewsToTerm } }),
    ...(participants.length > 0 && { participants }),
    orderGroup: line.group,
    ...(line.addons.length > 0 && { addonItems: line.addons.map(toLine) }),
    ...(line.problem && { error: toError(line.problem) }),
  };
}

export function toCart(cart: Cart): WireCart {
  return {
    id: cart.id,
    creationTimestamp: instant(cart.createdAt),
    lastModifiedTimestamp: instant(cart.modifiedAt),
    expirationTimestamp: instant(cart.expiresAt),
    lastModifiedUser: cart.modifiedBy,
    status: cart.status,
    lineItems: cart.lines.map(toLine),
    ...(cart.resellerAttested && { partnerOnRecordAttestationAccepted: true }),
    links: { self: link(`/customers/${cart.tenantId}/carts/${cart.id}`) },
    attributes: attributes('Cart'),
  };
}

export function fromCartLine(line: NewCartLineItem): WantedLine {
  const resellers = (key: string) =>
    (line.participants ?? []).filter((each) => each.key === key).map((each) => each.value ?? '');
  const [reseller] = resellers('transaction_reseller');
  const additional = resellers('additional_transaction_reseller');
  const renewsTo = Array.isArray(line.renewsTo) ? line.renewsTo[0] : line.renewsTo;
  return {
    catalogItemId: line.catalogItemId,
    quantity: line.quantity,
    friendlyName: line.friendlyName,
    term: line.termDuration,
    cycle: line.billingCycle,
    currency: line.currencyCode,
    promotionId: line.promotionId,
    customTermEndDate: line.customTermEndDate,
    attestationAccepted: line.attestationAccepted,
    provisioningContext: line.provisioningContext,
    renewsToTerm: renewsTo?.termDuration,
    ...(line.purchaseCommitment && { commitment: commitmentOf(line.purchaseCommitment) }),
    ...(reseller !== undefined && { partnerIdOnRecord: reseller }),
    ...(additional.length > 0 && { additionalPartnerIds: additional }),
    ...(line.addonItems && { addons: line.addonItems.map(fromCartLine) }),
  };
}

function commitmentOf(given: NonNullable<NewCartLineItem['purchaseCommitment']>) {
  return {
    amount: String(given.amount ?? ''),
    grain: given.grain ?? 'hourly',
    currency: given.currency ?? 'USD',
  };
}

export function fromOrderLine(line: NewOrderLineItem, cycle: string | undefined): WantedLine {
  return {
    catalogItemId: line.offerId,
    quantity: line.quantity,
    friendlyName: line.friendlyName,
    term: line.termDuration,
    cycle,
    promotionId: line.promotionId,
    customTermEndDate: line.customTermEndDate,
    attestationAccepted: line.attestationAccepted,
    provisioningContext: line.provisioningContext as Record<string, string> | undefined,
    partnerIdOnRecord: line.partnerIdOnRecord,
    additionalPartnerIds: line.additionalPartnerIdsOnRecord,
    ...(line.purchaseCommitment && { commitment: commitmentOf(line.purchaseCommitment) }),
  };
}
