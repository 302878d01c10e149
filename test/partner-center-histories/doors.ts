import type { Actor } from '../../packages/mock-server/src/domain/actor.ts';
import { cancelOrder, orderOf } from '../../packages/mock-server/src/domain/orders/change-order.ts';
import { checkOut, createCart } from '../../packages/mock-server/src/domain/orders/checkout.ts';
import { Refusal } from '../../packages/mock-server/src/domain/refusal.ts';
import {
  applyChange,
  type WantedSubscription,
} from '../../packages/mock-server/src/domain/subscriptions/apply-change.ts';
import { auditSubscription } from '../../packages/mock-server/src/domain/subscriptions/audit-subscription.ts';
import { activate } from '../../packages/mock-server/src/domain/subscriptions/provision.ts';
import {
  type Subscription,
  subscriptions,
} from '../../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { startTransition } from '../../packages/mock-server/src/domain/subscriptions/transition.ts';
import type { Tenant } from '../../packages/mock-server/src/domain/tenants/tenant.ts';
import type { Platform } from '../../packages/mock-server/src/index.ts';
import { refusals } from '../../packages/mock-server/src/wires/partner-center/refusals/index.ts';
import { codeOf } from '../../packages/mock-server/src/wires/partner-center/refuse.ts';
import { toSubscription } from '../../packages/mock-server/src/wires/partner-center/shapes/subscription.ts';
import type { World } from '../../packages/mock-server/src/world.ts';
import type { LineBody, Outcome, RequestOf, SubscriptionBody } from './requests.ts';
import { midnight } from './time-and-money.ts';

/** Where requests go in. */
export type Door = (request: RequestOf) => Outcome | Promise<Outcome>;

function subscriptionIn(world: World, id: number): Subscription {
  const found = world.store.of(subscriptions).get(id);
  if (found === undefined) throw new Error(`The world has no subscription ${id}.`);
  return found;
}

/** A marketplace subscription is activated by its buyer, who comes through neither door. */
function activateByBuyer(world: World, actor: Actor, id: number): Outcome {
  const subscription = subscriptionIn(world, id);
  if (subscription.state !== 'provisioning') return { done: false, refusal: 'test', code: 0, status: 0 };
  world.transact(() => auditSubscription(world, actor, activate(world, subscription), 'Activated'));
  return { done: true };
}

/** Calls the functions of the domain, as the wire does. */
export function domainDoor(world: World, actor: Actor, tenant: Tenant): Door {
  const run = (request: RequestOf): Outcome => {
    switch (request.kind) {
      case 'buy': {
        const lines = request.lines.map(wantedLine);
        const cart = createCart(world, actor, tenant, { lines, resellerAttested: false });
        checkOut(world, actor, tenant, cart.id);
        return { done: true };
      }
      case 'patch': {
        const subscription = subscriptionIn(world, request.id);
        const base = request.minimal ? {} : (toSubscription(world, subscription) as SubscriptionBody);
        const merged = { ...base, ...request.body };
        applyChange(world, actor, subscription, wantedOf(merged));
        return { done: true, merged };
      }
      case 'transition': {
        const { body, id } = request;
        const { operationId } = startTransition(world, actor, subscriptionIn(world, id), {
          ...body,
          term: body.termDuration,
          cycle: body.billingCycle,
        });
        return { done: true, operationId };
      }
      case 'cancel-order': {
        const order = orderOf(world, actor, tenant, request.orderId);
        const lines = order.lines.filter((line) => line.subscriptionId === request.id);
        cancelOrder(
          world,
          actor,
          order,
          lines.map((line) => line.number),
        );
        return { done: true };
      }
      case 'activate':
        return activateByBuyer(world, actor, request.id);
    }
  };
  return (request) => {
    try {
      return world.transact(() => run(request));
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      if (refusals[reason.code] === undefined) throw new Error(`${reason.code} has no code of its own.`);
      if (reason.message.length < 20) throw new Error(`"${reason.message}" names no remedy.`);
      const [status, code] = codeOf(reason);
      return { done: false, refusal: reason.code, code, status };
    }
  };
}

function wantedLine(line: LineBody) {
  return {
    catalogItemId: line.catalogItemId,
    quantity: line.quantity,
    friendlyName: line.friendlyName,
    term: line.termDuration,
    cycle: line.billingCycle,
    customTermEndDate: line.customTermEndDate,
    attestationAccepted: line.attestationAccepted,
  };
}

function wantedOf(body: SubscriptionBody): WantedSubscription {
  const renewal = body.scheduledNextTermInstructions;
  const next = body.nextChargeInstructions;
  const { product } = renewal ?? {};
  const end = renewal?.customTermEndDate;
  return {
    status: body.status,
    quantity: body.quantity,
    term: body.termDuration,
    cycle: body.billingCycle,
    friendlyName: body.friendlyName,
    autoRenew: body.autoRenewEnabled,
    ...(renewal && {
      renewal: {
        offerId: product?.skuId === undefined ? undefined : `${product.productId}:${product.skuId}`,
        term: product?.termDuration,
        cycle: product?.billingCycle,
        promotionId: product?.promotionId,
        quantity: renewal.quantity,
        ...(end !== undefined && { customTermEndDay: midnight(Date.parse(end)) }),
      },
    }),
    ...(next && { nextCharge: { cycle: next.product?.billingCycle } }),
  };
}

/** Sends JSON through the whole wire, in process. */
export function wireDoor(platform: Platform, actor: Actor, tenant: Tenant): Door {
  const { world } = platform;
  const { baseUrl, accessToken } = platform.credentials().partnerCenter;
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await platform.fetch(`${baseUrl}/v1/customers/${tenant.id}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status >= 500) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const outcomeOf = ({ status, body }: Awaited<ReturnType<typeof send>>, rest: object = {}): Outcome =>
    status < 400
      ? { done: true, ...rest }
      : { done: false, refusal: String(body.description), code: Number(body.code), status };
  return async (request) => {
    if (request.kind === 'buy') {
      const made = await send('POST', '/carts', { lineItems: request.lines });
      if (made.status >= 400) return outcomeOf(made);
      return outcomeOf(await send('POST', `/carts/${made.body.id}/checkout`));
    }
    if (request.kind === 'activate') return activateByBuyer(world, actor, request.id);
    const reference = subscriptionIn(world, request.id).vendorReferenceId;
    const path = `/subscriptions/${reference}`;
    switch (request.kind) {
      case 'patch': {
        const base = request.minimal ? {} : (await send('GET', path)).body;
        const merged = { ...base, ...request.body };
        return outcomeOf(await send('PATCH', path, merged), { merged });
      }
      case 'transition': {
        const { targetKey: _, ...body } = request.body;
        const answer = await send('POST', `${path}/transitions`, {
          ...body,
          transitionType: 'transition_with_license_transfer',
        });
        return outcomeOf(answer, { operationId: answer.body.operationId });
      }
      case 'cancel-order': {
        const order = await send('GET', `/orders/${request.orderId}`);
        const lines = (order.body.lineItems ?? []) as {
          subscriptionId?: string;
          offerId: string;
          lineItemNumber: number;
        }[];
        const lineItems = lines
          .filter((line) => line.subscriptionId === reference)
          .map(({ offerId, lineItemNumber }) => ({ offerId, lineItemNumber, quantity: 1 }));
        return outcomeOf(
          await send('PATCH', `/orders/${request.orderId}`, {
            id: request.orderId,
            status: 'cancelled',
            lineItems,
          }),
        );
      }
    }
  };
}
