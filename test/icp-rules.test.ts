import { createPlatform, type Platform } from '@tenantry/mock-server';
import { Icp, type TenantryError } from '@tenantry/sdk/icp';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';

const customer = 435_348;
const tenantService = '141309_MicrosoftOrganizationtenant_54197';
const basic = '1429492_NCEMicros365BusinessBasic_12901';
const yearly = 'Monthly (with 1-year commitment) - P1Y';
const root = 'https://tenantry.test/SimpleAPI/SimpleAPIService.svc/rest/';

const seeded = createPlatform({ seed: 'demo-latam', strict: true });
let platform: Platform;
let icp: Icp;

beforeEach(() => {
  platform = seeded.fork();
  icp = as('api@abbiebox.example');
});

function as(username: string): Icp {
  const { baseUrl, password } = platform.credentials().icp;
  return new Icp({ baseUrl, username, password, fetch: platform.fetch, environment: platform.environment });
}

/** As curl would: the wire's own answer, status and text. */
async function post(operation: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await platform.fetch(root + operation, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

async function signedIn() {
  const { username, password } = platform.credentials().icp;
  return { authenticate: `CCPSessionId ${await icp.session.getToken(username, password)}` };
}

const refused = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('It should be refused.');
    },
    (error: TenantryError) => error.message,
  );
/** Everything that a request could have changed; the session itself aside. */
const world = () =>
  JSON.stringify({ ...platform.world.store.content(), sessions: undefined, users: undefined });

async function licence(quantity = 10, fields: Record<string, string> = {}): Promise<number> {
  await icp.marketplaceServices.acceptTerms(101, tenantService);
  const order = (ServiceName: string, Fields: Record<string, string | number | boolean>) =>
    icp.subscriptions.create({ ParentAccountId: customer, ServiceName, Fields });
  await order(tenantService, {
    ExistingOffice365customer: false,
    Primarydomainname: 'reglas',
    Language: 'es',
    State: 'Lima',
    AcceptMCA: true,
    Primarycontactfirstname: 'Ana',
    Primarycontactlastname: 'Ruiz',
    PrimaryContactEmailAddress: 'ana@ecositio.example',
    Phone: '+51 1 555 0100',
    DateofAcceptance: '2026-11-20',
  });
  platform.advance('PT1M');
  const { AccountId } = await order(basic, { Quantity: quantity, BillingType: yearly, ...fields });
  platform.advance('PT2S');
  return AccountId;
}

const setQuantity = (id: number, quantity: number) =>
  icp.subscriptions.update({
    AccountId: id,
    ServiceName: basic,
    Fields: [{ name: 'Quantity', value: String(quantity) }],
  });
const quantityOf = async (id: number) =>
  (await icp.subscriptions.get(id)).Fields.find((field) => field.Name === 'Quantity')?.Value;

describe("bad input: the wire's own fault, and nothing changed", () => {
  test.each([
    ['a field of another case', 'GetCompanies', { ParentAccountId: 281001 }, 'parentAccountId'],
    ['a wrong type', 'GetCompanies', { parentAccountId: '281001' }, 'must be integer'],
    ['a missing field', 'TerminateAccount', {}, 'accountId is missing'],
    [
      'an unknown nested field',
      'UpdateUser',
      { user: { AccountId: 1, FirstName: 'A', LastName: 'B', Mail: 'x' } },
      'Mail',
    ],
    ['the Numeric ID of the portal', 'GetCompany', { accountId: 784923 }, 'Numeric ID'],
    ['a company where a service is meant', 'TerminateAccount', { accountId: customer }, 'only services'],
    [
      'an unknown service',
      'GetFieldsForService',
      { parentAccountId: customer, productName: 'none' },
      'GetPossibleServicesForParent',
    ],
    ['a month that is open', 'GetLatestInvoicesForPeriod', { year: 2026, month: 11 }, 'GetPreviewInvoices'],
    ['a month that is none', 'GetLatestInvoicesForPeriod', { year: 2026, month: 13 }, '1 to 12'],
    [
      'an unknown report',
      'ExecuteReport',
      { reportName: 'None', parameters: {} },
      'Audit Log Object Company',
    ],
    [
      'an unknown parameter',
      'ExecuteReport',
      { reportName: 'Active Seats', parameters: { x: 1 } },
      'unknown',
    ],
    ['no JSON', 'GetCompanies', '{"parentAccountId":', 'not JSON'],
    [
      'a user as a parent',
      'CreateUser',
      {
        userAccount: {
          ParentAccountId: 400001,
          Email: 'a@b.example',
          FirstName: 'A',
          LastName: 'B',
          Username: 'n',
        },
      },
      'company or a reseller',
    ],
    ['a name with a control character', 'GetServiceInformation', { serviceName: 'a\u0001b' }, 'a\uFFFDb'],
    ['a name with XML in it', 'GetServiceInformation', { serviceName: '<b>&' }, '&lt;b&gt;&amp;'],
  ])('%s', async (_, operation, body, expected) => {
    const headers = await signedIn();
    const before = world();
    const { status, type, text } = await post(operation, body, headers);
    expect([status, type]).toEqual([400, 'application/xml; charset=utf-8']);
    expect(text).toContain(expected);
    expect(text).toContain('<IsSessionExpired>false</IsSessionExpired>');
    expect(world()).toBe(before);
  });

  test('an order says all that is wrong at once', async () => {
    await icp.marketplaceServices.acceptTerms(101, tenantService);
    const message = await refused(
      icp.subscriptions.create({
        ParentAccountId: customer,
        ServiceName: tenantService,
        Fields: {
          Primarydomainname: 'no-va',
          MicrosoftpartnerID: 'x',
          primarydomainname: 'a',
          Language: 'xx',
        },
      }),
    );
    for (const part of [
      'Primarydomainname',
      'MicrosoftpartnerID',
      'primarydomainname is no field',
      'State is mandatory',
      'Language must be one of',
      'AcceptMCA must be true',
    ])
      expect(message).toContain(part);
  });
});

describe('sessions', () => {
  test('without a token, with the wrong scheme, or in Authorization: refused; with a dead one: IsSessionExpired', async () => {
    const { authenticate } = await signedIn();
    for (const headers of [
      {},
      { authenticate: authenticate.slice(13) },
      { authorization: authenticate },
    ] as Record<string, string>[]) {
      expect((await post('PingPong', {}, headers)).text).toContain('Authenticate');
    }
    expect(await post('PingPong', {}, { authenticate })).toMatchObject({ status: 200, text: 'null' });
    platform.advance('PT21M');
    expect((await post('PingPong', {}, { authenticate })).text).toContain(
      '<IsSessionExpired>true</IsSessionExpired>',
    );
    expect((await post('PingPong', {}, { authenticate: 'CCPSessionId made-up' })).text).toContain(
      '<IsSessionExpired>true</IsSessionExpired>',
    );
  });

  test('a wrong password and an MFA user are HTTP 500; an address that is not allowed is refused', async () => {
    const { username, password } = platform.credentials().icp;
    expect(await post('GetSessionToken', { username, password: 'no' })).toMatchObject({
      status: 500,
      text: expect.stringContaining('check your username and password'),
    });
    expect(await post('GetSessionToken', { username: 'mfa@abbiebox.example', password })).toMatchObject({
      status: 500,
      text: expect.stringContaining('MFA are not supported'),
    });
    platform.world.settings = { ...platform.world.settings, allowedAddresses: ['203.0.113.7'] };
    expect((await post('GetSessionToken', { username, password })).text).toContain('not allowed');
  });
});

describe('roles', () => {
  test('who has no finances sees none and sets none; who may only read writes nothing', async () => {
    const limited = as('operations@abbiebox.example');
    const billing = as('billing@abbiebox.example');
    const [service] = await limited.subscriptions.list(435_349);
    expect(service?.PriceableItems).toEqual([]);
    for (const call of [
      limited.invoices.getPreview(),
      limited.credit.getLimit(customer),
      limited.marketplaceServices.getCharges(101),
      limited.specialDeals.get(customer),
    ]) {
      expect(await refused(call)).toContain('do not allow');
    }
    expect((await billing.invoices.getLatest()).length).toBeGreaterThan(0);
    for (const call of [
      billing.subscriptions.terminate(435_351),
      billing.credit.setLimit(customer, 'x', 1),
      billing.users.create({
        ParentAccountId: customer,
        Email: 'a@b.example',
        FirstName: 'A',
        LastName: 'B',
        Username: 'n',
      }),
    ]) {
      expect(await refused(call)).toContain('do not allow');
    }
  });

  test('a reseller reaches nothing outside its own tree, by any id', async () => {
    const account = {
      Address: 'x',
      City: 'Lima',
      Country: 'Peru',
      Domain: ['x.example'],
      Marketplaces: [101],
      ParentAccountId: 281_001,
      Zip: '15001',
    };
    const other = await icp.resellers.create({
      ...account,
      CompanyName: 'OTHER',
      Email: 'other@other.example',
      CreateDefaultAdminUser: true,
    });
    const mail = (
      platform.world.store.content().notifications as unknown as { to: string; body: string }[]
    ).find((each) => each.to === 'other@other.example');
    const password = /Password: (.*)/.exec(mail?.body ?? '')?.[1] ?? '';
    const stranger = new Icp({
      baseUrl: platform.credentials().icp.baseUrl,
      username: 'other@other.example',
      password,
      fetch: platform.fetch,
    });
    expect((await stranger.companies.get())[0]?.AccountId).toBe(other.AccountId);
    const own = new Set([other.AccountId, other.AccountId + 1]);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: 435_340, max: 435_420 }), fc.constantFrom(281_001, 100_001, 400_001)),
        async (id) => {
          fc.pre(!own.has(id));
          const calls = [
            stranger.companies.get(id),
            stranger.companies.list(id),
            stranger.users.get(id),
            stranger.users.list(id),
            stranger.subscriptions.get(id),
            stranger.subscriptions.list(id),
            stranger.subscriptions.terminate(id),
            stranger.credit.getLimit(id),
            stranger.specialDeals.get(id),
            stranger.invoices.getLatest({ resellerContext: id }),
            stranger.reports.execute('Audit Log Object Company', {
              targetCompany: id,
              startDate: '2026-01-01',
            }),
          ];
          for (const call of calls) expect(await refused(call)).toMatch(/no account that you can see/);
        },
      ),
      { numRuns: 60 },
    );
    const foreign = await icp.marketplaces.create('Only for us');
    await icp.companies.update({
      AccountId: customer,
      Address: 'x',
      City: 'Lima',
      CompanyName: 'ECOSITIO MARKET',
      Domain: ['ecositio.pe'],
      Email: 'a@ecositio.example',
      Zip: '15464',
      VATID: '20777777777',
    });
    const below = {
      ...account,
      ParentAccountId: other.AccountId,
      CompanyName: 'BELOW',
      Email: 'b@b.example',
    };
    expect(await refused(stranger.companies.create({ ...below, VATID: '20777777777' }))).not.toContain(
      String(customer),
    );
    const second = await icp.resellers.create({
      ...account,
      CompanyName: 'SECOND',
      Email: 's@s.example',
      CreateDefaultMarketplace: true,
    });
    const siblings = second.Marketplaces?.at(-1) ?? foreign.Id;
    expect(await refused(stranger.companies.create({ ...below, Marketplaces: [siblings] }))).toContain(
      'no price list',
    );
    expect(await stranger.marketplaces.list()).toEqual([]);
    expect((await stranger.reports.execute('Active Seats', {})).Rows).toEqual([]);
  });
});

describe('seats of the New Commerce Experience', () => {
  test('go up at any time, and down within seven days of buying them, to the millisecond', async () => {
    const id = await licence(10);
    const { windowEndsAt } = (
      platform.world.store.content().subscriptions as unknown as {
        id: number;
        batches: { windowEndsAt: number }[];
      }[]
    ).find((each) => each.id === id)?.batches[0] ?? { windowEndsAt: 0 };
    platform.advance({ to: new Date(windowEndsAt - 1).toISOString() });
    await setQuantity(id, 9);
    platform.advance({ to: new Date(windowEndsAt).toISOString() });
    expect(await refused(setQuantity(id, 8))).toContain('ConfigureSubscriptionRenew');
    await setQuantity(id, 15);
    await setQuantity(id, 12);
    expect(await refused(setQuantity(id, 8))).toContain('9 at most');
    expect(await quantityOf(id)).toBe(12);
    expect(await refused(icp.subscriptions.terminate(id))).toContain('AdvancePeriodEndAction');
  });

  test('a cancellation on the day it was bought costs nothing; a change forgets the renewal values', async () => {
    const id = await licence(10);
    await icp.renewals.configure(id, { Quantity: 4 });
    await setQuantity(id, 11);
    expect((await icp.subscriptions.get(id)).HasRenewActionValuesConfigured).toBe(false);
    await icp.subscriptions.terminate(id);
    const lines = (
      platform.world.store.content().ledger as unknown as { subscriptionId: number; sale: number }[]
    ).filter((line) => line.subscriptionId === id);
    expect(lines.length).toBe(3);
    expect(lines.reduce((sum, line) => sum + line.sale, 0)).toBe(0);
  });

  test('Terminate ends it with its term, Renew begins another with a window of its own', async () => {
    const ends = await licence(3);
    const renews = (
      await icp.subscriptions.create({
        ParentAccountId: customer,
        ServiceName: basic,
        Fields: { Quantity: 2, BillingType: yearly },
      })
    ).AccountId;
    await icp.subscriptions.update({
      AccountId: ends,
      ServiceName: basic,
      Fields: [],
      AdvancePeriodEndAction: 'Terminate',
    });
    platform.advance('P1Y');
    platform.advance('PT1M');
    expect(await icp.subscriptions.get(ends)).toMatchObject({ AccountState: 'Terminated' });
    expect(await icp.subscriptions.get(renews)).toMatchObject({
      AccountState: 'Active',
      ContractEndDate: expect.stringMatching(/^2028-11-20/),
    });
    await setQuantity(renews, 1);
  });

  test('a licence can end with another one, and a scheduled order begins on its day', async () => {
    const first = await licence(5, { Subscriptionenddatealignment: '2027-03-01' });
    expect((await icp.subscriptions.get(first)).ContractEndDate).toBe('2027-03-01T00:00:00');
    const { AccountId } = await icp.subscriptions.create({
      ParentAccountId: customer,
      ServiceName: basic,
      ScheduledDate: '2026-12-01',
      Fields: { Quantity: 1, BillingType: yearly },
    });
    platform.advance({ to: '2026-11-30T23:59:59Z' });
    expect((await icp.subscriptions.get(AccountId)).Status).toBe('Scheduled');
    platform.advance('PT10S');
    expect((await icp.subscriptions.get(AccountId)).Status).toBe('Active');
    expect(
      await refused(
        icp.subscriptions.create({
          ParentAccountId: customer,
          ServiceName: basic,
          ScheduledDate: '2026-11-01',
          Fields: { Quantity: 1, BillingType: yearly },
        }),
      ),
    ).toContain('ScheduledDate');
  });

  test('a scheduled order whose end date passes before it begins fails with its reason; a withdrawn one waits for no approval', async () => {
    await licence(1);
    const order = (more: object, Fields = {}) =>
      icp.subscriptions.create({
        ParentAccountId: customer,
        ServiceName: basic,
        Fields: { Quantity: 1, BillingType: yearly, ...Fields },
        ...more,
      });
    const { AccountId } = await order(
      { ScheduledDate: '2027-01-15' },
      { Subscriptionenddatealignment: '2026-12-01' },
    );
    await icp.credit.setLimit(customer, 'None', 0);
    const held = await order({});
    expect(await icp.credit.listOrdersForApproval()).toHaveLength(2);
    await icp.subscriptions.terminate(held.AccountId);
    expect(await icp.credit.listOrdersForApproval()).toHaveLength(1);
    await icp.credit.setLimit(customer, 'Open');
    platform.advance({ to: '2027-01-15T00:01:00Z' });
    expect((await icp.subscriptions.get(AccountId)).ErrorDetails).toContain(
      'has passed before the service could begin',
    );
  });

  test('a service of a price list that has subscriptions is hidden, sells no more and keeps its prices', async () => {
    await licence(5);
    expect(await icp.marketplaceServices.delete(101, [basic])).toMatchObject([
      {
        Status: 'Hidden',
        Charges: expect.arrayContaining([expect.objectContaining({ PriceableItemId: 3001 })]),
      },
    ]);
    expect(
      await refused(
        icp.subscriptions.create({
          ParentAccountId: customer,
          ServiceName: basic,
          Fields: { Quantity: 1, BillingType: yearly },
        }),
      ),
    ).toContain('not sold');
  });

  test('a special price counts from the next order, in percent or as it is', async () => {
    await licence(1);
    const priceNow = async () => {
      const { AccountId } = await icp.subscriptions.create({
        ParentAccountId: customer,
        ServiceName: basic,
        Fields: { Quantity: 1, BillingType: yearly },
      });
      return (await icp.subscriptions.get(AccountId)).PriceableItems?.[0]?.SalesPrice;
    };
    const set = (IsCustomCharge: boolean, ValidUntil: string) =>
      icp.specialDeals.set(customer, {
        ChargeStreamId: 0,
        IsCustomCharge,
        ValidUntil,
        DiscountItems: [{ PriceableItemId: 3001, Discount: 10, CustomCharge: 19.99 }],
      });
    expect(await priceNow()).toBe(22.5);
    await set(false, '11-2026');
    expect(await priceNow()).toBe(20.25);
    await set(true, '11-2026');
    expect(await priceNow()).toBe(19.99);
    platform.advance({ to: '2026-12-01' });
    expect(await priceNow()).toBe(22.5);
  });
});

describe('reports and invoices', () => {
  test('a date means its whole day, an instant itself', async () => {
    await licence(1);
    const rows = async (endDate: string) =>
      (
        await icp.reports.execute('Audit Log Object Company', {
          targetCompany: customer,
          startDate: '2026-11-20',
          endDate,
        })
      ).Rows.length;
    expect(await rows('2026-11-20')).toBeGreaterThan(2);
    expect(await rows('2026-11-20T09:59:59Z')).toBe(0);
  });

  test('usage is billed by the days of its interval', async () => {
    const { InvoiceAggregation: lines } = await icp.invoices.getAggregation(2026, 10);
    const usage = lines.filter((line) => line.UdrcValue !== null);
    expect(usage.length).toBeGreaterThan(0);
    for (const line of usage) {
      const [from = '', to = ''] = (line.ActualChargeInterval ?? '')
        .split(' - ')
        .map((day) => day.split('.').reverse().join('-'));
      expect(line.DaysBilled).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000);
      // Rounded to the currency's minor unit: the peso of Chile has none.
      expect(Math.abs(line.Costs - (line.UdrcValue ?? 0) * (line.CostsOfUnit ?? 0))).toBeLessThanOrEqual(0.5);
    }
  });
});
