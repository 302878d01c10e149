import { addPeriod, millisecondsPerDay, parseInstant } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { catalogItemIdOf, isMicrosoft, type MicrosoftProduct } from '../catalogue/availability.ts';
import { productOfOffer } from '../catalogue/catalogue.ts';
import { legacyOfferWithId } from '../catalogue/legacy-offers.ts';
import type { Plan } from '../catalogue/product.ts';
import { planSold } from '../catalogue/sold-cycle.ts';
import { resellerOf } from '../partners/create-customer.ts';
import { type Partner, partnerOf } from '../partners/partner.ts';
import { attempt, Refusal, type RefusalKind } from '../refusal.ts';
import { customTermEnd } from '../subscriptions/custom-term-end.ts';
import { addOnsOfSubscription, legacyProductOf, subscriptionWithReference } from '../subscriptions/legacy.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { MigrationLine, WantedMigration } from './migration.ts';

/** Why a subscription cannot be migrated. */
export interface MigrationProblem {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly message: string;
}

export interface CheckedMigration {
  readonly wanted: WantedMigration;
  readonly problems: readonly MigrationProblem[];
  /** What it comes to, where there is a way to new commerce. */
  readonly line?: MigrationLine;
  readonly addOns: readonly CheckedMigration[];
}

export interface MigrationMoment {
  /** When it is to happen. */
  readonly at: number;
  /** At the end of the term, where a full one begins. */
  readonly onRenewal?: boolean;
}

/** Holds a migration and those of its add-ons against every rule. @throws Refusal when the customer has no such subscription */
export function checkMigration(
  world: World,
  actor: Actor,
  tenant: Tenant,
  wanted: WantedMigration,
  moment: MigrationMoment,
): CheckedMigration {
  const subscription = subscriptionWithReference(world, tenant.id, wanted.currentReferenceId);
  if (subscription === undefined) {
    throw new Refusal(
      'not-found',
      'migration.subscription_unknown',
      `currentSubscriptionId ${wanted.currentReferenceId} is no subscription of the customer.`,
      'currentSubscriptionId',
    );
  }
  const own = checkOne(world, actor, tenant, subscription, wanted, moment);
  const addOns = addOnsOfSubscription(world, subscription);
  const listed = wanted.addOns.map((each) => each.currentReferenceId.toLowerCase());
  const problems = [...own.problems, ...addOnProblems(subscription, addOns, listed)];
  const checked = wanted.addOns.flatMap((each) => {
    const addOn = addOns.find((one) => isNamed(one, each.currentReferenceId));
    return addOn === undefined ? [] : [checkOne(world, actor, tenant, addOn, each, moment)];
  });
  return { ...own, problems, addOns: checked };
}

/** All problems of a migration, those of its add-ons last. */
export function problemsOf(checked: CheckedMigration): readonly MigrationProblem[] {
  return [...checked.problems, ...checked.addOns.flatMap((each) => each.problems)];
}

/** @throws Refusal naming the problem, or all of them where there are several */
export function refuseProblems(checked: CheckedMigration): void {
  const problems = problemsOf(checked);
  const [first] = problems;
  if (first === undefined) return;
  if (problems.length === 1) throw new Refusal(first.kind, first.code, first.message);
  throw new Refusal(
    'invalid',
    'migration.several_reasons',
    problems.map((problem) => problem.message).join(' '),
  );
}

function isNamed(subscription: Subscription, referenceId: string): boolean {
  return subscription.vendorReferenceId?.toLowerCase() === referenceId.toLowerCase();
}

function addOnProblems(
  subscription: Subscription,
  addOns: readonly Subscription[],
  listed: readonly string[],
): MigrationProblem[] {
  const id = subscription.vendorReferenceId ?? '';
  const problems: MigrationProblem[] = [];
  const active = addOns.filter((each) => each.state === 'active');
  const missed = active.filter((each) => !listed.includes(each.vendorReferenceId?.toLowerCase() ?? ''));
  if (missed.length > 0) {
    const ids = missed.map((each) => each.vendorReferenceId).join(', ');
    problems.push(
      problem('add_ons', `Subscription ${id} has active add-ons: name ${ids} in addOnMigrations too.`),
    );
  }
  const twice = listed.find((each, index) => listed.indexOf(each) !== index);
  if (twice !== undefined) {
    problems.push(problem('add_on_twice', `addOnMigrations names ${twice} more than once; name it once.`));
  }
  const unknown = listed.find((each) => !active.some((addOn) => isNamed(addOn, each)));
  if (unknown !== undefined) {
    problems.push(
      problem('add_on_unknown', `addOnMigrations: ${unknown} is no active add-on of ${id}; leave it out.`),
    );
  }
  return problems;
}

function checkOne(
  world: World,
  actor: Actor,
  tenant: Tenant,
  subscription: Subscription,
  wanted: WantedMigration,
  moment: MigrationMoment,
): CheckedMigration {
  const partner = partnerOf(world, actor);
  const problems = stateProblems(world, partner, subscription, moment);
  const target = productOfOffer(
    legacyOfferWithId(legacyProductOf(subscription)?.offerId ?? '')?.migratesTo ?? '',
  );
  const id = subscription.vendorReferenceId ?? wanted.currentReferenceId;
  if (!isMicrosoft(target)) {
    problems.push(problem('no_path', `Subscription ${id} has no offer of new commerce that it can move to.`));
    return { wanted, problems, addOns: [] };
  }
  const plan = planSold(target, {
    term: wanted.term?.toUpperCase() ?? subscription.term,
    cycle: wanted.cycle?.toLowerCase() ?? subscription.billingCycle,
  });
  if (plan?.term === undefined) {
    const known = target.plans.map((each) => `${each.term ?? ''} ${each.billingCycle}`).join(', ');
    problems.push(
      problem(
        'plan',
        `termDuration and billingCycle of ${id}: ${target.displayName} is sold with ${known} only.`,
      ),
    );
    return { wanted, problems, addOns: [] };
  }
  const quantity = wanted.quantity ?? subscription.quantity;
  const { minimum = 1, maximum = 1 } = target.seats ?? {};
  if (!Number.isInteger(quantity) || quantity < minimum || quantity > maximum) {
    problems.push(
      problem('quantity', `quantity of ${id} must be a whole number from ${minimum} to ${maximum}.`),
    );
  }
  const custom = customEnd(world, tenant, partner, plan, wanted, moment.at);
  if (typeof custom === 'object') problems.push(custom);
  const line = lineOf(world, subscription, target, plan, wanted, {
    quantity,
    customTermEnd: typeof custom === 'number' ? custom : undefined,
    onRenewal: moment.onRenewal === true,
  });
  return { wanted, problems, line, addOns: [] };
}

/** evidence: docs for the rules, modelled where they overlap */
function stateProblems(
  world: World,
  partner: Partner,
  subscription: Subscription,
  { at, onRenewal = false }: MigrationMoment,
): MigrationProblem[] {
  const id = subscription.vendorReferenceId ?? '';
  const problems: MigrationProblem[] = [];
  if (!partner.agreementSigned) {
    problems.push(
      problem(
        'partner',
        'The partner may not migrate before it has signed the Microsoft Partner Agreement.',
        'forbidden',
      ),
    );
  }
  if (subscription.state !== 'active') {
    problems.push(
      problem(
        'not_active',
        `Subscription ${id} is ${subscription.state}; only an active one can be migrated.`,
      ),
    );
    return problems;
  }
  if (subscription.pendingChange) {
    problems.push(
      problem('being_processed', `Subscription ${id} has a change under way; try again when it is done.`),
    );
  }
  if (!onRenewal && subscription.termEnd !== undefined && subscription.termEnd - at < millisecondsPerDay) {
    problems.push(
      problem(
        'term_ends',
        `Subscription ${id} is less than 24 hours from its term's end; migrate after the renewal.`,
      ),
    );
  }
  if (subscription.promotionId !== undefined) {
    problems.push(
      problem('promotion', `Subscription ${id} has a promotion; it can be migrated without one only.`),
    );
  }
  if (subscription.activatedAt !== undefined && addPeriod(subscription.activatedAt, 'P1M') >= at) {
    problems.push(
      problem(
        'too_young',
        `Subscription ${id} has been active for a month or less; try again later.`,
        'forbidden',
      ),
    );
  }
  if (subscription.partnerId !== undefined && !isReseller(world, partner, subscription.partnerId)) {
    problems.push(
      problem(
        'partner_of_record',
        `partnerId ${subscription.partnerId} of subscription ${id} is no reseller that is valid now; set another.`,
      ),
    );
  }
  return problems;
}

function isReseller(world: World, partner: Partner, mpnId: string): boolean {
  return !(attempt(() => resellerOf(world, partner, mpnId, 'partnerId')) instanceof Refusal);
}

/** The end that the caller set for the first term, or why it cannot be that. */
function customEnd(
  world: World,
  tenant: Tenant,
  partner: Partner,
  plan: Plan,
  wanted: WantedMigration,
  start: number,
): number | MigrationProblem | undefined {
  const { customTermEndDate } = wanted;
  if (customTermEndDate === undefined || plan.term === undefined) return undefined;
  const question = { tenantId: tenant.id, companyId: partner.companyId, term: plan.term, start };
  try {
    return customTermEnd(world, question, parseInstant(customTermEndDate), 'customTermEndDate');
  } catch (reason) {
    if (!(reason instanceof Refusal) && !(reason instanceof RangeError)) throw reason;
    const outside = reason instanceof Refusal && reason.code === 'term_end.outside_term';
    return problem(outside ? 'term_end_outside' : 'term_end_no_match', reason.message);
  }
}

/** Without a full term asked for, and with the length it has now, the term goes on to where it would have ended. evidence: docs; modelled that another length begins a full term */
function lineOf(
  world: World,
  subscription: Subscription,
  target: MicrosoftProduct,
  plan: Plan & { readonly term?: MigrationLine['term'] | undefined },
  wanted: WantedMigration,
  known: {
    readonly quantity: number;
    readonly customTermEnd: number | undefined;
    readonly onRenewal: boolean;
  },
): MigrationLine {
  const term = plan.term ?? 'P1Y';
  const purchaseFullTerm = wanted.purchaseFullTerm ?? false;
  const keeps = !purchaseFullTerm && !known.onRenewal && term === subscription.term;
  const termEnd = known.customTermEnd ?? (keeps ? subscription.termEnd : undefined);
  return {
    currentReferenceId: subscription.vendorReferenceId ?? wanted.currentReferenceId,
    subscriptionId: subscription.id,
    catalogItemId: catalogItemIdOf(world, target),
    productName: target.name,
    billingType: plan.billingType,
    quantity: known.quantity,
    term,
    billingCycle: plan.billingCycle,
    purchaseFullTerm,
    ...(subscription.termEnd !== undefined && { subscriptionEnd: subscription.termEnd }),
    ...(known.customTermEnd !== undefined && { customTermEnd: known.customTermEnd }),
    ...(termEnd !== undefined && { termEnd }),
  };
}

function problem(code: string, message: string, kind: RefusalKind = 'invalid'): MigrationProblem {
  return { kind, code: `migration.${code}`, message };
}
