import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { accountProfiles } from '../packages/mock-server/src/domain/accounts/account-profile.ts';
import { companies } from '../packages/mock-server/src/domain/companies/company.ts';
import { isWithin } from '../packages/mock-server/src/domain/companies/scope.ts';
import { users } from '../packages/mock-server/src/domain/companies/user.ts';
import { brandings } from '../packages/mock-server/src/domain/panels/branding.ts';
import { messageTemplates } from '../packages/mock-server/src/domain/panels/message-template.ts';
import { panelPeople } from '../packages/mock-server/src/domain/panels/panel-person.ts';
import { servicePlaces } from '../packages/mock-server/src/domain/panels/service-places.ts';
import { marketplaces } from '../packages/mock-server/src/domain/prices/marketplace.ts';
import { salesOrders } from '../packages/mock-server/src/domain/sales-orders/sales-order.ts';
import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import type { WireRequest } from '../packages/mock-server/src/http/wire.ts';
import { password } from './panels-world.ts';
import { callsAbout, panelsBase, type RandomCall, randomCalls } from './rights-calls.ts';
import { rightsWorld } from './rights-world.ts';

const foreignName = 'Marca Ajena';
const { platform, own, foreign, usernames } = await rightsWorld(foreignName);
const { world } = platform;
const { subscriptionKey, username: apiUser } = platform.credentials().ingram;
const foreignReseller = Number(foreign.accounts[1]);
afterAll(() => platform.close());

function send(request: Partial<WireRequest> & { readonly path: string }) {
  const { response } = platform.handle({
    method: 'GET',
    query: '',
    body: '',
    ...request,
    headers: { 'content-type': 'application/json', ...request.headers },
  }) as { response: { status: number; body: string | Uint8Array; headers: Record<string, string> } };
  const text =
    typeof response.body === 'string' ? response.body : Buffer.from(response.body).toString('latin1');
  return { ...response, text };
}

function signedIn(username: string): string {
  const body = JSON.stringify({ username, password });
  const answer = send({ method: 'POST', path: `${panelsBase}/sign-in`, body });
  return (JSON.parse(answer.text) as { token: string }).token;
}

function visiting(): string {
  const headers = { authorization: `Bearer ${signedIn(usernames.resellerStaff)}` };
  const path = `${panelsBase}/reseller/customers/${own.accounts[0]}/panel-sign-in`;
  const { oneTimeToken } = JSON.parse(send({ method: 'POST', path, body: '{}', headers }).text) as {
    oneTimeToken: string;
  };
  const opened = send({
    method: 'POST',
    path: `${panelsBase}/sign-in/one-time`,
    body: JSON.stringify({ oneTimeToken }),
  });
  return (JSON.parse(opened.text) as { token: string }).token;
}

function apiToken(): string {
  const headers = {
    'x-subscription-key': subscriptionKey,
    authorization: `Basic ${btoa(`${apiUser}:${password}`)}`,
  };
  const answer = send({ method: 'POST', path: '/marketplace/na/token', body: '{}', headers });
  return (JSON.parse(answer.text) as { token: string }).token;
}

const money = /amount|price|cost|currency|margin|total|balance|billed|invoice|credit(?!e)/i;

/** The names of all fields of an answer. */
function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fieldsOf(inner)]);
}

const amounts = [...world.store.of(salesOrders).all()].flatMap(({ charges }) =>
  charges.map(({ unitSale }) => unitSale),
);

/** What is ordered, what it costs, and who may do what: of all accounts. */
function orderState(): string {
  return JSON.stringify([
    [...world.store.of(salesOrders).all()],
    [...world.store.of(subscriptions).all()],
    [...world.store.of(marketplaces).all()].map(({ customPrices }) => customPrices),
    [...world.store.of(accountProfiles).all()],
    [...world.store.of(brandings).all()],
    [...world.store.of(messageTemplates).all()],
    [...world.store.of(panelPeople).all()].map(({ userId, role, state }) => [userId, role, state]),
  ]);
}

/** Tries random calls with a token; what they change is put back. Tells how many were answered. */
function tried(
  token: string,
  calls: fc.Arbitrary<RandomCall>,
  numRuns: number,
  held: (asked: RandomCall, answer: ReturnType<typeof send>, before: string) => void,
  state: () => string,
): number {
  const kept = world.snapshot();
  let answered = 0;
  fc.assert(
    fc.property(calls, (asked) => {
      const before = state();
      const signed = { 'x-subscription-key': subscriptionKey, authorization: `Bearer ${token}` };
      const answer = send({ ...asked, headers: { ...asked.headers, ...signed } });
      held(asked, answer, before);
      if (answer.status >= 300) return;
      answered += 1;
      if (asked.method !== 'GET') world.restore(kept);
    }),
    { numRuns },
  );
  return answered;
}

describe('nothing gets round the rights', () => {
  test.each(['limitedAdministrator', 'serviceUser'] as const)(
    'a %s sees no money, orders nothing and changes no rights',
    { timeout: 120_000 },
    (role) => {
      const held = (_: RandomCall, answer: ReturnType<typeof send>, before: string) => {
        expect(answer.headers['content-type'] ?? 'application/json').toBe('application/json');
        const told = answer.text === '' ? {} : (JSON.parse(answer.text) as unknown);
        expect(fieldsOf(told).filter((name) => money.test(name))).toEqual([]);
        if (answer.status < 300)
          for (const amount of amounts) expect(answer.text).not.toContain(`"${amount}`);
        expect(orderState()).toBe(before);
      };
      const answered = tried(signedIn(usernames[role]), randomCalls(own, foreign), 2_000, held, orderState);
      // Else it would hold for nobody.
      expect(answered).toBeGreaterThan(20);
    },
  );

  test('people of a panel are nobody at the marketplace, whatever they send', { timeout: 60_000 }, () => {
    const tokens = new Map(Object.values(usernames).map((username) => [username, signedIn(username)]));
    fc.assert(
      fc.property(
        randomCalls(own, foreign, 'ingram'),
        fc.constantFrom(...tokens),
        (asked, [username, token]) => {
          const isSignIn = asked.operationId === 'generateAuthToken';
          const authorization = isSignIn ? `Basic ${btoa(`${username}:${password}`)}` : `Bearer ${token}`;
          const headers = { ...asked.headers, 'x-subscription-key': subscriptionKey, authorization };
          expect(send({ ...asked, headers }).status).toBeGreaterThanOrEqual(400);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  /** What is a foreign reseller's, and all below it. */
  function foreignState(): string {
    const isForeign = (companyId: number) => isWithin(world, companyId, foreignReseller);
    return JSON.stringify([
      [...world.store.of(companies).all()].filter(({ id: company }) => isForeign(company)),
      [...world.store.of(accountProfiles).all()].filter(({ companyId }) => isForeign(companyId)),
      [...world.store.of(salesOrders).all()].filter(({ companyId }) => isForeign(companyId)),
      [...world.store.of(subscriptions).all()].filter(({ companyId }) => isForeign(companyId)),
      [...world.store.of(users).all()].filter(({ parentId }) => isForeign(parentId)),
      [...world.store.of(panelPeople).all()].filter(({ companyId }) => isForeign(companyId)),
      [...world.store.of(marketplaces).all()].flatMap(({ ownerId, customPrices }) =>
        isForeign(ownerId) ? [customPrices] : [],
      ),
      [...world.store.of(brandings).all()].filter(({ resellerId }) => isForeign(resellerId)),
      [...world.store.of(messageTemplates).all()].filter(({ resellerId }) => isForeign(resellerId)),
      [...world.store.of(servicePlaces).all()].filter(({ userId }) => foreign.users.includes(String(userId))),
    ]);
  }

  const foreigners = {
    'reseller administrator': () => signedIn(usernames.resellerAdministrator),
    'reseller staff': () => signedIn(usernames.resellerStaff),
    'service desk': () => signedIn(usernames.serviceDesk),
    'customer administrator': () => signedIn(usernames.customerAdministrator),
    'visiting reseller': visiting,
    'API user': apiToken,
  };
  const ours = new Set(Object.values(own).flat());
  const theirs = new Set(
    Object.values(foreign)
      .flat()
      .filter((each) => !ours.has(each)),
  );
  const foreignNames = [foreignName, 'Nube del Valle'];

  test.each(Object.entries(foreigners))(
    'a %s sees and changes nothing of another reseller',
    { timeout: 120_000 },
    (name, tokenOf) => {
      const calls = randomCalls(own, foreign, name === 'API user' ? 'ingram' : 'ingram-panels');
      const held = (asked: RandomCall, answer: ReturnType<typeof send>, before: string) => {
        for (const told of foreignNames) expect(answer.text).not.toContain(told);
        const isAboutThem = asked.path.split('/').some((part) => theirs.has(decodeURIComponent(part)));
        if (isAboutThem) expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(foreignState()).toBe(before);
      };
      const answered = tried(tokenOf(), calls, 1_000, held, foreignState);
      expect(answered).toBeGreaterThan(0);
    },
  );

  test.each(Object.entries(foreigners))(
    'a %s is refused each thing of another by its number',
    (name, tokenOf) => {
      const calls = callsAbout(own, foreign, name === 'API user' ? 'ingram' : 'ingram-panels').filter(
        ({ path }) => path.split('/').some((part) => theirs.has(decodeURIComponent(part))),
      );
      expect(calls.length).toBeGreaterThan(20);
      const signed = { 'x-subscription-key': subscriptionKey, authorization: `Bearer ${tokenOf()}` };
      for (const asked of calls) {
        const before = foreignState();
        const { status, text } = send({ ...asked, headers: signed });
        expect(status, `${asked.method} ${asked.path}: ${text}`).toBeGreaterThanOrEqual(400);
        for (const told of foreignNames) expect(text).not.toContain(told);
        expect(foreignState()).toBe(before);
      }
    },
  );
});
