import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError, Ingram } from '@tenantry/sdk/ingram';
import { describe, expect, test } from 'vitest';
import { ingramDocument } from '../packages/mock-server/src/generated/ingram-document.gen.ts';
import { Contract } from '../packages/mock-server/src/http/contract.ts';
import type { JsonSchema, WireOperation } from '../packages/mock-server/src/http/wire-document.ts';

/** A published sample, or its shape: what is sent, what is answered, or both. */
interface Sample {
  readonly name: string;
  readonly request?: { readonly method: string; readonly path: string; readonly body?: object };
  /** A part of an order. */
  readonly request_fragment?: object;
  readonly response?: { readonly status: number; readonly body: object | string };
}

/** The originals are not ours to keep: what is kept is which fields there are, and of which kind. */
const shapes = JSON.parse(
  readFileSync(new URL('fixtures/ingram-shapes.json', import.meta.url), 'utf8'),
) as Sample[];
const beside = new URL('../../shared/reference/ingram/samples/', import.meta.url).pathname;
const folder = process.env.TENANTRY_INGRAM_SAMPLES ?? beside;
const originals = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => ({
        ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Sample),
        name: file.replace('.json', ''),
      }))
  : [];

/** Nothing but what is declared, wherever a schema is referred to; a base of another schema stays open. */
function closed(value: unknown, isBase = false): unknown {
  if (Array.isArray(value)) return value.map((each) => closed(each, isBase));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, closed(inner, key === 'allOf')]);
  return {
    ...Object.fromEntries(entries),
    ...('$ref' in value && !isBase && { unevaluatedProperties: false }),
  };
}

const contract = new Contract(closed(ingramDocument) as typeof ingramDocument);

function operationOf(sample: Sample): WireOperation {
  const { method = 'POST', path = '/orders' } = sample.request ?? {};
  const found = ingramDocument.operations.find(
    (each) => each.method === method && each.path === path.split('?')[0],
  );
  if (found === undefined) throw new Error(`There is no ${method} ${path}.`);
  return {
    ...found,
    request: closed(found.request) as never,
    response: closed(found.response) as JsonSchema,
  };
}

/** The call that the document names, on an answer; gives what was sent, too. */
async function throughSdk(
  operation: WireOperation,
  response: NonNullable<Sample['response']>,
  ...given: unknown[]
): Promise<{ readonly result: unknown; readonly sent: readonly string[] }> {
  const sent: string[] = [];
  const ingram = new Ingram({
    region: 'na',
    subscriptionKey: 'key',
    username: 'user',
    password: 'password',
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const isSignIn = request.url.endsWith('/token') && operation.operationId !== 'generateAuthToken';
      if (isSignIn) return Response.json({ token: 'token', expiresInSeconds: 1_500 });
      sent.push(await request.text());
      const { status, body } = response;
      return typeof body === 'string' ? new Response(body, { status }) : Response.json(body, { status });
    },
  });
  const [resource = '', method = ''] = operation.sdk.split('.');
  const resources = ingram as unknown as Record<
    string,
    Record<string, (...each: unknown[]) => PromiseLike<unknown>>
  >;
  const result = await Promise.resolve(resources[resource]?.[method]?.(...given)).catch(
    (error: unknown) => error,
  );
  return { result, sent };
}

describe.each([
  ['distilled', shapes],
  ['as published', originals],
])('the samples of Ingram, %s', (_, samples) => {
  const sending = samples.filter(
    ({ request, request_fragment: part }) => (request?.body ?? part) !== undefined,
  );
  const answering = samples.filter(({ response }) => response !== undefined);

  test.skipIf(samples.length === 0)('are all of them', () => {
    expect(samples.map(({ name }) => name)).toEqual(shapes.map(({ name }) => name));
    expect([sending.length, answering.length]).toEqual([6, 7]);
  });

  test.each(sending.map((sample) => [sample.name, sample] as const))(
    '%s is sent as it is, all declared',
    async (__, sample) => {
      const operation = operationOf(sample);
      const body = sample.request?.body ?? { type: 'sales', customerId: '7', ...sample.request_fragment };
      expect(contract.request(operation, body)).toEqual([]);
      const user = operation.operationId === 'generateAuthToken' ? ['user', 'password'] : [];
      const { sent } = await throughSdk(operation, { status: 200, body: {} }, ...user, body);
      expect(sent.map((each) => JSON.parse(each))).toEqual([body]);
    },
  );

  test.each(answering.map((sample) => [sample.name, sample] as const))(
    '%s comes whole, all declared',
    async (__, sample) => {
      const operation = operationOf(sample);
      const { response = { status: 0, body: '' } } = sample;
      const { status, body } = response;
      const { result } = await throughSdk(operation, response, 'user', 'password');
      if (status >= 400) {
        const isPage = typeof body === 'string';
        expect(result).toBeInstanceOf(ApiError);
        expect(result).toMatchObject({
          status,
          name: isPage ? 'ServerError' : 'ConflictError',
          code: isPage ? 'ingram.gateway_timeout' : 'ingram.open_change_order',
          mayHaveApplied: isPage,
        });
        const failure = { $ref: '#/$defs/Failure', unevaluatedProperties: false };
        if (!isPage)
          expect(
            contract.response({ ...operation, operationId: 'failure', response: failure }, body),
          ).toEqual([]);
        return;
      }
      expect(contract.response(operation, body)).toEqual([]);
      const { items = result } = result as { items?: unknown };
      expect(items).toEqual((body as { data?: unknown }).data ?? body);
    },
  );
});

test('a field that is not declared is found', () => {
  const [, list] = shapes;
  const operation = operationOf(list as Sample);
  const row = { id: '1', name: 'Ana', colour: 'red' };
  expect(contract.response(operation, { data: [row] })).toHaveLength(1);
});
