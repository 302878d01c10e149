import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import {
  isSoldIn,
  type MicrosoftProduct,
  productOfCatalogItem,
  segmentsOf,
} from '../catalogue/availability.ts';
import type { Plan } from '../catalogue/product.ts';
import { planSold } from '../catalogue/sold-cycle.ts';
import { microsoftCurrencyOf } from '../companies/country.ts';
import { resellerOf } from '../partners/create-customer.ts';
import { isoOf } from '../partners/customer.ts';
import { partnerOf } from '../partners/partner.ts';
import { promotionProblems, promotionsOf, promotionWithId, runs } from '../prices/promotion.ts';
import { checkNoProductUpgrade } from '../product-upgrades/product-upgrade.ts';
import { Refusal } from '../refusal.ts';
import { customTermEnd, termDay } from '../subscriptions/custom-term-end.ts';
import { everHeld, heldSubscriptions, holdsOneOf } from '../subscriptions/holdings.ts';
import { isLegacy } from '../subscriptions/legacy.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { WantedLine } from './cart.ts';
import { checkScope } from './check-scope.ts';
import type { NewLine } from './place-order.ts';

/** Resellers that a line may name beside the one of record. evidence: docs */
const mostAdditionalResellers = 5;

export interface LineContext {
  readonly tenant: Tenant;
  /** Offers bought with the line: an add-on's base may come in the same cart. */
  readonly bought?: readonly string[];
}

/** Holds a line against every rule of buying. @throws Refusal for the first that it breaks */
export function checkLine(world: World, actor: Actor, wanted: WantedLine, context: LineContext): NewLine {
  const { tenant } = context;
  const product = soldProduct(world, tenant, wanted);
  const plan = planOf(product, wanted);
  checkSeats(product, wanted);
  checkAttestation(product, wanted);
  checkCurrency(tenant, wanted);
  checkHoldings(world, product, context);
  checkResellers(world, actor, wanted);
  checkScope(world, product, tenant, wanted);
  const promotionId = promotionOf(world, tenant, product, plan, wanted);
  const termEnd = termEndOf(world, actor, tenant, product, plan, wanted);
  return {
    product,
    plan,
    quantity: wanted.quantity,
    catalogItemId: wanted.catalogItemId,
    friendlyName: wanted.friendlyName,
    customTermEnd: termEnd,
    promotionId,
    partnerIdOnRecord: wanted.partnerIdOnRecord,
    additionalPartnerIds: wanted.additionalPartnerIds,
    provisioningContext: wanted.provisioningContext,
    commitment: wanted.commitment,
    attestationAccepted: wanted.attestationAccepted,
  };
}

function soldProduct(world: World, tenant: Tenant, { catalogItemId }: WantedLine): MicrosoftProduct {
  const product = productOfCatalogItem(world, catalogItemId);
  if (product === undefined && legacyOffer.test(catalogItemId)) throw soldNoMore(catalogItemId);
  if (product === undefined) {
    throw new Refusal(
      'not-found',
      'line.catalog_item',
      `catalogItemId ${catalogItemId} is no item that can be bought now; read the availabilities of its SKU again.`,
      'catalogItemId',
    );
  }
  const { microsoft } = product;
  if (microsoft.family === 'legacy') throw soldNoMore(catalogItemId);
  const country = isoOf(tenant);
  if (!isSoldIn(microsoft, country)) {
    throw new Refusal(
      'invalid',
      'line.market',
      `catalogItemId ${catalogItemId} is not sold in ${country}; list the products for the customer.`,
      'catalogItemId',
    );
  }
  if (!segmentsOf(tenant).has(microsoft.segment)) {
    throw new Refusal(
      'forbidden',
      'line.segment',
      `catalogItemId ${catalogItemId} is for ${microsoft.segment} customers; the customer must be qualified first.`,
      'catalogItemId',
    );
  }
  return product;
}

/** Offers of legacy commerce have GUIDs. */
const legacyOffer = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function soldNoMore(catalogItemId: string): Refusal {
  return new Refusal(
    'invalid',
    'line.legacy',
    `catalogItemId ${catalogItemId} is a legacy offer, which is no longer sold; buy its new commerce product.`,
    'catalogItemId',
  );
}

function planOf(product: MicrosoftProduct, { term, cycle }: WantedLine): Plan {
  const plan = planSold(product, { term, cycle });
  if (plan !== undefined) return plan;
  const known = product.plans.map((each) => `${each.term ?? 'no term'} ${each.billingCycle}`).join(', ');
  throw new Refusal(
    'invalid',
    'line.billing_plan',
    `termDuration ${term ?? '(none)'} with billingCycle ${cycle ?? '(none)'} is not sold of ${product.displayName}; it is with ${known}.`,
    'billingCycle',
  );
}

function checkSeats(product: MicrosoftProduct, { quantity }: WantedLine): void {
  const { minimum = 1, maximum = 1 } = product.seats ?? {};
  if (Number.isInteger(quantity) && quantity >= minimum && quantity <= maximum) return;
  throw new Refusal(
    'invalid',
    quantity > maximum ? 'line.too_many_seats' : 'line.quantity',
    `quantity ${quantity} of ${product.displayName} must be a whole number from ${minimum} to ${maximum}.`,
    'quantity',
  );
}

function checkAttestation(product: MicrosoftProduct, wanted: WantedLine): void {
  if (product.microsoft.attestation === undefined || wanted.attestationAccepted === true) return;
  throw new Refusal(
    'invalid',
    'line.attestation',
    `attestationAccepted must be true for ${wanted.catalogItemId}: its conditions (${product.microsoft.attestation}) have to be accepted.`,
    'attestationAccepted',
  );
}

function checkCurrency(tenant: Tenant, { currency }: WantedLine): void {
  const expected = microsoftCurrencyOf(isoOf(tenant));
  if (currency === undefined || currency.toUpperCase() === expected) return;
  throw new Refusal(
    'invalid',
    'line.currency',
    `currencyCode ${currency} is not that of the customer's market, ${expected}; leave it out.`,
    'currencyCode',
  );
}

function checkHoldings(world: World, product: MicrosoftProduct, { tenant, bought = [] }: LineContext): void {
  const { prerequisites, trialOf } = product.microsoft;
  if (
    prerequisites &&
    !holdsOneOf(world, tenant.id, prerequisites) &&
    !prerequisites.some((each) => bought.includes(each))
  ) {
    throw new Refusal(
      'invalid',
      'line.addon_without_base',
      `${product.displayName} is an add-on: the customer needs one of ${prerequisites.join(', ')} first, or with it.`,
      'catalogItemId',
    );
  }
  if (product.kind === 'azure-plan') {
    checkNoProductUpgrade(world, tenant.id);
    checkNoLegacyAzure(world, tenant);
  }
  const repeated = bought.filter((each) => each === product.offerId).length > 1;
  if (trialOf !== undefined && (repeated || everHeld(world, tenant.id).has(product.name))) {
    throw new Refusal(
      'invalid',
      'line.trial_used',
      `The customer has had ${product.displayName} before; buy the paid offer.`,
      'catalogItemId',
    );
  }
  if (
    product.kind === 'azure-plan' &&
    (repeated ||
      heldSubscriptions(world, tenant.id).some((each) => each.kind === 'azure-plan' && !isLegacy(each)))
  ) {
    throw new Refusal(
      'invalid',
      'line.azure_plan_exists',
      'The customer has an Azure plan already; it has one of each partner.',
      'catalogItemId',
    );
  }
}

/** evidence: docs for the rule, modelled code: the product upgrade is the way */
function checkNoLegacyAzure(world: World, tenant: Tenant): void {
  if (!heldSubscriptions(world, tenant.id).some((each) => each.kind === 'azure-plan' && isLegacy(each)))
    return;
  throw new Refusal(
    'invalid',
    'line.legacy_azure',
    'The customer has legacy Azure (MS-AZR-0145P); move it to the Azure plan with a product upgrade.',
    'catalogItemId',
  );
}

function checkResellers(world: World, actor: Actor, wanted: WantedLine): void {
  const partner = partnerOf(world, actor);
  const named = [wanted.partnerIdOnRecord, ...(wanted.additionalPartnerIds ?? [])].filter(
    (each) => each !== undefined,
  );
  if (named.length > 0 && partner.kind !== 'indirect-provider') {
    throw new Refusal(
      'invalid',
      'line.participants',
      'participants may be named by indirect providers only.',
      'participants',
    );
  }
  if ((wanted.additionalPartnerIds?.length ?? 0) > mostAdditionalResellers) {
    throw new Refusal(
      'invalid',
      'line.participants',
      `participants may name ${mostAdditionalResellers} additional resellers at most.`,
      'participants',
    );
  }
  for (const mpnId of named) resellerOf(world, partner, mpnId, 'participants');
}

function promotionOf(
  world: World,
  tenant: Tenant,
  product: MicrosoftProduct,
  plan: Plan,
  wanted: WantedLine,
): string | undefined {
  if (wanted.promotionId === undefined) return undefined;
  const promotion = promotionWithId(wanted.promotionId);
  const known = promotion !== undefined && promotionsOf(product, isoOf(tenant)).includes(promotion);
  const [problem] =
    known && runs(promotion, world.clock.now())
      ? promotionProblems(world, promotion, {
          tenantId: tenant.id,
          product,
          quantity: wanted.quantity,
          term: plan.term,
          cycle: plan.billingCycle,
        })
      : [{ description: 'It is none that runs for the item.' }];
  if (problem === undefined) return promotion?.id;
  throw new Refusal(
    'invalid',
    'line.promotion',
    `promotionId ${wanted.promotionId} cannot be had: ${problem.description} POST promotionEligibilities tells what can.`,
    'promotionId',
  );
}

function termEndOf(
  world: World,
  actor: Actor,
  tenant: Tenant,
  product: MicrosoftProduct,
  plan: Plan,
  wanted: WantedLine,
): number | undefined {
  const field = 'customTermEndDate';
  if (wanted.customTermEndDate === undefined) return undefined;
  const { microsoft } = product;
  if (plan.term === undefined || microsoft.family !== 'online-services' || microsoft.trialOf !== undefined) {
    throw new Refusal(
      'invalid',
      'line.term_end_product',
      `${field} is for licences of new commerce only; leave it out.`,
      field,
    );
  }
  const day = termDay(wanted.customTermEndDate, field);
  const companyId = partnerOf(world, actor).companyId;
  return customTermEnd(world, { tenantId: tenant.id, companyId, term: plan.term }, day, field);
}
