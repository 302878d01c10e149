import { createPlatform, type FaultEffect, type Platform } from '@tenantry/mock-server';
import { ConflictError, Reseller, TenantryError, ValidationError } from '@tenantry/sdk';
import { icp } from '@tenantry/sdk/icp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const customer = 435_348;
const order = {
  customer,
  kind: 'new',
  domainPrefix: 'ecositio',
  language: 'es',
  state: 'Lima',
  requirePasswordChange: true,
  defaultAdminRoles: true,
  mpnId: '6395965',
  agreement: {
    firstName: 'Ana',
    lastName: 'Ruiz',
    email: 'ana.ruiz@ecositio.example',
    phone: '+51 1 555 0100',
    acceptedOn: '2026-11-20',
  },
  acceptTerms: true,
} as const;

const seeded = createPlatform({ seed: 'demo-latam', strict: true });
let platform: Platform;
let url: string;

beforeEach(async () => {
  platform = seeded.fork();
  ({ url } = await platform.listen());
});
afterEach(() => platform.close());

function newReseller() {
  const { username, password, resellerAccountId } = platform.credentials().icp;
  return new Reseller(
    icp({ baseUrl: url, username, password, account: resellerAccountId, environment: platform.environment }),
  );
}

function orders(): string[] {
  const created = platform.world.store.content().subscriptions as unknown as {
    companyId: number;
    kind: string;
    purchaseOrderNumber?: string;
    state: string;
  }[];
  return created
    .filter((each) => each.companyId === customer && each.kind === 'tenant')
    .map((each) => `${each.purchaseOrderNumber}:${each.state}`);
}

describe('tenants.provision on ICP', () => {
  test('makes a new tenant with its administrator, GDAP for 180 days and the attestation', async () => {
    const steps: string[] = [];
    const tenant = await newReseller().tenants.provision(order, {
      idempotencyKey: 'crm-1',
      onProgress: ({ step }) => steps.push(step),
    });
    expect(tenant).toMatchObject({
      platform: 'icp',
      customer: '435348',
      domain: 'ecositio.onmicrosoft.com',
      status: 'provisioned',
      mpnId: '6395965',
    });
    expect(tenant.microsoftTenantId).toMatch(/^[0-9a-f-]{36}$/);
    expect(steps.filter((step) => step !== 'waiting')).toEqual([
      'validated',
      'terms-accepted',
      'ordered',
      'provisioned',
    ]);
    const { tenants, adminRelationships } = platform.world.store.content() as Record<
      string,
      Record<string, unknown>[]
    >;
    const made = tenants?.find((each) => each.id === tenant.microsoftTenantId);
    expect(made).toMatchObject({
      administrator: { mustChangePassword: true },
      agreement: { ...order.agreement, phone: '+5115550100' },
      language: 'es',
    });
    expect(adminRelationships?.find((each) => each.tenantId === made?.id)).toMatchObject({
      status: 'active',
      durationDays: 180,
    });
    platform.advance('P180D');
    platform.advance('PT1M');
    const later = platform.world.store.content().adminRelationships as Record<string, unknown>[];
    expect(later.find((each) => each.tenantId === made?.id)).toMatchObject({ status: 'expired' });
  });

  test('takes over an existing tenant only once the customer has accepted the link', async () => {
    const reseller = newReseller();
    const existing = {
      customer,
      kind: 'existing',
      domainPrefix: 'ecositiomarket.onmicrosoft.com',
      state: 'Lima',
      acceptTerms: true,
    } as const;
    const refused = await reseller.tenants
      .provision(existing, { idempotencyKey: 'crm-2' })
      .catch((error: TenantryError) => error);
    expect(refused).toMatchObject({
      code: 'icp.relationship_not_accepted',
      solution: expect.stringContaining('relationship link'),
    });
    const [failed] = await reseller.tenants.list(customer);
    expect(failed).toMatchObject({ status: 'failed' });
    const again = await reseller.tenants.retry(failed?.id ?? '').catch((error: TenantryError) => error);
    expect(again).toMatchObject({ code: 'icp.relationship_not_accepted' });
    await fetch(`${url}/_tenantry/world/relationships/accept`, {
      method: 'POST',
      body: JSON.stringify({ tenantDomain: 'ecositio.pe' }),
    });
    expect(await reseller.tenants.retry(failed?.id ?? '')).toMatchObject({
      status: 'provisioned',
      domain: 'ecositiomarket.onmicrosoft.com',
    });
    expect(orders()).toEqual(['crm-2:active']);
  });

  test("says everything that is wrong, in the caller's language, before any request", async () => {
    const { username, password, resellerAccountId } = platform.credentials().icp;
    const reseller = new Reseller(
      icp({
        baseUrl: url,
        username,
        password,
        account: resellerAccountId,
        environment: platform.environment,
      }),
      { language: 'es' },
    );
    const broken = {
      ...order,
      domainPrefix: 'no-va',
      mpnId: '12x',
      agreement: { ...order.agreement, email: 'ana', acceptedOn: '2026-12-24', phone: '5' },
      acceptTerms: false,
      Language: 'es',
    };
    const error = await reseller.tenants.provision(broken as never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ValidationError);
    const { issues } = error as ValidationError;
    expect(new Map(issues.map((issue) => [issue.path.join('.'), issue.code]))).toEqual(
      new Map([
        ['domainPrefix', 'domain.prefix'],
        ['mpnId', 'mpn_id'],
        ['agreement.email', 'email'],
        ['agreement.acceptedOn', 'date.future'],
        ['agreement.phone', 'phone'],
        ['acceptTerms', 'terms'],
        ['Language', 'unknown'],
      ]),
    );
    expect(issues[0]?.message).toMatch(/letras y dígitos|desconocido|dígitos/);
    expect(platform.journal.total).toBe(0);
  });

  test("a taken domain is refused by the platform's own check, as an issue of the field", async () => {
    const reseller = newReseller();
    expect(await reseller.tenants.checkDomain(customer, 'ecositio')).toEqual({
      domain: 'ecositio.onmicrosoft.com',
      available: true,
    });
    expect(await reseller.tenants.checkDomain(customer, 'textilesrimac')).toMatchObject({
      available: false,
      reason: expect.stringContaining('taken'),
    });
    const error = await reseller.tenants
      .provision({ ...order, domainPrefix: 'textilesrimac' })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ issues: [{ path: ['domainPrefix'] }] });
    expect(orders()).toEqual([]);
  });

  test.each(['ACME', '', '-1', '1.5'])('a customer "%s" is no AccountId: nothing is sent', async (given) => {
    const reseller = newReseller();
    for (const call of [
      reseller.tenants.list(given),
      reseller.tenants.get(given),
      reseller.tenants.checkDomain(given, 'libre'),
      reseller.tenants.provision({ ...order, customer: given }),
    ]) {
      await expect(call).rejects.toBeInstanceOf(ValidationError);
    }
    expect(platform.journal.total).toBe(0);
  });

  test('the MPN id can be set later', async () => {
    const reseller = newReseller();
    const { mpnId: _, ...without } = order;
    const tenant = await reseller.tenants.provision(without);
    expect(tenant.mpnId).toBeUndefined();
    expect(await reseller.tenants.setMpnId(tenant.id, '1234567')).toMatchObject({ mpnId: '1234567' });
    await expect(reseller.tenants.setMpnId(tenant.id, 'abc')).rejects.toBeInstanceOf(ValidationError);
    expect(reseller.supports('tenants.provision')).toEqual({ supported: true });
  });

  test('calls at the same time with one key are one order; another key for the domain is refused by name', async () => {
    const reseller = newReseller();
    const [first, second] = await Promise.all([
      reseller.tenants.provision(order, { idempotencyKey: 'crm-3' }),
      reseller.tenants.provision(order, { idempotencyKey: 'crm-3' }),
    ]);
    expect(first.id).toBe(second.id);
    const other = await reseller.tenants
      .provision(order, { idempotencyKey: 'crm-4' })
      .catch((reason: unknown) => reason);
    expect(other).toBeInstanceOf(ConflictError);
    expect(other).toMatchObject({
      code: 'icp.tenant_already_ordered',
      solution: expect.stringContaining('crm-3'),
    });
    expect(orders()).toEqual(['crm-3:active']);
  });
});

const sequence = [
  'GetSessionToken',
  'GetSubscriptions',
  'GetPossibleServicesForParent',
  'GetFieldsForService',
  'ValidateFields',
  'GetCompany',
  'AcceptTermsForMarketplaceService',
  'CreateSubscription',
  'GetSubscription',
];
const effects: FaultEffect[] = [
  { kind: 'reset' },
  { kind: 'html504' },
  { kind: 'status', status: 500, body: '<Fault/>', contentType: 'application/xml' },
  { kind: 'truncate' },
  { kind: 'commit-then-fail', failure: 'reset' },
  { kind: 'commit-then-fail', failure: 'html504' },
  { kind: 'commit-then-fail', failure: 'truncate' },
];

describe('whatever breaks on the way, there is one order', () => {
  test.each(
    sequence.flatMap((operationId) =>
      effects.map((effect) => ({
        operationId,
        effect,
        what: 'failure' in effect ? `${effect.kind} ${effect.failure}` : effect.kind,
      })),
    ),
  )('$operationId: $what', async ({ operationId, effect }) => {
    platform.faults.add({ match: { operationId, times: 1 }, effect });
    const first = await newReseller()
      .tenants.provision(order, { idempotencyKey: 'crm-5' })
      .catch((reason: unknown) => reason);
    if (first instanceof Error) expect(first).toBeInstanceOf(TenantryError);
    expect(orders().length).toBeLessThanOrEqual(1);
    // A new process: nothing is remembered but the key.
    expect(await newReseller().tenants.provision(order, { idempotencyKey: 'crm-5' })).toMatchObject({
      status: 'provisioned',
    });
    expect(orders()).toEqual(['crm-5:active']);
  });

  test('a lost answer to the order itself is found again within the same call', async () => {
    platform.faults.add({
      match: { operationId: 'CreateSubscription' },
      effect: { kind: 'commit-then-fail', failure: 'html504' },
    });
    expect(await newReseller().tenants.provision(order, { idempotencyKey: 'crm-6' })).toMatchObject({
      status: 'provisioned',
    });
    expect(platform.journal.find({ operationId: 'CreateSubscription' })).toHaveLength(1);
  });

  test('an order that never arrived says that it may have, and goes through the second time', async () => {
    platform.faults.add({
      match: { operationId: 'CreateSubscription', times: 1 },
      effect: { kind: 'reset' },
    });
    const lost = await newReseller()
      .tenants.provision(order, { idempotencyKey: 'crm-7' })
      .catch((reason: unknown) => reason);
    expect(lost).toMatchObject({
      operation: 'CreateSubscription',
      mayHaveApplied: true,
      attempts: [{ outcome: 'connection failed' }],
    });
    expect(orders()).toEqual([]);
    await newReseller().tenants.provision(order, { idempotencyKey: 'crm-7' });
    expect(orders()).toEqual(['crm-7:active']);
  });

  test('a caller that gives up while waiting finds its order again', async () => {
    const giveUp = new AbortController();
    const abandoned = await newReseller()
      .tenants.provision(order, {
        idempotencyKey: 'crm-8',
        signal: giveUp.signal,
        onProgress: ({ step }) => step === 'ordered' && giveUp.abort(),
      })
      .catch((reason: unknown) => reason);
    expect(abandoned).toBeInstanceOf(Error);
    expect(orders()).toHaveLength(1);
    const steps: string[] = [];
    await newReseller().tenants.provision(order, {
      idempotencyKey: 'crm-8',
      onProgress: ({ step }) => steps.push(step),
    });
    expect(steps[0]).toBe('found');
    expect(orders()).toEqual(['crm-8:active']);
  });

  test('a session that runs out on the way is renewed once, unseen', async () => {
    const reseller = newReseller();
    await reseller.tenants.list(customer);
    platform.advance('PT1H');
    await reseller.tenants.provision(order, { idempotencyKey: 'crm-9' });
    expect(platform.journal.find({ operationId: 'GetSessionToken' })).toHaveLength(2);
  });
});
