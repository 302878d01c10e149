import { priceableItem } from '../../../domain/catalogue/catalogue.ts';
import { companies } from '../../../domain/companies/company.ts';
import { accountInScope, permit } from '../../../domain/companies/scope.ts';
import { customPriceIn } from '../../../domain/prices/custom-price.ts';
import { pricedThrough } from '../../../domain/prices/marketplaces.ts';
import { type SpecialDeal, specialDeals } from '../../../domain/prices/special-deal.ts';
import { deleteSpecialDeal, setSpecialDeal } from '../../../domain/prices/special-deals.ts';
import type {
  DeleteSpecialDealRequest,
  GetSpecialDealRequest,
  SetSpecialDealRequest,
  SpecialDealInput,
  SpecialDeal as WireSpecialDeal,
} from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { addPeriod, parseInstant } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { icpDate } from '../dates.ts';

/** `yyyy-mm`: ValidUntil names the last month, EffectiveEndDate the first one that no longer counts. evidence: client, docs */
function lastMonthOf(deal: SpecialDealInput): string | undefined {
  if (deal.ValidUntil !== undefined) return `${deal.ValidUntil.slice(3)}-${deal.ValidUntil.slice(0, 2)}`;
  if (deal.EffectiveEndDate === undefined) return undefined;
  return new Date(parseInstant(deal.EffectiveEndDate.replace(' ', 'T')) - 1).toISOString().slice(0, 7);
}

function toSpecialDeal(world: World, deal: SpecialDeal): WireSpecialDeal {
  const company = world.store.of(companies).get(deal.companyId);
  const seller = world.store.of(companies).get(deal.sellerId);
  const first = priceableItem(deal.items[0]?.priceableItemId ?? 0);
  const marketplace = company && first && pricedThrough(world, company, first.productName);
  const currency = company?.currency ?? 'USD';
  const { lastMonth } = deal;
  return {
    ChargeStreamId: deal.chargeStreamId,
    Comments: deal.comments,
    Author: deal.author,
    CreatedDate: icpDate(deal.createdAt),
    EffectiveEndDate:
      lastMonth === undefined ? null : icpDate(addPeriod(parseInstant(`${lastMonth}-01`), 'P1M')),
    ValidUntil: lastMonth === undefined ? null : `${lastMonth.slice(5)}-${lastMonth.slice(0, 4)}`,
    IsCustomCharge: deal.isCustomCharge,
    CompanyAccountId: deal.companyId,
    CompanyDisplayName: company?.name ?? '',
    CompanyNumericId: company?.numericId ?? 0,
    ...(marketplace && { MarketplaceId: marketplace.id, MarketplaceName: marketplace.name }),
    SellerCompanyAccountId: deal.sellerId,
    SellerCompanyDisplayName: seller?.name ?? '',
    RecentActivity: deal.activity.map((each) => ({
      Date: icpDate(each.at),
      Username: each.username,
      Description: each.what,
    })),
    DiscountItems: deal.items.map((item) => ({
      PriceableItemId: item.priceableItemId,
      Currency: currency,
      Discount: item.discount === undefined ? null : Number(item.discount),
      CustomCharge: item.customCharge === undefined ? null : Number(item.customCharge),
      BasePrice: Number(
        (marketplace && customPriceIn(world, marketplace, item.priceableItemId, currency)) ??
          priceableItem(item.priceableItemId)?.prices[currency]?.suggestedRetail ??
          0,
      ),
    })),
  };
}

export const specialDealOperations = {
  GetSpecialDeal: ({ world, actor, body }: Call<GetSpecialDealRequest>) => {
    permit(actor, 'prices.read');
    accountInScope(world, actor, body.accountId);
    return world.store
      .of(specialDeals)
      .find('account', body.accountId)
      .map((deal) => toSpecialDeal(world, deal));
  },
  SetSpecialDeal: ({ world, actor, body }: Call<SetSpecialDealRequest>) => {
    const deal = body.specialDeal;
    return toSpecialDeal(
      world,
      setSpecialDeal(world, actor, body.accountId, {
        chargeStreamId: deal.ChargeStreamId,
        comments: deal.Comments ?? '',
        isCustomCharge: deal.IsCustomCharge ?? false,
        lastMonth: lastMonthOf(deal),
        items: (deal.DiscountItems ?? []).map((item) => ({
          priceableItemId: item.PriceableItemId,
          ...(item.Discount !== undefined && { discount: String(item.Discount) }),
          ...(item.CustomCharge !== undefined && { customCharge: String(item.CustomCharge) }),
        })),
      }),
    );
  },
  DeleteSpecialDeal: ({ world, actor, body }: Call<DeleteSpecialDealRequest>) =>
    deleteSpecialDeal(world, actor, body.accountId, body.chargeStreamId),
} satisfies Record<string, OperationHandler>;
