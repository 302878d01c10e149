import { Body } from './body.ts';
import { routeOf } from './document.ts';
import { madeUp, preparations, type Scene } from './preparations.ts';
import type { Row } from './row.ts';
import type { Sample } from './sample.ts';
import { Stage } from './stage.ts';

interface Refused {
  readonly code: string;
  readonly why: string;
}

/** Requests that are right to refuse, and with what. */
export const refusedRightly: Readonly<Record<string, Refused>> = {
  'change-the-billing-cycle.01': {
    code: '2006',
    why: "orders of legacy commerce cannot be changed here; the cycle of new commerce is its subscription's",
  },
  'create-a-cart-with-add-ons.01': {
    code: 'LegacyOfferNotEligibleForPurchase',
    why: 'legacy offers are sold no more; the cart is made, with the error on its line',
  },
  'create-a-cart-with-add-ons.03': {
    code: 'LegacyOfferNotEligibleForPurchase',
    why: 'legacy offers are sold no more; the cart is made, with the error on its line',
  },
  'create-an-order-for-a-customer-of-an-indirect-reseller.01': {
    code: '2091',
    why: 'legacy offers are sold no more',
  },
};

interface Answered {
  readonly code?: number | string;
  readonly description?: string;
  readonly error?: string;
  readonly lineItems?: readonly { readonly error?: { readonly errorCode?: string } }[];
}

/** Sends a request to a world that holds what it speaks of. */
export async function sendRequest(sample: Sample): Promise<Row> {
  const { name, method } = sample;
  const route = routeOf(sample);
  if (route === undefined) return { name, outcome: 'wrong', why: `no operation ${method} ${sample.path}` };
  if (sample.invalid) return { name, outcome: 'left out', why: `${route.operation.operationId}; not JSON` };
  const { operationId, path, sandbox = false } = route.operation;
  const stage = new Stage(sandbox);
  const replaced: string[] = [];
  const parameters = Object.fromEntries(
    Object.entries(route.parameters).map(([key, value]) => [key, filled(key, value, replaced)]),
  );
  const [, query] = sample.path.split('?');
  const scene: Scene = {
    stage,
    parameters,
    query: new URLSearchParams(query),
    body: new Body(sample.body),
    replaced,
  };
  if (parameters.customerId !== undefined) stage.customer(parameters.customerId);
  preparations[operationId]?.(scene);
  const search = scene.query.size === 0 ? '' : `?${scene.query}`;
  const url = `/v1${withParameters(path, parameters)}${search}`;
  await takeVersion(scene, url);
  const sent = sample.body === undefined ? undefined : scene.body.value;
  // As the sample writes it, doubled slashes and all, where nothing of it had to be filled.
  const address = replaced.length > 0 ? url : sample.path;
  const { status, body } = await stage.send(method, address, sent);
  return rowOf(sample, operationId, status, body as Answered | undefined, replaced);
}

function filled(name: string, value: string, replaced: string[]): string {
  const bare = value.trim();
  if (!/[<>{}]/.test(bare)) {
    if (bare !== value) replaced.push(`the blank after ${name}`);
    return bare;
  }
  const own = madeUp[name];
  if (own === undefined) throw new Error(`Nothing is made up for ${name}.`);
  replaced.push(name);
  return own;
}

function withParameters(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

/** Gives a change the version of what it changes. */
async function takeVersion({ stage, body, replaced }: Scene, url: string): Promise<void> {
  const field = 'attributes.etag';
  if (body.text(field) === undefined) return;
  const id = body.text('id');
  const isPolicy = url.startsWith('/v1/SelfServePolicy') && id !== undefined;
  const { body: current } = await stage.send('GET', isPolicy ? `/v1/SelfServePolicy/${id}` : url);
  const { etag } = (current as { attributes?: { etag?: string } })?.attributes ?? {};
  body.set(field, etag ?? '');
  replaced.push('the ETag');
}

function rowOf(
  { name, body: sent }: Sample,
  operationId: string,
  status: number,
  body: Answered | undefined,
  replaced: readonly string[],
): Row {
  const expected = refusedRightly[name];
  const code =
    body?.lineItems?.[0]?.error?.errorCode ?? (status >= 400 ? String(body?.code ?? '') : undefined);
  const notes = [
    `${operationId} ${status}`,
    ...(replaced.length > 0 ? [`replaced: ${[...new Set(replaced)].join(', ')}`] : []),
  ].join('; ');
  const unrouted = status === 405 || status === 501 || status >= 500 || body?.error !== undefined;
  if (unrouted) return { name, outcome: 'wrong', why: `${notes}: ${JSON.stringify(body)}` };
  if (expected !== undefined) {
    return code === expected.code
      ? { name, outcome: 'refused', why: `${code} ${expected.why}; ${notes}` }
      : { name, outcome: 'wrong', why: `${notes}: expected ${expected.code}, got ${code ?? 'success'}` };
  }
  if (sent === undefined) {
    return {
      name,
      outcome: 'answered',
      why: code === undefined ? notes : `${notes}; ${code} ${body?.description ?? ''}`,
    };
  }
  return code === undefined
    ? { name, outcome: 'accepted', why: notes }
    : { name, outcome: 'wrong', why: `${notes}: ${code} ${body?.description ?? JSON.stringify(body)}` };
}
