import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { priceableItem } from '../catalogue/catalogue.ts';
import { accountInScope, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import { type SpecialDeal, type SpecialDealItem, specialDeals } from './special-deal.ts';

export interface SpecialDealInput {
  /** Absent or 0 makes a new deal; a known one is replaced. */
  readonly chargeStreamId: number | undefined;
  readonly comments: string;
  readonly isCustomCharge: boolean;
  readonly lastMonth: string | undefined;
  readonly items: readonly SpecialDealItem[];
}

/** Sets a special price for a company or one of its services. */
export function setSpecialDeal(
  world: World,
  actor: Actor,
  accountId: number,
  input: SpecialDealInput,
): SpecialDeal {
  permit(actor, 'prices.write');
  const account = accountInScope(world, actor, accountId);
  if (input.items.length === 0) throw invalid('DiscountItems', 'is empty; name at least one priceable item.');
  for (const item of input.items) {
    if (priceableItem(item.priceableItemId) === undefined)
      throw invalid(
        'PriceableItemId',
        `${item.priceableItemId} is unknown; GetMarketplaceServiceCharges lists them.`,
      );
    const counted = input.isCustomCharge ? item.customCharge : item.discount;
    if (counted === undefined)
      throw invalid(
        input.isCustomCharge ? 'CustomCharge' : 'Discount',
        `is missing for item ${item.priceableItemId}, though IsCustomCharge is ${input.isCustomCharge}.`,
      );
    if (Number(counted) < 0 || (!input.isCustomCharge && Number(counted) > 100))
      throw invalid(
        input.isCustomCharge ? 'CustomCharge' : 'Discount',
        `of item ${item.priceableItemId} must be ${input.isCustomCharge ? 'zero or more' : 'a percentage from 0 to 100'}.`,
      );
  }
  const known = input.chargeStreamId ? world.store.of(specialDeals).get(input.chargeStreamId) : undefined;
  if (input.chargeStreamId && known !== undefined && known.accountId !== accountId)
    throw invalid('ChargeStreamId', `${input.chargeStreamId} belongs to another account.`);
  const chargeStreamId =
    known?.chargeStreamId ?? (input.chargeStreamId || world.ids.sequence('chargeStream', 200_001));
  world.ids.reserve('chargeStream', chargeStreamId);
  const now = world.clock.now();
  const deal = world.store.of(specialDeals).put({
    chargeStreamId,
    accountId,
    companyId: account.company.id,
    sellerId: account.company.resellerId,
    comments: input.comments,
    author: known?.author ?? actor.username,
    createdAt: known?.createdAt ?? now,
    isCustomCharge: input.isCustomCharge,
    ...(input.lastMonth !== undefined && { lastMonth: input.lastMonth }),
    items: input.items,
    activity: [
      ...(known?.activity ?? []),
      { at: now, username: actor.username, what: known ? 'Changed' : 'Created' },
    ],
  });
  audit(world, actor, deal, 'Set', account.company.name);
  return deal;
}

/** Ends a special price. */
export function deleteSpecialDeal(
  world: World,
  actor: Actor,
  accountId: number,
  chargeStreamId: number,
): void {
  permit(actor, 'prices.write');
  const { company } = accountInScope(world, actor, accountId);
  const deal = world.store.of(specialDeals).get(chargeStreamId);
  if (deal === undefined || deal.accountId !== accountId) {
    throw new Refusal(
      'not-found',
      'special_deal.not_found',
      `chargeStreamId ${chargeStreamId} is no special deal of account ${accountId}; GetSpecialDeal lists them.`,
      'chargeStreamId',
    );
  }
  world.store.of(specialDeals).delete(chargeStreamId);
  audit(world, actor, deal, 'Deleted', company.name);
}

function audit(world: World, actor: Actor, deal: SpecialDeal, what: string, name: string): void {
  recordAudit(world, actor, {
    eventType: `SpecialDeal.${what}`,
    targetId: deal.accountId,
    targetType: deal.accountId === deal.companyId ? 'Company' : 'Product',
    targetName: name,
    companyId: deal.companyId,
  });
}

function invalid(field: string, problem: string): Refusal {
  return new Refusal('invalid', 'special_deal.invalid', `${field} ${problem}`, field);
}
