import { Decimal } from 'decimal.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { providerId } from '../../seeds/foundation.ts';
import { seedNamed } from '../../seeds/index.ts';
import { World } from '../../world.ts';
import { systemActor } from '../actor.ts';
import { ledger } from '../billing/ledger-line.ts';
import { previewInvoices } from '../billing/preview.ts';
import { catalogItemIdOf } from '../catalogue/availability.ts';
import { microsoftProducts, requireProduct } from '../catalogue/catalogue.ts';
import { licenceFields } from '../catalogue/microsoft-licences.ts';
import { type Plan, termMonths } from '../catalogue/product.ts';
import { actorOfPartnerUser } from '../partners/access-token.ts';
import { type Partner, partners } from '../partners/partner.ts';
import { microsoftPrice } from '../prices/microsoft-price.ts';
import { resolvePrice } from '../prices/resolve-price.ts';
import { changeTerm } from './change-term.ts';
import { type Subscription, subscriptions } from './subscription.ts';
import { startTransition, transitions, transitionTargets } from './transition.ts';

const demo = new World({ seed: seedNamed('demo-latam') });
const actor = actorOfPartnerUser(demo.store.of(partners).get(providerId) as Partner, 'ana@example.com');
let world: World;
beforeEach(() => {
  world = demo.fork();
});

function held(chosen: (subscription: Subscription) => boolean): Subscription {
  const found = [...world.store.of(subscriptions).all()].find(
    (each) => each.state === 'active' && chosen(each),
  );
  if (found === undefined) throw new Error('The demo seed has no such subscription.');
  return found;
}

const now = ({ id }: Subscription) => world.store.of(subscriptions).get(id) as Subscription;
const isOfDistributor = ({ channel, kind }: Subscription) => channel === undefined && kind === 'licence';

describe('the term after this one', () => {
  test('of what Microsoft sold itself is foreseen at the price that Microsoft then charges', () => {
    const { id, termEnd = 0 } = held(
      ({ channel, term, companyId }) =>
        channel === 'partner-center' && term === 'P1M' && companyId === providerId,
    );
    world.scheduler.advanceTo(Date.parse('2026-12-04T10:00:00Z'));
    const foreseen = previewInvoices(world, actor, {})
      .flatMap(({ lines }) => lines)
      .find(({ subscriptionId, at }) => subscriptionId === id && at > world.clock.now());
    world.scheduler.advanceTo(termEnd);
    const posted = world.store.of(ledger).find('subscription', id).at(-1);
    expect(posted).toMatchObject({ reason: 'renewal', at: termEnd });
    expect(foreseen).toEqual({ ...posted, id: 0 });
  });

  test('that a longer one takes the place of costs what the distributor asks for that one', () => {
    const longer = ({ productName, term }: Subscription) =>
      requireProduct(productName).plans.find(
        (plan) => plan.term !== undefined && term !== undefined && termMonths[plan.term] > termMonths[term],
      );
    const before = held((each) => isOfDistributor(each) && longer(each) !== undefined);
    const { term, billingCycle } = longer(before) as Plan;
    const after = changeTerm(world, actor, before, { term, cycle: billingCycle });
    const { companyId, productName, billingType, id } = after;
    const price = resolvePrice(world, { companyId, productName, billingType, subscriptionId: id });
    expect([after.term, after.billingCycle]).toEqual([term, billingCycle]);
    expect([after.unitPurchase, after.unitSale]).toEqual([price.purchase, price.sale]);
    expect(after.unitSale).not.toBe(before.unitSale);
    expect(after.fields[licenceFields.billingType]).toBe(billingType);
  });

  test('costs of a savings plan what was committed, to the last decimal', () => {
    const product = microsoftProducts.find(({ kind }) => kind === 'savings-plan');
    const plan = product?.plans.find(({ billingCycle }) => billingCycle === 'monthly');
    if (product === undefined || plan === undefined) throw new Error('The catalogue has no savings plan.');
    const price = (commitment?: string) => microsoftPrice(product, plan, 'USD', { at: 0, commitment });
    expect(price('0.07').list).toBe(new Decimal(price().list).times('51.1').toString());
  });
});

describe('an upgrade', () => {
  function upgradable() {
    const source = held(
      (each) => isOfDistributor(each) && each.quantity > 2 && transitionTargets(each).length > 0,
    );
    const [product] = transitionTargets(source);
    if (product === undefined) throw new Error('It has no target.');
    const start = (quantity: number) =>
      startTransition(world, systemActor, source, {
        toCatalogItemId: catalogItemIdOf(world, product),
        quantity,
      });
    const finish = () => world.scheduler.advanceTo(world.clock.now() + 3_600_000);
    return { source, product, start, finish };
  }

  test('keeps what the order said in step with what became of it', () => {
    const { source, product, start, finish } = upgradable();
    const { operationId } = start(2);
    finish();
    const left = now(source);
    const { targetId = 0 } = world.store.of(transitions).get(operationId) ?? {};
    const made = world.store.of(subscriptions).get(targetId);
    expect([left.quantity, left.fields[licenceFields.quantity]]).toEqual([
      source.quantity - 2,
      source.quantity - 2,
    ]);
    expect(made?.fields).toMatchObject({
      [licenceFields.quantity]: 2,
      [licenceFields.offerId]: product.offerId,
    });
  });

  test('fails when the distributor took seats away meanwhile, and moves nothing', () => {
    const { source, start, finish } = upgradable();
    const { operationId } = start(source.quantity);
    world.store.of(subscriptions).put({ ...now(source), quantity: source.quantity - 1 });
    const lines = () => world.store.of(ledger).find('subscription', source.id).length;
    const before = lines();
    finish();
    expect(world.store.of(transitions).get(operationId)?.events.at(-1)).toMatchObject({ status: 'Failed' });
    expect(now(source)).toMatchObject({ state: 'active', quantity: source.quantity - 1 });
    expect(lines()).toBe(before);
  });
});
