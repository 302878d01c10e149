import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { failing } from '../../../../../test/fake-authority.ts';
import { basic, fakeIngram, type Seen, secrets } from '../../../../../test/fake-ingram.ts';

/** Everything that a log could make of a value. */
const told = (value: unknown) =>
  [
    inspect(value, { depth: 20, showHidden: true }),
    JSON.stringify(value),
    String(value),
    value instanceof Error ? `${value.stack}${inspect(value.cause, { depth: 20, showHidden: true })}` : '',
  ].join('\n');

/** Refuses, and quotes all it was sent. */
const quoting =
  (status: number) =>
  ({ headers, body, url }: Seen) => {
    const form = [...new URLSearchParams(body).values()].join(' ');
    const quoted = `Refused: ${[...headers].flat().join(' ')} ${body} ${form} ${url.search}`;
    return Response.json({ correlationId: 'c', status, message: quoted, path: url.pathname }, { status });
  };
const broken = () =>
  Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: new Error('reset') }));
const signature = 'sv=2016-05-31&sig=signature%2Bof%3D';

test('no password, key, token, client secret or signed link is in an error, an object or a log line', async () => {
  const realm = {
    host: 'https://panel.example.com',
    name: 'sr',
    clientId: 'client',
    clientSecret: secrets.clientSecret,
  };
  const lines: string[] = [];
  const log = (...line: unknown[]) => lines.push(told(line));
  const logger = { debug: log, warn: log };
  const seen: unknown[] = [];
  const passwords = [secrets.password, () => secrets.password];
  for (const options of [{}, { realm }]) {
    for (const password of passwords) {
      for (const turn of [...[400, 401, 403, 429, 500].map(quoting), broken]) {
        const own = { ...options, password, logger };
        const signIn = options.realm ? '/auth/realms/sr/protocol/openid-connect/token' : '/token';
        const refused = fakeIngram({ [`POST ${signIn}`]: [turn] }, own);
        seen.push(refused.ingram, await failing(refused.ingram.plans.get('1')));
        const downloadUrl = `https://blob.example.com/report.csv?${signature}`;
        const routes = {
          'GET /plans/1': [turn],
          'POST /orders': [turn],
          'GET /orders': [() => Response.json({ data: [] })],
          'GET /reports/r': [() => Response.json({ name: 'r', downloadUrl })],
          'GET /report.csv': [turn],
        };
        const { ingram } = fakeIngram(routes, own);
        seen.push(
          await failing(ingram.plans.get('1')),
          await failing(ingram.orders.create({ type: 'sales', customerId: '7' })),
          await failing(ingram.orders.place({ type: 'sales', customerId: '7' })),
          await failing(ingram.reports.download('r')),
          ingram,
          ingram.client,
        );
      }
    }
  }
  const everything = [...seen.map(told), ...lines].join('\n');
  expect(everything).toContain('Refused: ');
  expect(everything.length).toBeGreaterThan(100_000);
  const { username: _, ...own } = secrets;
  const forbidden = [
    ...Object.values(own),
    ...Object.values(own).map((each) => new URLSearchParams([['', each]]).toString().slice(1)),
    basic.slice('Basic '.length),
    'token-1',
    'token-2',
    'signature%2Bof',
  ];
  expect(forbidden.filter((each) => everything.includes(each))).toEqual([]);
});
