import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { allProducts, priceableItem, requireProduct } from '../catalogue/catalogue.ts';
import type { Product } from '../catalogue/product.ts';
import { type Company, companies } from '../companies/company.ts';
import { companiesBelow, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { subscriptions } from '../subscriptions/subscription.ts';
import { type Marketplace, type MarketplaceService, marketplaces } from './marketplace.ts';

/** Makes an empty price list. */
export function createMarketplace(
  world: World,
  actor: Actor,
  name: string,
  ownerId = actor.companyId ?? 0,
): Marketplace {
  permit(actor, 'prices.write');
  if (name.trim() === '')
    throw new Refusal(
      'invalid',
      'marketplace.name_missing',
      'marketplaceName is empty; give a name.',
      'marketplaceName',
    );
  const others = world.store.of(marketplaces).find('owner', ownerId);
  const marketplace = world.store.of(marketplaces).put({
    id: world.ids.sequence('marketplace', 101),
    name,
    ownerId,
    priority: others.length + 1,
    pricingMode: 'dynamic',
    services: {},
    customPrices: {},
  });
  audit(world, actor, marketplace, 'Created');
  return marketplace;
}

/** Deletes a price list that nobody buys from. evidence: modelled */
export function deleteMarketplace(world: World, actor: Actor, id: number): void {
  permit(actor, 'prices.write');
  const marketplace = marketplaceInScope(world, actor, id, 'marketplaceOfferId');
  const assigned = assignees(world, marketplace).length;
  if (assigned > 0) {
    throw new Refusal(
      'conflict',
      'marketplace.in_use',
      `marketplaceOfferId ${id} is assigned to ${assigned} accounts; assign them another price list first.`,
      'marketplaceOfferId',
    );
  }
  world.store.of(marketplaces).delete(id);
  audit(world, actor, marketplace, 'Deleted');
}

/** The price list with an id, among those of the actor's account. @throws Refusal of kind `not-found` */
export function marketplaceInScope(
  world: World,
  actor: Actor,
  id: number,
  field = 'marketplaceId',
): Marketplace {
  const marketplace = world.store.of(marketplaces).get(id);
  if (marketplace !== undefined && (actor.companyId === undefined || marketplace.ownerId === actor.companyId))
    return marketplace;
  throw new Refusal(
    'not-found',
    'marketplace.not_found',
    `${field} ${id} is no price list of yours; GetMarketplaces lists them.`,
    field,
  );
}

/** Takes services up into a price list, or makes hidden ones active again. */
export function addServices(
  world: World,
  actor: Actor,
  id: number,
  serviceNames: readonly string[],
): Marketplace {
  permit(actor, 'prices.write');
  const marketplace = marketplaceInScope(world, actor, id);
  for (const name of serviceNames) requireProduct(name, 'serviceNames');
  const added = serviceNames.map((name): [string, MarketplaceService] => [
    name,
    { status: 'Active', termsAccepted: marketplace.services[name]?.termsAccepted ?? false },
  ]);
  const updated = world.store
    .of(marketplaces)
    .put({ ...marketplace, services: { ...marketplace.services, ...Object.fromEntries(added) } });
  audit(world, actor, updated, 'ServicesAdded');
  return updated;
}

/** Takes services out: hidden while a subscription is active, deleted otherwise. evidence: client */
export function removeServices(
  world: World,
  actor: Actor,
  id: number,
  serviceNames: readonly string[],
): Marketplace {
  permit(actor, 'prices.write');
  const marketplace = marketplaceInScope(world, actor, id);
  const removed = serviceNames.map((name): [string, MarketplaceService] => {
    const service = marketplace.services[name];
    if (service === undefined) {
      throw new Refusal(
        'not-found',
        'marketplace.service_not_listed',
        `"${name}" is not in this price list; ListMarketplaceServices lists its services.`,
        'serviceNames',
      );
    }
    return [name, { ...service, status: hasActive(world, marketplace, name) ? 'Hidden' : 'Deleted' }];
  });
  const updated = world.store
    .of(marketplaces)
    .put({ ...marketplace, services: { ...marketplace.services, ...Object.fromEntries(removed) } });
  audit(world, actor, updated, 'ServicesRemoved');
  return updated;
}

/** Sets prices by priceable item; the former price stays readable. Null goes back to the suggested retail price. */
export function setCustomPrices(
  world: World,
  actor: Actor,
  id: number,
  prices: readonly { readonly priceableItemId: number; readonly price: string | null }[],
): Marketplace {
  permit(actor, 'prices.write');
  const marketplace = marketplaceInScope(world, actor, id);
  const customPrices = { ...marketplace.customPrices };
  for (const { priceableItemId, price } of prices) {
    const item = priceableItem(priceableItemId);
    if (item === undefined || !isListed(marketplace.services[item.productName])) {
      throw new Refusal(
        'invalid',
        'marketplace.item_unknown',
        `PriceableItemId ${priceableItemId} is not priced in this price list; GetMarketplaceServiceCharges lists what is.`,
        'PriceableItemId',
      );
    }
    if (price !== null && !/^\d+(\.\d+)?$/.test(price)) {
      throw new Refusal(
        'invalid',
        'marketplace.price_invalid',
        `CustomPrice of item ${priceableItemId} must be zero or more.`,
        'CustomPrice',
      );
    }
    const previous = customPrices[priceableItemId]?.price;
    if (price === null) delete customPrices[priceableItemId];
    else customPrices[priceableItemId] = { price, previous };
  }
  const updated = world.store.of(marketplaces).put({ ...marketplace, customPrices });
  audit(world, actor, updated, 'PricesChanged');
  return updated;
}

/** Accepts the terms of a service for all who buy from a price list. */
export function acceptTerms(world: World, actor: Actor, id: number, productName: string): void {
  permit(actor, 'services.write');
  const marketplace = marketplaceForTerms(world, actor, id);
  requireProduct(productName, 'productName');
  const service = marketplace.services[productName];
  if (!isListed(service)) {
    throw new Refusal(
      'invalid',
      'marketplace.service_not_listed',
      `productName "${productName}" is not in price list ${id}; add it with AddMarketplaceServices.`,
      'productName',
    );
  }
  const updated = world.store.of(marketplaces).put({
    ...marketplace,
    services: { ...marketplace.services, [productName]: { ...service, termsAccepted: true } },
  });
  audit(world, actor, updated, 'TermsAccepted');
}

/** Whoever buys from a price list may accept its terms, not only its owner. */
function marketplaceForTerms(world: World, actor: Actor, id: number): Marketplace {
  const buyer = actor.companyId === undefined ? undefined : world.store.of(companies).get(actor.companyId);
  const marketplace = world.store.of(marketplaces).get(id);
  return marketplace !== undefined && buyer?.marketplaceIds.includes(id)
    ? marketplace
    : marketplaceInScope(world, actor, id);
}

/** What a company can order, with the price list that sells it. */
export function servicesFor(
  world: World,
  company: Company,
): { readonly product: Product; readonly marketplace: Marketplace }[] {
  return allProducts.flatMap((product) => {
    const marketplace = sellableThrough(world, company, product.name);
    return marketplace ? [{ product, marketplace }] : [];
  });
}

/** The price list that sells a service to a company: of several, the one of highest priority. evidence: modelled */
export function sellableThrough(
  world: World,
  company: Company,
  productName: string,
): Marketplace | undefined {
  return listsOf(world, company).find(
    (marketplace) => marketplace.services[productName]?.status === 'Active',
  );
}

/** The price list whose prices count for a service that a company has, hidden or not. */
export function pricedThrough(world: World, company: Company, productName: string): Marketplace | undefined {
  return (
    sellableThrough(world, company, productName) ??
    listsOf(world, company).find((marketplace) => isListed(marketplace.services[productName]))
  );
}

function listsOf(world: World, company: Company): Marketplace[] {
  return company.marketplaceIds
    .flatMap((id) => world.store.of(marketplaces).get(id) ?? [])
    .sort((left, right) => right.priority - left.priority);
}

/** The accounts that buy from a price list. */
export function assignees(world: World, marketplace: Marketplace): Company[] {
  return [...companiesBelow(world, marketplace.ownerId)].filter((company) =>
    company.marketplaceIds.includes(marketplace.id),
  );
}

export function isListed(service: MarketplaceService | undefined): service is MarketplaceService {
  return service !== undefined && service.status !== 'Deleted';
}

function hasActive(world: World, marketplace: Marketplace, productName: string): boolean {
  return world.store
    .of(subscriptions)
    .find('product', productName)
    .some(
      (subscription) =>
        subscription.state !== 'terminated' &&
        world.store.of(companies).get(subscription.companyId)?.marketplaceIds.includes(marketplace.id),
    );
}

function audit(world: World, actor: Actor, marketplace: Marketplace, what: string): void {
  recordAudit(world, actor, {
    eventType: `Marketplace.${what}`,
    targetId: marketplace.id,
    targetType: 'Marketplace',
    targetName: marketplace.name,
    companyId: marketplace.ownerId,
  });
}
