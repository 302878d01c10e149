import { afterEach, describe, expect, test } from 'vitest';
import { issueAccessToken } from '../../domain/partners/access-token.ts';
import { partners } from '../../domain/partners/partner.ts';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call, newCustomer, knownCustomer } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const day = 86_400_000;

function daysAgo(days: number): string {
  return new Date(platform.environment.now() - days * day).toISOString().slice(0, 10);
}

function filtered(Field: string, Value: string, Operator: string, more = ''): string {
  return `/auditrecords?filter=${encodeURIComponent(JSON.stringify({ Field, Value, Operator }))}${more}`;
}

interface Row {
  readonly id: string;
  readonly operationDate: string;
  readonly operationType: string;
  readonly customerId?: string;
}

describe('audit records', () => {
  test('tell changes under the names that Microsoft has for them, newest first', async () => {
    const customer = await newCustomer();
    const user = await call('POST', `/customers/${customer}/users`, {
      usageLocation: 'PE',
      userPrincipalName: 'ana@nuevaempresa.onmicrosoft.com',
      firstName: 'Ana',
      lastName: 'Ruiz',
      displayName: 'Ana Ruiz',
      passwordProfile: { password: 'Correcto-Caballo-9!', forceChangePassword: true },
    });
    expect(user.status).toBe(200);
    const { status, body } = await call('GET', filtered('CustomerId', customer, 'equals'));
    expect(status).toBe(200);
    const created = body.items.find(({ operationType }: Row) => operationType === 'create_customer_user');
    expect(created).toMatchObject({
      customerId: customer,
      customerName: 'Nueva Empresa',
      resourceType: 'customer_user',
      operationStatus: 'succeeded',
    });
    expect(JSON.parse(created.resourceNewValue)).toEqual({
      Id: user.body.id,
      Name: 'ana@nuevaempresa.onmicrosoft.com',
    });
    expect(created).not.toHaveProperty('resourceOldValue');
    expect(JSON.stringify(body)).not.toContain('Correcto-Caballo');
    const dates = body.items.map(({ operationDate }: Row) => operationDate);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  test('take one filter, in three forms', async () => {
    const customer = await newCustomer();
    await call('DELETE', `/customers/${customer}`);
    const byName = await call('GET', filtered('CompanyName', 'EVA EMP', 'substring'));
    expect(byName.body.items.map((each: Row) => each.customerId)).toContain(customer);
    const byType = await call('GET', filtered('ResourceType', 'Customer', 'equals'));
    expect(byType.body.totalCount).toBeGreaterThan(0);
    for (const [field, operator] of [
      ['CompanyName', 'equals'],
      ['ResourceType', 'substring'],
      ['OperationType', 'equals'],
    ] as const) {
      expect((await call('GET', filtered(field, 'x', operator))).status).toBe(400);
    }
    expect((await call('GET', '/auditrecords?filter=x')).status).toBe(400);
  });

  test('are of the last 30 days, and of up to 90 when asked for', async () => {
    const customer = await newCustomer();
    const own = (more = '') => call('GET', filtered('CustomerId', customer, 'equals', more));
    expect((await own()).body.totalCount).toBe(1);
    platform.advance('P31D');
    expect((await own()).body.totalCount).toBe(0);
    expect((await own(`&startDate=${daysAgo(31)}`)).body.totalCount).toBe(1);
    expect((await own(`&startDate=${daysAgo(31)}&endDate=${daysAgo(31)}`)).body.totalCount).toBe(1);
    expect((await own(`&startDate=${daysAgo(30)}`)).body.totalCount).toBe(0);
    expect((await own(`&startDate=${daysAgo(90)}`)).status).toBe(200);
    expect((await own(`&startDate=${daysAgo(91)}`)).status).toBe(400);
    expect((await own(`&startDate=${daysAgo(1)}&endDate=${daysAgo(2)}`)).status).toBe(400);
    expect((await own('&startDate=yesterday')).status).toBe(400);
    const [year, month, date] = daysAgo(32).split('-');
    const american = encodeURIComponent(`${Number(month)}/${Number(date)}/${year} 1:30:00 AM`);
    expect((await own(`&startDate=${american}`)).body.totalCount).toBe(1);
  });

  test('come in pages that a token leads through', async () => {
    await newCustomer('una');
    await newCustomer('otra');
    const all = (await call('GET', '/auditrecords')).body.items.map(({ id }: Row) => id);
    const first = await call('GET', '/auditrecords?size=1');
    expect(first.body.items.map(({ id }: Row) => id)).toEqual(all.slice(0, 1));
    expect(first.body.links.next.headers).toEqual([
      { key: 'MS-ContinuationToken', value: first.body.continuationToken },
    ]);
  });

  test('tell what a subscription held before and after, also when it renews or ends by itself', async () => {
    const customer = await knownCustomer();
    const { body } = await call('GET', `/customers/${customer}/subscriptions`);
    const subscription = body.items.find(
      (each: { status: string; termDuration: string }) => each.status === 'active' && each.termDuration,
    );
    const records = async () =>
      (await call('GET', filtered('CustomerId', customer, 'equals', `&startDate=${daysAgo(60)}`))).body.items
        .filter(({ resourceType }: { resourceType: string }) => resourceType === 'subscription')
        .map((each: { resourceOldValue: string; resourceNewValue: string; userPrincipalName?: string }) => ({
          who: each.userPrincipalName,
          before: JSON.parse(each.resourceOldValue ?? '{}'),
          after: JSON.parse(each.resourceNewValue),
        }))
        .filter(({ after }: { after: { Id: string } }) => after.Id === subscription.id);
    const { quantity } = subscription;
    await call('PATCH', `/customers/${customer}/subscriptions/${subscription.id}`, {
      ...subscription,
      quantity: quantity + 3,
    });
    const [added] = await records();
    const held = { TermDuration: subscription.termDuration, BillingCycle: subscription.billingCycle };
    expect(added.before).toMatchObject({ ...held, Quantity: quantity, Status: 'active' });
    expect(added.after).toMatchObject({ ...held, Quantity: quantity + 3, Status: 'active' });
    const end = Date.parse(subscription.commitmentEndDateTime);
    platform.advance(`PT${Math.ceil((end - platform.environment.now()) / 3_600_000) + 24}H`);
    const [renewed] = await records();
    expect(renewed).toMatchObject({
      who: undefined,
      before: { Quantity: quantity + 3, EffectiveStartDate: subscription.effectiveStartDate },
      after: {
        Quantity: quantity + 3,
        EffectiveStartDate: new Date(end + 1_000).toISOString().replace('.000', ''),
      },
    });
  });

  test('of a subscription are shown to its partner and to its reseller only', async () => {
    const customer = await knownCustomer();
    const { body } = await call('GET', `/customers/${customer}/subscriptions`);
    const subscription = body.items.find((each: { status: string }) => each.status === 'active');
    const changed = await call('PATCH', `/customers/${customer}/subscriptions/${subscription.id}`, {
      ...subscription,
      friendlyName: 'Contabilidad',
    });
    expect(changed.status).toBe(200);
    const records = (await call('GET', filtered('ResourceType', 'subscription', 'equals'))).body.items;
    expect(records[0]).toMatchObject({ customerId: customer, operationType: 'update_subscription' });
    expect(JSON.parse(records[0].resourceNewValue)).toMatchObject({
      Id: subscription.id,
      Name: 'Contabilidad',
    });
    const [abbie] = platform.world.store.of(partners).find('mpnId', '6395965');
    const { token } = issueAccessToken(platform.world, {
      companyId: abbie?.companyId ?? 0,
      username: 'reseller@abbiebox.example',
      signIn: 'user',
      multiFactor: true,
    });
    const ofReseller = (await call('GET', '/auditrecords', undefined, token)).body.items;
    const own = new Set(
      (await call('GET', '/customers', undefined, token)).body.items.map((each: Row) => each.id),
    );
    expect(ofReseller.length).toBeGreaterThan(0);
    expect(ofReseller.filter((each: Row) => !own.has(each.customerId))).toEqual([]);
  });
});
