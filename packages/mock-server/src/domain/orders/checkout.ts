import { millisecondsPerDay } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { isMicrosoft, productOfCatalogItem } from '../catalogue/availability.ts';
import { soldCycle } from '../catalogue/sold-cycle.ts';
import { microsoftCurrencyOf } from '../companies/country.ts';
import { isoOf } from '../partners/customer.ts';
import { partnerOf } from '../partners/partner.ts';
import { attempt, Refusal } from '../refusal.ts';
import type { Tenant } from '../tenants/tenant.ts';
import {
  type Cart,
  type CartLine,
  carts,
  type GroupResult,
  type LineProblem,
  type WantedLine,
} from './cart.ts';
import { checkLine } from './check-line.ts';
import { checkMayBuy } from './may-buy.ts';
import { type NewLine, placeOrder } from './place-order.ts';

/** Days that a cart lives. evidence: docs */
const cartDays = 7;

export interface WantedCart {
  readonly lines: readonly WantedLine[];
  readonly resellerAttested: boolean;
}

/** Makes a cart. Lines that cannot be bought say so in it; the others can. */
export function createCart(world: World, actor: Actor, tenant: Tenant, wanted: WantedCart): Cart {
  const now = world.clock.now();
  return world.store.of(carts).put({
    id: world.ids.uuid(),
    tenantId: tenant.id,
    companyId: partnerOf(world, actor).companyId,
    createdAt: now,
    modifiedAt: now,
    expiresAt: now + cartDays * millisecondsPerDay,
    modifiedBy: actor.username,
    status: 'Active',
    lines: linesOf(world, actor, tenant, wanted.lines),
    resellerAttested: wanted.resellerAttested,
    results: [],
  });
}

/** A cart of the actor's partner for a customer. @throws Refusal when there is none */
export function cartOf(world: World, actor: Actor, tenant: Tenant, id: string): Cart {
  const cart = world.store.of(carts).get(id.toLowerCase());
  const { companyId } = partnerOf(world, actor);
  if (cart !== undefined && cart.tenantId === tenant.id && cart.companyId === companyId) return cart;
  throw new Refusal('not-found', 'cart.unknown', `Cart ${id} is none of customer ${tenant.id}.`, 'cartId');
}

/** Replaces the lines of a cart. @throws Refusal once it was checked out, or has expired */
export function updateCart(world: World, actor: Actor, tenant: Tenant, id: string, wanted: WantedCart): Cart {
  const cart = openCart(world, actor, tenant, id);
  if (cart.results.length > 0) throw submitted(cart);
  return world.store.of(carts).put({
    ...cart,
    modifiedAt: world.clock.now(),
    modifiedBy: actor.username,
    lines: linesOf(world, actor, tenant, wanted.lines),
    resellerAttested: wanted.resellerAttested,
  });
}

/** Buys a cart, group by group. Again: what was ordered is answered as it is, what failed is tried again. evidence: docs */
export function checkOut(world: World, actor: Actor, tenant: Tenant, id: string): Cart {
  const known = cartOf(world, actor, tenant, id);
  if (known.status === 'Ordered') return known;
  const cart = openCart(world, actor, tenant, id);
  const all = cart.lines.flatMap(flat);
  const bad = all.find((line) => line.problem !== undefined);
  if (bad?.problem !== undefined) {
    throw new Refusal(
      'invalid',
      'cart.line_errors',
      `Line ${bad.id} of the cart cannot be bought: ${bad.problem.message}`,
      'lineItems',
    );
  }
  const named = all.some(({ wanted }) => wanted.partnerIdOnRecord !== undefined);
  checkMayBuy(world, actor, tenant, { named, attested: cart.resellerAttested });
  const groups = [...new Set(all.map((line) => line.group))];
  const results = groups.map((group): GroupResult => {
    const before = cart.results.find((each) => each.group === group);
    if (before?.orderId !== undefined) return before;
    const lines = all.filter((line) => line.group === group);
    return orderGroup(world, actor, tenant, {
      cart,
      group,
      lines,
      bought: all.map(({ wanted }) => offerOf(wanted)),
    });
  });
  const complete = results.every((each) => each.orderId !== undefined);
  return world.store.of(carts).put({
    ...cart,
    results,
    modifiedAt: world.clock.now(),
    status: complete ? 'Ordered' : 'Active',
  });
}

interface Group {
  readonly cart: Cart;
  readonly group: string;
  readonly lines: readonly CartLine[];
  readonly bought: readonly string[];
}

function orderGroup(
  world: World,
  actor: Actor,
  tenant: Tenant,
  { cart, group, lines, bought }: Group,
): GroupResult {
  const order = attempt(() =>
    world.transact(() => {
      const checked = lines.map((line): NewLine => checkLine(world, actor, line.wanted, { tenant, bought }));
      return placeOrder(world, actor, { tenant, lines: checked, cartId: cart.id });
    }),
  );
  return order instanceof Refusal ? { group, problem: problemOf(order) } : { group, orderId: order.id };
}

function openCart(world: World, actor: Actor, tenant: Tenant, id: string): Cart {
  const cart = cartOf(world, actor, tenant, id);
  if (cart.status === 'Ordered') throw submitted(cart);
  if (world.clock.now() < cart.expiresAt) return cart;
  throw new Refusal(
    'not-found',
    'cart.expired',
    `Cart ${id} has expired, ${cartDays} days after it was made; make a new one.`,
    'cartId',
  );
}

function submitted(cart: Cart): Refusal {
  return new Refusal(
    'invalid',
    'cart.submitted',
    `Cart ${cart.id} was checked out already; make a new one.`,
    'cartId',
  );
}

function linesOf(world: World, actor: Actor, tenant: Tenant, wanted: readonly WantedLine[]): CartLine[] {
  if (wanted.length === 0) {
    throw new Refusal('invalid', 'cart.empty', 'lineItems must hold one line at least.', 'lineItems');
  }
  const currency = microsoftCurrencyOf(isoOf(tenant));
  const bought = wanted.flatMap((line) => [line, ...(line.addons ?? [])]).map((line) => offerOf(line));
  const groups = new Map<string, string>();
  let id = -1;
  const lineOf = (line: WantedLine): CartLine => {
    id += 1;
    const own = id;
    const product = productOfCatalogItem(world, line.catalogItemId);
    const checked = attempt(() => checkLine(world, actor, line, { tenant, bought }));
    const refused = checked instanceof Refusal;
    const plan = refused ? undefined : checked.plan;
    const cycle = plan && isMicrosoft(product) ? soldCycle(product, plan) : undefined;
    const kind = `${cycle ?? ''} ${product?.microsoft.family ?? ''}`;
    const group = groups.get(kind) ?? String(groups.size);
    groups.set(kind, group);
    return {
      id: own,
      wanted: line,
      currency,
      group,
      addons: (line.addons ?? []).map(lineOf),
      ...(plan?.term && { term: plan.term }),
      ...(cycle && { cycle }),
      ...(refused && { problem: problemOf(checked) }),
    };
  };
  return wanted.map(lineOf);
}

function problemOf({ code, message }: Refusal): LineProblem {
  return { code, message };
}

function flat(line: CartLine): CartLine[] {
  return [line, ...line.addons.flatMap(flat)];
}

function offerOf({ catalogItemId }: WantedLine): string {
  return catalogItemId.split(':').slice(0, 2).join(':').toUpperCase();
}
