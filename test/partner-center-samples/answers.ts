import { isDeepStrictEqual } from 'node:util';
import { ApiError, PartialFailureError, PartnerCenter } from '@tenantry/sdk/partner-center';
import type { WireOperation } from '../../packages/mock-server/src/http/wire-document.ts';
import { fitOf, routeOf } from './document.ts';
import type { Row } from './row.ts';
import { misplaced, type Sample } from './sample.ts';

/** Holds an answer against our document, and reads it with the SDK. */
export async function checkAnswer(sample: Sample): Promise<Row> {
  const { name, body } = sample;
  if (sample.invalid) return { name, outcome: 'left out', why: 'not JSON' };
  if (body === undefined) return { name, outcome: 'left out', why: 'no body' };
  const operation = routeOf(sample)?.operation;
  if (operation === undefined)
    return { name, outcome: 'wrong', why: `no operation ${sample.method} ${sample.path}` };
  const status = sample.status ?? operation.status ?? 200;
  const { contradictions, undeclared, otherCase } = fitOf(operation, status, body);
  const lost = await lostBySdk(operation, status, body);
  const problems = lost === undefined ? contradictions : [...contradictions, lost];
  if (problems.length > 0)
    return { name, outcome: 'wrong', why: `${operation.operationId}: ${problems.join('; ')}` };
  const notes = [
    operation.operationId,
    ...(status >= 400 ? [String(status)] : []),
    ...(misplaced[name] ? [misplaced[name].why] : []),
    ...(otherCase ? ['names in another case than ours'] : []),
    ...(undeclared.length > 0 ? [`kept, undeclared: ${undeclared.join(', ')}`] : []),
  ];
  return {
    name,
    outcome: 'parsed',
    why: notes.join('; '),
    ...(undeclared.length > 0 && { undeclared }),
  };
}

/** What the SDK gives that is not what the answer said. */
async function lostBySdk(
  operation: WireOperation,
  status: number,
  body: unknown,
): Promise<string | undefined> {
  const given = await throughSdk(operation, status, body).catch((error: unknown) => error);
  if (given instanceof PartialFailureError) {
    return isDeepStrictEqual(given.result, body) ? undefined : 'the SDK changed what a partial failure says';
  }
  if (status >= 400) {
    const { code } = body as { code?: unknown };
    return given instanceof ApiError && given.code === String(code) && given.status === status
      ? undefined
      : `the SDK does not refuse with ${code}: ${given}`;
  }
  if (given instanceof Error) return `the SDK fails: ${given.message}`;
  const expected = Array.isArray(given) ? contentOf(body) : body;
  const isWhole = [expected, camelCased(expected)].some((each) => isDeepStrictEqual(given, each));
  return isWhole ? undefined : 'the SDK gives something else than the answer has';
}

/** Registrations for webhooks alone come in another case than everything else. */
function camelCased(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const named = Object.entries(value).map(([name, inner]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    inner,
  ]);
  return Object.fromEntries(named);
}

/** The call that the document names, with an answer that is not Partner Center's own. */
async function throughSdk(operation: WireOperation, status: number, body: unknown): Promise<unknown> {
  const { operationId, sdk, path } = operation;
  const asked = new Set<string | undefined>();
  const client = new PartnerCenter({
    delegatedAdminUrl: 'https://delegated-admin.example',
    accessToken: 'token',
    fetch: async (input, init) => {
      const { method, url } = new Request(input, init);
      asked.add(routeOf({ method, path: new URL(url).pathname })?.operation.operationId);
      return Response.json(body, { status });
    },
  });
  const [resource = '', method = ''] = sdk.split('.');
  const resources = client as unknown as Record<string, Record<string, (...given: unknown[]) => unknown>>;
  if (typeof resources[resource]?.[method] !== 'function') throw new Error(`there is no ${sdk}`);
  const ids = [...path.matchAll(/\{\w+\}/g)].map(() => 'id');
  const given = await Promise.resolve(resources[resource][method](...ids, {}, {})).finally(() => {
    if (asked.size !== 1 || !asked.has(operationId)) throw new Error(`${sdk} calls ${[...asked]}`);
  });
  return isPage(given) ? given.items : given;
}

function isPage(value: unknown): value is { readonly items: readonly unknown[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'items' in value &&
    !('totalCount' in value) &&
    !('attributes' in value)
  );
}

/** The items of a list, however it is written. */
function contentOf(body: unknown): unknown {
  if (Array.isArray(body)) return body;
  const { items, value, Value, results, transition, newCommerceMigrations } = body as Record<string, unknown>;
  return items ?? value ?? Value ?? results ?? transition ?? newCommerceMigrations;
}
