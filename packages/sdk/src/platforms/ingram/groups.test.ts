import { describe, expect, test } from 'vitest';
import { failure, fakeIngram, gatewayTimeout, type Turn } from '../../../../../test/fake-ingram.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import { IngramSubscriptions } from './platform-subscriptions.ts';
import { IngramTenants } from './tenants.ts';
import { UnconfirmedOrderError } from './unconfirmed-order-error.ts';

const month = { type: 'month', duration: 1 };
const year = { type: 'year', duration: 1 };
const basic = 'CFQ7TTC0LH18:0001';
const catalogue = [
  { id: '60', mpn: 'TENANT', vendor: 'Microsoft', name: 'Tenant' },
  { id: '61', mpn: basic, vendor: 'Microsoft', subscriptionPeriod: month, billingPeriod: month },
  { id: '62', mpn: basic, vendor: 'Microsoft', subscriptionPeriod: year, billingPeriod: month },
  { id: '63', mpn: basic, vendor: 'Microsoft', subscriptionPeriod: year, billingPeriod: year },
  { id: '64', mpn: 'TWICE', vendor: 'One', subscriptionPeriod: year, billingPeriod: year },
  { id: '65', mpn: 'TWICE', vendor: 'Other', subscriptionPeriod: year, billingPeriod: year },
];
const wanted = {
  tenant: '7/ecositio.onmicrosoft.com',
  product: basic,
  quantity: 10,
  term: 'P1Y',
  billingCycle: 'monthly',
} as const;
const newTenant = {
  kind: 'new',
  customer: 7,
  domainPrefix: 'ecositio',
  state: 'Lima',
  language: 'es',
  acceptTerms: true,
  agreement: {
    firstName: 'Ana',
    lastName: 'Ruiz',
    email: 'ana@example.com',
    phone: '+5115550100',
    acceptedOn: '2026-11-20',
  },
} as const;

interface Line {
  readonly mpn: string;
  readonly quantity: number;
  readonly parameters?: readonly { readonly name: string; readonly value: string }[];
}
interface Sale {
  readonly customerId: string;
  readonly poNumber: string;
  readonly products: readonly [Line];
}

/** A marketplace that sells what its catalogue has; an order is taken, then its answer may be lost. */
function marketplace({ lose, needs = ['domain'] }: { readonly lose?: Turn; readonly needs?: string[] } = {}) {
  const orders: (Sale & { readonly id: string })[] = [];
  const orderOf = (id: string) => {
    const order = orders.find((each) => each.id === id);
    return { ...order, type: 'sales', status: 'completed', orderNumber: `SO${id}`, subscriptionId: `9${id}` };
  };
  const subscriptionOf = (id: string) => {
    const sale = orders.find((each) => `9${each.id}` === id);
    const [line] = sale?.products ?? [];
    const row = catalogue.find(({ mpn }) => mpn === line?.mpn);
    return {
      id,
      customerId: '7',
      status: 'active',
      renewalStatus: true,
      creationDate: '2026-11-20',
      expirationDate: '2027-11-20',
      subscriptionPeriod: year,
      billingPeriod: month,
      products: [{ ...row, quantity: line?.quantity, vendorSubscriptionId: `ms-${id}` }],
      orderParameters: line?.parameters,
      fulfillmentParameters: [{ name: 'tenantId', value: 'tenant-1' }],
    };
  };
  const list = (rows: readonly unknown[]) =>
    Response.json({ data: rows, pagination: { offset: 0, limit: 100, total: rows.length } });
  const byId =
    (turn: (id: string) => unknown): Turn =>
    ({ url }) =>
      Response.json(turn(url.pathname.split('/').at(-1) ?? ''));
  const routes: Record<string, Turn[]> = {
    'GET /products': [({ url }) => list(catalogue.filter(({ mpn }) => mpn === url.searchParams.get('mpn')))],
    'POST /validation/parameters': [
      ({ body }) => {
        const { products } = JSON.parse(body) as { products: [Line] };
        const given = new Map(products[0].parameters?.map(({ name, value }) => [name, value]));
        const parameters = needs.map((name) => ({
          name,
          result: given.has(name) && given.get(name) !== 'taken' ? 'success' : 'error',
          message: given.has(name) ? `${given.get(name)} cannot be had.` : 'A value is needed.',
        }));
        return Response.json({ data: [{ draftRequestId: 'draft', parameters }] });
      },
    ],
    'GET /orders': [() => list([...orders].reverse().map(({ id }) => orderOf(id)))],
    'POST /orders': [
      (seen) => {
        const sale = JSON.parse(seen.body) as Sale;
        const id = String(orders.length + 1);
        orders.push({ ...sale, id });
        return lose ? lose(seen) : Response.json(orderOf(id));
      },
    ],
    'GET /subscriptions': [() => list(orders.map(({ id }) => subscriptionOf(`9${id}`)))],
    ...Object.fromEntries(
      [1, 2, 3].flatMap((id) => [
        [`GET /orders/${id}`, [byId(orderOf)]],
        [`GET /subscriptions/9${id}`, [byId(subscriptionOf)]],
      ]),
    ),
  };
  const fake = fakeIngram(routes);
  const settings = { tenantProduct: 'TENANT' };
  return {
    fake,
    orders,
    tenants: new IngramTenants(fake.ingram, settings),
    subscriptions: new IngramSubscriptions(fake.ingram, settings),
  };
}

describe('an order of a group is placed once', () => {
  test.each([
    ['504', gatewayTimeout],
    ['500', failure(500, 'Something broke')],
    [
      'no answer at all',
      () => {
        throw new TypeError('connection lost');
      },
    ],
  ] as const)('when its answer is lost (%s), it is found by its PO number', async (_, lose) => {
    const { fake, orders, subscriptions } = marketplace({ lose });
    const bought = await subscriptions.buy(wanted, { idempotencyKey: 'crm-1' });
    expect(bought).toMatchObject({ id: '91', quantity: 10, term: 'P1Y', billingCycle: 'monthly' });
    expect(orders.map(({ poNumber }) => poNumber)).toEqual(['crm-1']);
    expect(fake.routesOf('POST /orders')).toHaveLength(1);
  });

  test('called again with its key, at the same time or by another process', async () => {
    const first = marketplace();
    const [one, other] = await Promise.all([
      first.tenants.provision(newTenant, { idempotencyKey: 'crm-2' }),
      first.tenants.provision(newTenant, { idempotencyKey: 'crm-2' }),
    ]);
    expect(one).toEqual(other);
    const later = new IngramTenants(first.fake.ingram, { tenantProduct: 'TENANT' });
    expect(await later.provision(newTenant, { idempotencyKey: 'crm-2' })).toEqual(one);
    expect(first.orders).toHaveLength(1);
  });

  test('a key that another thing was ordered with is refused', async () => {
    const { orders, subscriptions, tenants } = marketplace();
    await tenants.provision(newTenant, { idempotencyKey: 'crm-3' });
    const refused = await subscriptions.buy(wanted, { idempotencyKey: 'crm-3' }).catch((error) => error);
    expect(refused).toBeInstanceOf(ConflictError);
    expect(refused).toMatchObject({ code: 'ingram.key_used' });
    expect(orders).toHaveLength(1);
  });

  test('an order that never came leaves word of its key', async () => {
    const { orders, subscriptions } = marketplace({
      lose: () => {
        orders.pop();
        return gatewayTimeout();
      },
    });
    const lost = await subscriptions.buy(wanted, { idempotencyKey: 'crm-4' }).catch((error) => error);
    expect(lost).toBeInstanceOf(UnconfirmedOrderError);
    expect(lost).toMatchObject({ poNumber: 'crm-4', mayHaveApplied: true });
  });
});

describe('what is ordered', () => {
  test('the row of the catalogue with all its keys, and the parameters that the platform asks for', async () => {
    const { orders, subscriptions } = marketplace({ needs: ['domain', 'SubscriptionName'] });
    await subscriptions.buy({ ...wanted, name: 'Front desk' }, {});
    expect(orders[0]).toMatchObject({
      customerId: '7',
      products: [
        {
          mpn: basic,
          vendor: 'Microsoft',
          subscriptionPeriod: year,
          billingPeriod: month,
          quantity: 10,
          parameters: [
            { name: 'domain', value: 'ecositio' },
            { name: 'SubscriptionName', value: 'Front desk' },
          ],
        },
      ],
    });
  });

  test('nothing, when a parameter is refused or nobody has it: all of them are told by our names', async () => {
    const { fake, tenants } = marketplace({ needs: ['domain', 'agreementDate', 'costCentre'] });
    const error = await tenants
      .provision({ ...newTenant, domainPrefix: 'taken' }, {})
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).issues).toMatchObject([
      { path: ['domainPrefix'], message: 'taken cannot be had.' },
      { path: ['costCentre'], remedy: expect.stringContaining('ingram({ parameters })') },
    ]);
    expect(fake.routesOf('POST /orders')).toEqual([]);
  });

  test('a parameter of the marketplace’s own is answered by the caller', async () => {
    const { fake, orders } = marketplace({ needs: ['domain', 'costCentre'] });
    const tenants = new IngramTenants(fake.ingram, {
      tenantProduct: 'TENANT',
      parameters: ({ name }) => (name === 'costCentre' ? '4711' : undefined),
    });
    expect(await tenants.provision(newTenant, {})).toMatchObject({
      id: '7/ecositio.onmicrosoft.com',
      customer: '7',
      status: 'provisioned',
      microsoftTenantId: 'tenant-1',
    });
    expect(orders[0]?.products[0].parameters).toContainEqual({ name: 'costCentre', value: '4711' });
  });

  test.each([
    ['NOTHING', 'P1Y', 'ingram.not_sold'],
    [basic, 'P3Y', 'ingram.no_plan'],
    ['TWICE', 'P1Y', 'ingram.ambiguous_product'],
  ] as const)('%s for %s is refused before anything is sent', async (product, term, code) => {
    const { fake, subscriptions } = marketplace();
    const billingCycle = product === 'TWICE' ? 'annual' : 'monthly';
    const refused = subscriptions.buy({ ...wanted, product, term, billingCycle }, {});
    await expect(refused).rejects.toMatchObject({ code, solution: expect.any(String) });
    expect(fake.routesOf('POST')).toEqual(['POST /token']);
  });
});
