import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { basic, eachOnItsOwnPort, stored } from './partner-center-faults.ts';

const setting = eachOnItsOwnPort();
const run = promisify(execFile);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  readonly body: any;
}

/** Asks with curl, headers as in Microsoft's samples. */
async function curl(
  method: string,
  path: string,
  {
    body,
    headers = {},
  }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const { url, token } = setting();
  const sent = {
    Authorization: `Bearer ${token}`,
    Accept: 'application/json',
    'MS-RequestId': randomUUID(),
    'MS-CorrelationId': randomUUID(),
    'X-Locale': 'en-US',
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...headers,
  };
  const parameters = [
    ...['--silent', '--show-error', '--include', '--max-time', '15', '--request', method],
    ...Object.entries(sent).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...(body === undefined ? [] : ['--data-binary', typeof body === 'string' ? body : JSON.stringify(body)]),
    `${url}/v1${path}`,
  ];
  const { stdout } = await run('curl', parameters).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Error('curl is missing on this machine, and this test needs it: apt-get install curl');
  });
  const end = stdout.indexOf('\r\n\r\n');
  const [first = '', ...lines] = stdout.slice(0, end).split('\r\n');
  const text = stdout.slice(end + 4).trim();
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => {
        const [name = '', ...value] = line.split(': ');
        return [name.toLowerCase(), value.join(': ')];
      }),
    ),
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** As in "Create a customer", nulls, capitals and all. */
const newCustomer = {
  enableGDAPByDefault: false,
  Id: null,
  CommerceId: null,
  CompanyProfile: {
    TenantId: null,
    Domain: 'quinuareal.onmicrosoft.com',
    CompanyName: 'Quinua Real',
    Attributes: { ObjectType: 'CustomerCompanyProfile' },
  },
  BillingProfile: {
    Id: null,
    FirstName: 'Ana',
    LastName: 'Ruiz',
    Email: 'ana@quinuareal.example',
    Culture: 'es-PE',
    Language: 'es',
    CompanyName: 'Quinua Real',
    DefaultAddress: {
      Country: 'PE',
      Region: null,
      City: 'Puno',
      State: 'Puno',
      AddressLine1: 'Jr. Lima 1',
      AddressLine2: null,
      PostalCode: '21001',
      FirstName: 'Ana',
      LastName: 'Ruiz',
      PhoneNumber: '+51 51 555 0100',
    },
    Attributes: { ObjectType: 'CustomerBillingProfile' },
  },
  RelationshipToPartner: 'none',
  AllowDelegatedAccess: null,
  UserCredentials: null,
  CustomDomains: null,
  Attributes: { ObjectType: 'Customer' },
};

describe('a program without the SDK', () => {
  test('buys for a new customer with curl, and changes the quantity', async () => {
    const { platform } = setting();
    const made = await curl('POST', '/customers', { body: newCustomer });
    expect(made, JSON.stringify(made.body)).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        relationshipToPartner: 'reseller',
        companyProfile: { domain: 'quinuareal.onmicrosoft.com' },
        userCredentials: { userName: 'admin', password: expect.any(String) },
      },
    });
    const customer = `/customers/${made.body.id}`;

    const templates = await curl('GET', '/agreements?agreementType=MicrosoftCustomerAgreement');
    const { templateId } = templates.body.items[0];
    const agreement = await curl('POST', `${customer}/agreements`, {
      body: {
        primaryContact: {
          firstName: 'Ana',
          lastName: 'Ruiz',
          email: 'ana@quinuareal.example',
          phoneNumber: '+51 51 555 0100',
        },
        templateId,
        dateAgreed: '2026-11-19T00:00:00Z',
        type: 'MicrosoftCustomerAgreement',
      },
    });
    expect(agreement.status, JSON.stringify(agreement.body)).toBe(201);

    const cart = await curl('POST', `${customer}/carts`, {
      body: {
        LineItems: [
          {
            Id: 0,
            CatalogItemId: basic,
            FriendlyName: 'Front office',
            Quantity: 5,
            TermDuration: 'P1Y',
            BillingCycle: 'Monthly',
            Participants: null,
            ProvisioningContext: null,
          },
        ],
      },
    });
    expect(cart, JSON.stringify(cart.body)).toMatchObject({
      status: 201,
      body: { lineItems: [{ quantity: 5 }] },
    });
    expect(cart.body.lineItems[0].error).toBeUndefined();

    // A checkout has no body; sent twice under one MS-RequestId it is one order.
    const headers = { 'MS-RequestId': randomUUID(), 'Content-Length': '0' };
    const checkout = await curl('POST', `${customer}/carts/${cart.body.id}/checkout`, { headers });
    expect(checkout, JSON.stringify(checkout.body)).toMatchObject({
      status: 201,
      headers: { 'ms-requestid': headers['MS-RequestId'] },
      body: { orders: [{ lineItems: [{ quantity: 5, subscriptionId: expect.any(String) }] }] },
    });
    const again = await curl('POST', `${customer}/carts/${cart.body.id}/checkout`, { headers });
    expect(again.body).toEqual(checkout.body);
    const bought = () =>
      stored<{ tenantId: string }>(platform, 'orders').filter(({ tenantId }) => tenantId === made.body.id);
    expect(bought()).toHaveLength(1);

    const path = `${customer}/subscriptions/${checkout.body.orders[0].lineItems[0].subscriptionId}`;
    const { body: subscription } = await curl('GET', path);
    expect(subscription).toMatchObject({ friendlyName: 'Front office', quantity: 5, status: 'active' });
    const ifMatch = { 'If-Match': `"${subscription.attributes.etag}"` };
    const more = { ...subscription, quantity: 8 };
    const changed = await curl('PATCH', path, { headers: ifMatch, body: more });
    expect(changed, JSON.stringify(changed.body)).toMatchObject({ status: 200, body: { quantity: 8 } });
    expect((await curl('GET', path)).body.quantity).toBe(8);

    // The version that was read has passed: somebody else may have changed it.
    const stale = await curl('PATCH', path, { headers: ifMatch, body: { ...more, quantity: 9 } });
    expect(stale).toMatchObject({ status: 400, body: { code: 2055, source: 'PartnerFD' } });
    expect((await curl('GET', path)).body.quantity).toBe(8);
    const problems = platform.journal.find({ limit: 1_000 });
    expect(
      problems.filter(({ violations, error }) => violations !== undefined || error !== undefined),
    ).toEqual([]);
  });

  test('is told what is wrong as Microsoft does', async () => {
    const { platform, customerId } = setting();
    const unknown = await curl('GET', `/customers/${customerId}`, {
      headers: { Authorization: 'Bearer nobody' },
    });
    expect(unknown).toMatchObject({ status: 401, body: { code: expect.anything() } });
    const noJson = await curl('POST', `/customers/${customerId}/carts`, { body: '{"lineItems":[' });
    expect(noJson).toMatchObject({
      status: 400,
      body: { code: 800002, description: expect.stringContaining('JSON') },
    });
    platform.world.settings = { ...platform.world.settings, requestsPerMinute: 1 };
    await curl('GET', `/customers/${customerId}`);
    const throttled = await curl('GET', `/customers/${customerId}`);
    expect(throttled).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
      body: { statusCode: 429, message: expect.stringContaining('Try again in') },
    });
    await curl('GET', `/customers/${customerId}`);
    expect(platform.journal.find({ limit: 3 }).map(({ tooEarly }) => tooEarly)).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });
});
