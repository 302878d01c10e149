import { expect, test } from 'vitest';
import { azurePlan, newBuyer, partnerCenter, refusal, subscribe, url } from '../partner-center-world.ts';

const { auditRecords, azureEntitlements, fraudEvents } = partnerCenter;

test('the audit tells who changed what of a customer, one record by its id too', async () => {
  const customer = await newBuyer('auditada');
  const filter = { Field: 'CustomerId', Value: customer.toUpperCase(), Operator: 'equals' } as const;
  const records = await auditRecords.list({ filter, size: 1 }).toArray({ limit: 10 });
  expect(records.map(({ operationType }) => operationType)).toEqual(['create_agreement', 'add_customer']);
  const [record] = records;
  expect(record).toMatchObject({ customerId: customer, operationStatus: 'succeeded' });
  expect(await auditRecords.get(record?.id ?? '')).toEqual(record);
  expect((await refusal(auditRecords.get(customer))).status).toBe(404);
  expect((await refusal(auditRecords.list({ startDate: '2020-01-01' }))).status).toBe(400);
});

test('a fraud event is seen, labelled, and in the audit; the Azure subscription runs on', async () => {
  const customer = await newBuyer('minada');
  const plan = await subscribe(customer, azurePlan);
  const [entitlement] = await azureEntitlements.list(customer, plan);
  const SubscriptionId = entitlement?.id ?? '';
  expect(await fraudEvents.list({ SubscriptionId })).toEqual([]);
  const raised = await fetch(`${url}/_tenantry/world/fraud-events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subscriptionId: SubscriptionId, severity: 'Medium' }),
  });
  expect(raised.status).toBe(200);
  expect(await fraudEvents.list({ SubscriptionId, EventStatus: 'Active' })).toMatchObject([
    { customerTenantId: customer, severity: 'Medium', resolvedReason: 'None', hitCount: '1' },
  ]);
  const update = { EventStatus: 'Resolved', ResolvedReason: 'Fraud' } as const;
  expect(await fraudEvents.updateStatus(SubscriptionId, update)).toMatchObject([
    { eventStatus: 'Resolved', resolvedReason: 'Fraud' },
  ]);
  expect(await fraudEvents.list({ SubscriptionId, EventStatus: 'Active' })).toEqual([]);
  const filter = { Field: 'CustomerId', Value: customer, Operator: 'equals' } as const;
  const [newest] = await auditRecords.list({ filter }).toArray({ limit: 20 });
  expect(newest?.operationType).toBe('azure_fraud_event_detected');
  expect((await azureEntitlements.get(customer, plan, SubscriptionId)).status).toBe('active');
});
