import { describe, expect, test } from 'vitest';
import {
  account,
  clientOf,
  contact,
  licensed,
  marketplaces,
  newCustomer,
  origin,
  refusal,
} from '../../../../../test/ingram-world.ts';
import { auditEvents } from '../../domain/audit/audit-event.ts';
import { notifications } from '../../domain/notifications/notification.ts';

const platform = marketplaces();
const ingram = clientOf(platform);
const mexican = clientOf(platform, 'ingramMx');
const setStatus = (id: string, status: string) =>
  platform.fetch(`${origin}/_tenantry/world/accounts/${id}/status`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status }),
  });

describe('a customer', () => {
  test('is created, found in four fields, read, and changed as far as is said', async () => {
    const made = await ingram.customers.create({
      ...account,
      name: 'John Smith',
      externalId: 'ext-101',
      attributes: { tier: 'gold' },
      taxRegId: '1357',
      address: { ...account.address, addressExtension: 'floor 2' },
    });
    expect(made).toMatchObject({
      status: 'active',
      attributes: { tier: 'gold' },
      taxRegId: '1357',
      resellerId: '320001',
      address: { state: 'VA', countryCode: 'US', addressExtension: 'floor 2' },
      contactPersons: [contact],
      language: 'en',
    });
    const { items } = await ingram.customers.list({ externalId: 'ext-101' });
    expect(items).toEqual([{ id: made.id, externalId: 'ext-101', name: 'John Smith', status: 'active' }]);
    expect((await ingram.customers.list({ email: 'JS@example.test', name: 'smith' })).items).toEqual(items);
    expect((await ingram.customers.list({ resellerId: '999' })).items).toEqual([]);
    const changed = await ingram.customers.update(made.id, {
      name: 'Smith Ltd',
      status: 'creditHold',
      address: account.address,
    });
    const { addressExtension: _, ...address } = made.address;
    expect(changed).toEqual({ ...made, name: 'Smith Ltd', status: 'creditHold', address });
    expect(await ingram.customers.get(made.id)).toEqual(changed);
    expect(await ingram.customers.update(made.id, { status: 'active' })).toMatchObject({ status: 'active' });
    const events = platform.world.store.of(auditEvents).find('company', Number(made.id));
    expect(events.map(({ eventType, wire }) => `${wire} ${eventType}`)).toEqual([
      'ingram Company.Created',
      'ingram Company.Updated',
      'ingram Company.Updated',
    ]);
  });

  test('may be given a login, which nobody is told again but by mail', async () => {
    const login = { ...contact, login: 'jsmith', password: 'Secret7!' };
    const made = await ingram.customers.create({ ...account, contactPersons: [login] });
    expect(JSON.stringify(made)).not.toContain('jsmith');
    const mail = [...platform.world.store.of(notifications).all()].at(-1);
    expect(mail).toMatchObject({ to: contact.email, body: expect.stringContaining('jsmith') });
    const again = ingram.customers.create({ ...account, contactPersons: [login] });
    expect(await refusal(again)).toMatchObject({ status: 500, message: expect.stringContaining('taken') });
  });

  test.each([
    ['name', { name: '   ' }],
    ['countryCode', { address: { ...account.address, countryCode: 'us' } }],
    ['countryCode', { address: { ...account.address, countryCode: 'ZZ' } }],
    ['state', { address: { ...account.address, state: '' } }],
    ['postalCode', { address: { ...account.address, postalCode: 'ABC' } }],
    ['city', { address: { ...account.address, city: '' } }],
    ['admin', { contactPersons: [{ ...contact, type: 'billing' }] }],
    ['phoneNumber', { contactPersons: [{ ...contact, phoneNumber: '+18881234567' }] }],
    ['email', { contactPersons: [{ ...contact, email: 'nobody' }] }],
    ['firstName', { contactPersons: [{ ...contact, firstName: '' }] }],
    ['login', { contactPersons: [contact, { ...contact, type: 'technical', login: 'jsmith2' }] }],
    ['login', { contactPersons: [{ ...contact, password: 'Secret7!' }] }],
    ['login', { contactPersons: [{ ...contact, login: '_smith' }] }],
    ['password', { contactPersons: [{ ...contact, login: 'jsmith2', password: 'nocapital7!' }] }],
    ['password', { contactPersons: [{ ...contact, login: 'jsmith2', password: 'Secret7' }] }],
    ['language', { language: 'English' }],
    ['status', { status: 'adminHold' }],
  ])('with a wrong %s is refused, and nothing is made', async (field, wrong) => {
    const before = (await ingram.customers.list()).items.length;
    const { status, message } = await refusal(
      ingram.customers.create({ ...account, ...wrong } as typeof account),
    );
    expect([status, message.includes(field)]).toEqual([400, true]);
    expect((await ingram.customers.list()).items).toHaveLength(before);
  });

  test('of somebody else is refused like one that does not exist', async () => {
    const id = await newCustomer(ingram);
    for (const call of [
      mexican.customers.get(id),
      mexican.customers.update(id, { name: 'Mine' }),
      mexican.resellers.get('320001'),
      mexican.resellers.listCustomers('320001'),
      mexican.orders.create({ type: 'sales', customerId: id, products: [{ mpn: 'BKP-SETUP' }] }),
      ingram.customers.get('999999'),
      ingram.customers.get('abc'),
      ingram.customers.get('320001'),
      ingram.resellers.get(id),
    ])
      expect(await refusal(call)).toMatchObject({ status: 404 });
    const theirs = await mexican.customers.list().toArray({ limit: 1_000 });
    expect(theirs.some((each) => each.id === id)).toBe(false);
  });
});

describe('lists', () => {
  test('come newest first, ten unless said otherwise, with their total', async () => {
    const own = marketplaces();
    const client = clientOf(own);
    for (let count = 0; count < 12; count += 1) await newCustomer(client, { name: `Client ${count}` });
    const answer = await own.fetch(`${origin}/marketplace/na/customers`, {
      headers: await headersOf(own),
    });
    const { data, pagination } = (await answer.json()) as { data: { name: string }[]; pagination: object };
    expect(data.map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_, index) => `Client ${11 - index}`),
    );
    expect(pagination).toEqual({ offset: 0, limit: 10, total: 12 });
    for (const query of ['offset=-1', 'limit=0', 'limit=many', 'offset=1.5']) {
      const refused = await own.fetch(`${origin}/marketplace/na/customers?${query}`, {
        headers: await headersOf(own),
      });
      expect(refused.status).toBe(400);
    }
    const past = await own.fetch(`${origin}/marketplace/na/customers?offset=50`, {
      headers: await headersOf(own),
    });
    expect(await past.json()).toMatchObject({ data: [], pagination: { total: 12 } });
  });
});

async function headersOf(own: typeof platform) {
  const { subscriptionKey, username, password } = own.credentials(origin).ingram;
  const answer = await own.fetch(`${origin}/marketplace/na/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-subscription-key': subscriptionKey,
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    },
    body: '{"marketplace":"us"}',
  });
  const { token } = (await answer.json()) as { token: string };
  return { 'x-subscription-key': subscriptionKey, authorization: `Bearer ${token}` };
}

describe('resellers', () => {
  test('stand below the one that signed in, with customers of their own', async () => {
    const made = await ingram.resellers.create({
      ...account,
      name: 'Sub reseller',
      currency: 'USD',
      taxationProviderName: 'internal',
      customerClass: 'gold',
    });
    expect(made).toMatchObject({ currency: 'USD', taxationProviderName: 'internal', customerClass: 'gold' });
    const customer = await ingram.resellers.createCustomer(made.id, { ...account, name: 'Theirs' });
    expect(customer.resellerId).toBe(made.id);
    expect((await ingram.resellers.listCustomers(made.id)).items.map(({ id }) => id)).toEqual([customer.id]);
    expect((await ingram.customers.list({ resellerId: made.id })).items).toHaveLength(1);
    expect((await ingram.resellers.list()).items.map(({ id }) => id)).toEqual([made.id]);
    expect(await ingram.resellers.update(made.id, { status: 'creditHold' })).toMatchObject({
      status: 'creditHold',
    });
    // A hold reaches down to whoever buys through the account.
    const order = { type: 'sales' as const, customerId: customer.id, products: [{ mpn: 'BKP-SETUP' }] };
    expect(await refusal(ingram.orders.create(order))).toMatchObject({
      status: 500,
      code: 'ingram.account_on_hold',
    });
    expect(await refusal(ingram.resellers.update('320001', { status: 'creditHold' }))).toMatchObject({
      status: 403,
    });
    expect(await refusal(ingram.resellers.create({ ...account, currency: 'XYZ' }))).toMatchObject({
      status: 400,
    });
  });
});

describe('an account that is held', () => {
  test('for credit works on, and neither orders nor renews', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'creditheld');
    await ingram.customers.update(customerId, { status: 'creditHold' });
    expect(await refusal(ingram.subscriptions.setQuantity(subscriptionId, 12))).toMatchObject({
      code: 'ingram.account_on_hold',
    });
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('active');
    platform.advance('P1Y');
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('terminated');
  });

  test('by the administration has its services suspended until that ends', async () => {
    const { customerId, subscriptionId } = await licensed(ingram, 'adminheld');
    expect((await setStatus(customerId, 'adminHold')).status).toBe(200);
    expect((await ingram.customers.get(customerId)).status).toBe('adminHold');
    const held = await ingram.subscriptions.list({ customerId }).toArray({ limit: 10 });
    expect(held.map(({ status }) => status)).toEqual(['hold', 'hold']);
    expect(await refusal(ingram.customers.update(customerId, { status: 'active' }))).toMatchObject({
      status: 500,
    });
    expect(await refusal(ingram.subscriptions.setQuantity(subscriptionId, 12))).toMatchObject({
      code: 'ingram.account_on_hold',
    });
    await setStatus(customerId, 'active');
    expect((await ingram.subscriptions.get(subscriptionId)).status).toBe('active');
    const { order } = await ingram.subscriptions.setQuantity(subscriptionId, 12);
    expect((await ingram.orders.wait(order?.id ?? '')).status).toBe('completed');
    expect((await setStatus('999', 'active')).status).toBe(404);
  });
});
