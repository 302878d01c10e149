import {
  availabilityIdOf,
  type CatalogueQuestion,
  type MicrosoftProduct,
  segmentsOf,
  skusFor,
  viewNames,
} from '../../../domain/catalogue/availability.ts';
import { markets } from '../../../domain/companies/country.ts';
import { isoOf } from '../../../domain/partners/customer.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { heldSubscriptions, holdsOneOf } from '../../../domain/subscriptions/holdings.ts';
import type { InventoryCheckRequest } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { type CatalogueScope, toAvailability, toProduct, toSku } from '../shapes/product.ts';
import { collection } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

/** The market that a call asks about. @throws Refusal when it names none that is known */
export function countryOf(call: Call): string {
  const country = (queryOf(call).country ?? 'US').toUpperCase();
  if (markets.includes(country)) return country;
  throw new Refusal(
    'invalid',
    'catalogue.country',
    `country "${country}" is no market of this catalogue; it has ${markets.join(', ')}.`,
    'country',
  );
}

interface Shelf {
  readonly scope: CatalogueScope;
  readonly skus: readonly MicrosoftProduct[];
}

/** What a call may see: a market's catalogue, or what one customer may buy. */
function shelfOf(call: Call, forCustomer: boolean): Shelf {
  const query = queryOf(call);
  const { targetview: view, targetsegment: segment } = query;
  if (view !== undefined && !viewNames.includes(view.toLowerCase())) {
    throw new Refusal('invalid', 'catalogue.view', `targetView "${view}" is not known.`, 'targetView');
  }
  const forLegacyAzure = query.reservationscope?.toLowerCase() !== 'azureplan';
  if (!forCustomer) {
    const question: CatalogueQuestion = { country: countryOf(call), view, segment };
    // evidence: docs, savings plans are seen by customers with an Azure plan only
    const skus = skusFor(question).filter(({ microsoft }) => microsoft.family !== 'savings-plan');
    return { scope: { country: question.country, forLegacyAzure }, skus };
  }
  const tenant = customerOf(call);
  const country = isoOf(tenant);
  const segments = segmentsOf(tenant);
  const hasPlan = heldSubscriptions(call.world, tenant.id).some((each) => each.kind === 'azure-plan');
  const skus = skusFor({ country, view, segment }).filter(
    ({ microsoft }) => segments.has(microsoft.segment) && (hasPlan || microsoft.family !== 'savings-plan'),
  );
  return { scope: { country, customerId: tenant.id, forLegacyAzure }, skus };
}

function ofProduct({ skus }: Shelf, { parameters }: Call): MicrosoftProduct[] {
  const id = (parameters.productId ?? '').toUpperCase();
  const found = skus.filter(({ microsoft }) => microsoft.productId === id);
  if (found.length > 0) return found;
  throw new Refusal(
    'not-found',
    'catalogue.product',
    `Product ${id} is not in this catalogue; list its products.`,
    'productId',
  );
}

function ofSku(shelf: Shelf, call: Call): MicrosoftProduct {
  const id = (call.parameters.skuId ?? '').toUpperCase();
  const found = ofProduct(shelf, call).find(({ microsoft }) => microsoft.skuId.toUpperCase() === id);
  if (found !== undefined) return found;
  throw new Refusal(
    'not-found',
    'catalogue.sku',
    `SKU ${id} is none of the product; list its SKUs.`,
    'skuId',
  );
}

/** One product of several SKUs is listed once. */
function productsOf({ skus }: Shelf): MicrosoftProduct[] {
  return [...new Map(skus.map((each) => [each.microsoft.productId, each])).values()];
}

function handlersFor(forCustomer: boolean) {
  return {
    list: (call: Call) => {
      const shelf = shelfOf(call, forCustomer);
      return collection(productsOf(shelf).map((each) => toProduct(each, shelf.scope)));
    },
    get: (call: Call) => {
      const shelf = shelfOf(call, forCustomer);
      const [first] = ofProduct(shelf, call);
      return first && toProduct(first, shelf.scope);
    },
    listSkus: (call: Call) => {
      const shelf = shelfOf(call, forCustomer);
      return collection(ofProduct(shelf, call).map((each) => toSku(each, shelf.scope)));
    },
    getSku: (call: Call) => {
      const shelf = shelfOf(call, forCustomer);
      return toSku(ofSku(shelf, call), shelf.scope);
    },
    listAvailabilities: (call: Call) => {
      const shelf = shelfOf(call, forCustomer);
      return collection([toAvailability(call.world, ofSku(shelf, call), shelf.scope)]);
    },
    getAvailability: (call: Call) => {
      const { world, parameters } = call;
      const shelf = shelfOf(call, forCustomer);
      const product = ofSku(shelf, call);
      if (availabilityIdOf(world, product) === (parameters.availabilityId ?? '').toUpperCase()) {
        return toAvailability(world, product, shelf.scope);
      }
      throw new Refusal(
        'not-found',
        'catalogue.availability',
        `Availability ${parameters.availabilityId} is none of the SKU now; list its availabilities again.`,
        'availabilityId',
      );
    },
  };
}

const ofMarket = handlersFor(false);
const ofCustomer = handlersFor(true);

export const productOperations = {
  ListProducts: ofMarket.list,
  GetProduct: ofMarket.get,
  ListSkus: ofMarket.listSkus,
  GetSku: ofMarket.getSku,
  ListAvailabilities: ofMarket.listAvailabilities,
  GetAvailability: ofMarket.getAvailability,
  ListProductsForCustomer: ofCustomer.list,
  GetProductForCustomer: ofCustomer.get,
  ListSkusForCustomer: ofCustomer.listSkus,
  GetSkuForCustomer: ofCustomer.getSku,
  ListAvailabilitiesForCustomer: ofCustomer.listAvailabilities,
  GetAvailabilityForCustomer: ofCustomer.getAvailability,
  /** What is not known is left out of the answer. evidence: docs; the reasons of restrictions are modelled */
  CheckInventory: (call: Call<InventoryCheckRequest>) => {
    const { world, body } = call;
    const all = skusFor({ country: countryOf(call) });
    const context = Object.fromEntries(
      Object.entries(body.inventoryContext ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const customerId = context.customerid?.toLowerCase() ?? '';
    return (body.targetItems ?? []).flatMap((item) => {
      const found = all.filter(
        ({ microsoft }) =>
          microsoft.productId === item.productId?.toUpperCase() &&
          (item.skuId === undefined || microsoft.skuId === item.skuId),
      );
      return found.map(({ microsoft }) => {
        const { prerequisites } = microsoft;
        const restricted = prerequisites !== undefined && !holdsOneOf(world, customerId, prerequisites);
        return {
          productId: microsoft.productId,
          skuId: microsoft.skuId,
          isRestricted: restricted,
          restrictions: restricted
            ? [
                {
                  reasonCode: 'PrerequisiteMissing',
                  description: 'The customer has no base product for it.',
                  properties: {},
                },
              ]
            : [],
        };
      });
    });
  },
} satisfies Record<string, OperationHandler>;
