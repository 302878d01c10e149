import { allProducts, productNamed, requireProduct } from '../../../domain/catalogue/catalogue.ts';
import type { Product } from '../../../domain/catalogue/product.ts';
import { permit } from '../../../domain/companies/scope.ts';
import type { Marketplace } from '../../../domain/prices/marketplace.ts';
import {
  acceptTerms,
  addServices,
  isListed,
  marketplaceInScope,
  removeServices,
  setCustomPrices,
} from '../../../domain/prices/marketplaces.ts';
import type {
  AcceptTermsForMarketplaceServiceRequest,
  AddMarketplaceServicesRequest,
  DeleteMarketplaceServiceRequest,
  DeleteMarketplaceServicesRequest,
  GetAvailableServicesForMarketplaceRequest,
  GetMarketplaceServiceChargesRequest,
  GetSpecialProductTermsForServiceRequest,
  ListMarketplaceServicesRequest,
  MarketplaceService,
  ServiceFilters,
  TermsAndConditions,
  UpdateMarketplaceServiceChargesRequest,
  UpdateMarketplaceServicesRequest,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { toMarketplaceService, toProductInfo } from '../shapes/product.ts';

function passes(product: Product, filters: ServiceFilters | undefined): boolean {
  if (filters === undefined) return true;
  const { ServiceCategories, ServiceTags, PriceableItemIds } = filters;
  return (
    (!ServiceCategories?.length || product.categories.some((each) => ServiceCategories.includes(each))) &&
    (!ServiceTags?.length || product.tags.some((each) => ServiceTags.includes(each))) &&
    (!PriceableItemIds?.length || product.priceableItems.some((each) => PriceableItemIds.includes(each.id)))
  );
}

function listed(marketplace: Marketplace, filters?: ServiceFilters): Product[] {
  return allProducts.filter(
    (product) => isListed(marketplace.services[product.name]) && passes(product, filters),
  );
}

function touched({ world }: Call, marketplace: Marketplace, names: readonly string[]): MarketplaceService[] {
  return names.map((name) => toMarketplaceService(world, marketplace, requireProduct(name)));
}

function chargesOf(call: Call, marketplace: Marketplace, filters?: ServiceFilters): MarketplaceService[] {
  return listed(marketplace, filters).map((product) =>
    toMarketplaceService(call.world, marketplace, product),
  );
}

export const marketplaceServiceOperations = {
  GetAvailableServicesForMarketplace: ({
    world,
    actor,
    body,
  }: Call<GetAvailableServicesForMarketplaceRequest>) => {
    permit(actor, 'services.read');
    const marketplace = marketplaceInScope(world, actor, body.marketplaceId);
    const filters = Array.isArray(body.filters) ? body.filters : body.filters ? [body.filters] : [];
    return allProducts
      .filter(
        (product) =>
          marketplace.services[product.name]?.status !== 'Active' &&
          filters.every((each) => passes(product, each)),
      )
      .map((product) => toProductInfo(product, marketplace));
  },
  ListMarketplaceServices: ({ world, actor, body }: Call<ListMarketplaceServicesRequest>) => {
    permit(actor, 'services.read');
    const marketplace = marketplaceInScope(world, actor, body.marketplaceId);
    return listed(marketplace, body.filters).map((product) => toProductInfo(product, marketplace));
  },
  AddMarketplaceServices: (call: Call<AddMarketplaceServicesRequest>) => {
    const { marketplaceId, serviceNames } = call.body;
    return touched(call, addServices(call.world, call.actor, marketplaceId, serviceNames), serviceNames);
  },
  DeleteMarketplaceServices: (call: Call<DeleteMarketplaceServicesRequest>) => {
    const { marketplaceId, serviceNames } = call.body;
    return touched(call, removeServices(call.world, call.actor, marketplaceId, serviceNames), serviceNames);
  },
  DeleteMarketplaceService: (call: Call<DeleteMarketplaceServiceRequest>) => {
    const { marketplaceId, serviceName } = call.body;
    return touched(call, removeServices(call.world, call.actor, marketplaceId, [serviceName]), [serviceName]);
  },
  UpdateMarketplaceServices: (call: Call<UpdateMarketplaceServicesRequest>) => {
    const { world, actor, body } = call;
    const marketplace = marketplaceInScope(world, actor, body.marketplaceOfferId ?? 0, 'marketplaceOfferId');
    const wanted = (body.services ?? []).map((service) => service.ServiceId);
    const surplus = listed(marketplace)
      .map((product) => product.name)
      .filter((name) => !wanted.includes(name));
    if (surplus.length > 0) removeServices(world, actor, marketplace.id, surplus);
    return touched(call, addServices(world, actor, marketplace.id, wanted), wanted);
  },
  GetMarketplaceServiceCharges: (call: Call<GetMarketplaceServiceChargesRequest>) => {
    permit(call.actor, 'prices.read');
    return chargesOf(
      call,
      marketplaceInScope(call.world, call.actor, call.body.marketplaceId),
      call.body.filters,
    );
  },
  UpdateMarketplaceServiceCharges: (call: Call<UpdateMarketplaceServiceChargesRequest>) => {
    const { world, actor, body } = call;
    const prices = (body.marketplaceServiceInfo ?? []).flatMap((service) =>
      (service.Charges ?? [])
        .filter((charge) => charge.CustomPrice !== undefined)
        .map((charge) => ({
          priceableItemId: charge.PriceableItemId,
          price: charge.CustomPrice === null ? null : String(charge.CustomPrice),
        })),
    );
    return chargesOf(call, setCustomPrices(world, actor, body.marketplaceId, prices));
  },
  GetSpecialProductTermsForService: ({
    actor,
    body,
  }: Call<GetSpecialProductTermsForServiceRequest>): TermsAndConditions[] => {
    permit(actor, 'services.read');
    const product = requireProduct(body.productName, 'productName');
    if (!product.terms?.length) return [];
    return [
      {
        TermsAndCondition: product.terms.map((each) => ({
          Title: each.title,
          Content: each.content,
          LocalizationLanguageCode: each.language,
          DescriptionGroupId: `${product.name}_TermsAndConditions`,
        })),
        RelatedProducts: [
          { ProductName: product.name, DisplayName: productNamed(product.name)?.displayName ?? '' },
        ],
      },
    ];
  },
  AcceptTermsForMarketplaceService: ({ world, actor, body }: Call<AcceptTermsForMarketplaceServiceRequest>) =>
    acceptTerms(world, actor, body.marketplaceId, body.productName),
} satisfies Record<string, OperationHandler>;
