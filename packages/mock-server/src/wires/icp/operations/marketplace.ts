import { permit } from '../../../domain/companies/scope.ts';
import { type Marketplace, marketplaces } from '../../../domain/prices/marketplace.ts';
import { assignees, createMarketplace, deleteMarketplace } from '../../../domain/prices/marketplaces.ts';
import type {
  CreateMarketplaceRequest,
  DeleteMarketplaceRequest,
  Marketplace as WireMarketplace,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import type { World } from '../../../world.ts';

function toMarketplace(world: World, marketplace: Marketplace): WireMarketplace {
  const listed = Object.values(marketplace.services);
  return {
    Id: marketplace.id,
    Name: marketplace.name,
    ServiceCount: listed.filter((service) => service.status === 'Active').length,
    HiddenServiceCount: listed.filter((service) => service.status === 'Hidden').length,
    AssigneeCount: assignees(world, marketplace).length,
    Priority: marketplace.priority,
    PricingMode: marketplace.pricingMode,
  };
}

export const marketplaceOperations = {
  GetMarketplaces: ({ world, actor }: Call) => {
    permit(actor, 'services.read');
    return world.store
      .of(marketplaces)
      .find('owner', actor.companyId ?? 0)
      .map((marketplace) => toMarketplace(world, marketplace));
  },
  CreateMarketplace: ({ world, actor, body }: Call<CreateMarketplaceRequest>) =>
    toMarketplace(world, createMarketplace(world, actor, body.marketplaceName)),
  DeleteMarketplace: ({ world, actor, body }: Call<DeleteMarketplaceRequest>) =>
    deleteMarketplace(world, actor, body.marketplaceOfferId),
} satisfies Record<string, OperationHandler>;
