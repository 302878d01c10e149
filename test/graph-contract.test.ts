import { createPlatform } from '@tenantry/mock-server';
import { Graph } from '@tenantry/sdk/graph';
import { afterAll, describe, expect, test } from 'vitest';
import { tenants } from '../packages/mock-server/src/domain/tenants/tenant.ts';
import { graphDocument } from '../packages/mock-server/src/generated/graph-document.gen.ts';
import { addCustomers } from './gdap-world.ts';
import { asCustomer, graphAt, graphToken, inStatus, roles } from './graph-world.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true, journalSize: 5_000 });
const { url } = await platform.listen();
const graph = graphAt(url, platform);
const relationships = graph.delegatedAdminRelationships;
afterAll(() => platform.close());

const [customer] = [...platform.world.store.of(tenants).all()].filter(
  (tenant) => tenant.subscriptionId !== undefined,
);
const tenantId = customer?.id ?? '';

function accessDetails(...roleIds: readonly string[]) {
  return { unifiedRoles: roleIds.map((roleDefinitionId) => ({ roleDefinitionId })) };
}

function draft(displayName: string, change: object = {}) {
  return {
    displayName,
    duration: 'P365D',
    customer: { tenantId },
    accessDetails: accessDetails(roles.globalReader, roles.helpdesk),
    ...change,
  };
}

async function refusal(call: PromiseLike<unknown>) {
  return call.then(
    () => ({}),
    ({ status, code }: { status?: number; code?: string }) => ({ status, code }),
  );
}

async function activated(displayName: string, change: object = {}): Promise<string> {
  const { id } = await relationships.create(draft(displayName, change));
  await relationships.request(id, 'lockForApproval');
  await asCustomer(url, id, 'approve');
  platform.advance('PT1M');
  return id;
}

function container(accessContainerId: string) {
  return { accessContainerId, accessContainerType: 'securityGroup' };
}

describe('a relationship, through the SDK, over HTTP', () => {
  test('is drafted, changed with its ETag, locked, approved and ended', async () => {
    const made = await relationships.create(draft('Apoyo')).withResponse();
    expect(made.status).toBe(201);
    const { id, '@odata.etag': etag = '' } = made.data;
    expect(made.headers.get('location')).toBe(
      `${url}/v1.0/tenantRelationships/delegatedAdminRelationships/${id}`,
    );
    expect(id).toHaveLength(73);
    expect(made.data).toMatchObject({ status: 'created', autoExtendDuration: 'PT0S', endDateTime: null });
    const { entity: changed } = await relationships.patch(id, { duration: 'P180D' }, etag);
    expect(changed).toMatchObject({ duration: 'P180D' });
    expect(await refusal(relationships.patch(id, { duration: 'P90D' }, etag))).toEqual({
      status: 412,
      code: 'preconditionFailed',
    });
    const bare = await fetch(`${url}/v1.0/tenantRelationships/delegatedAdminRelationships/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${graphToken(platform)}` },
      body: '{"duration":"P90D"}',
    });
    expect(bare.status).toBe(412);
    expect((await relationships.update(id, { autoExtendDuration: 'P180D' })).entity).toMatchObject({
      autoExtendDuration: 'P180D',
    });
    const request = await relationships.request(id, 'lockForApproval');
    expect(request).toMatchObject({ action: 'lockForApproval', status: 'created' });
    platform.advance('PT10S');
    expect(await relationships.getRequest(id, request.id)).toMatchObject({ status: 'succeeded' });
    expect((await relationships.listRequests(id)).items).toHaveLength(1);
    expect(await refusal(relationships.update(id, { duration: 'P90D' }))).toMatchObject({ status: 400 });
    expect(await refusal(relationships.request(id, 'approve'))).toMatchObject({ status: 403 });
    expect(await asCustomer(url, id, 'approve')).toBe(200);
    expect((await relationships.get(id)).status).toBe('approved');
    platform.advance('PT1M');
    const active = await relationships.get(id);
    expect(active.status).toBe('active');
    const lasted = Date.parse(active.endDateTime ?? '') - Date.parse(active.activatedDateTime ?? '');
    expect(lasted).toBe(180 * 86_400_000);
    expect((await relationships.update(id, { autoExtendDuration: 'PT0S' })).entity?.autoExtendDuration).toBe(
      'PT0S',
    );
    expect(await refusal(relationships.delete(id, '*'))).toMatchObject({ status: 400 });
    await relationships.request(id, 'terminate');
    expect((await relationships.get(id)).status).toBe('terminationRequested');
    platform.advance('PT1M');
    expect((await relationships.get(id)).status).toBe('terminated');
    expect(await refusal(relationships.request(id, 'terminate'))).toMatchObject({ status: 409 });
  });

  test('is deleted while it is a draft', async () => {
    const { id, '@odata.etag': etag = '' } = await relationships.create(draft('Para borrar'));
    expect(await refusal(relationships.delete(id, 'W/"old"'))).toMatchObject({ status: 412 });
    await relationships.delete(id, etag);
    expect(await refusal(relationships.get(id))).toMatchObject({ status: 404 });
  });

  test.each([
    ['a long name', { displayName: 'x'.repeat(51) }],
    ['a name that is taken', { displayName: 'Nombre Usado' }],
    ['three years', { duration: 'P3Y' }],
    ['no days', { duration: 'P0D' }],
    ['an unknown role', { accessDetails: accessDetails('00000000-0000-4000-8000-000000000000') }],
    ['no role', { accessDetails: accessDetails() }],
    ['another extension', { autoExtendDuration: 'P90D' }],
    [
      'an extension of Global Administrator',
      { autoExtendDuration: 'P180D', accessDetails: accessDetails(roles.globalAdministrator) },
    ],
    ['a tenant that is none', { customer: { tenantId: 'nobody' } }],
  ])('is refused with %s', async (_, change) => {
    if ((await relationships.list({ filter: "displayName eq 'nombre usado'" })).items.length === 0)
      await relationships.create(draft('nombre usado'));
    expect(await refusal(relationships.create(draft('Otro', change)))).toEqual({
      status: 400,
      code: 'badRequest',
    });
  });

  test('that invites anybody gets its customer from the approval', async () => {
    const { id, customer: nobody } = await relationships.create({
      displayName: 'Abierta',
      duration: 'P2Y',
      accessDetails: accessDetails(roles.globalReader),
    });
    expect(nobody).toBeNull();
    await relationships.request(id, 'lockForApproval');
    expect(await asCustomer(url, id, 'approve')).toBe(400);
    expect(await asCustomer(url, id, 'approve', { tenantDomain: customer?.initialDomain })).toBe(200);
    expect((await relationships.get(id)).customer).toMatchObject({ tenantId });
  });

  test('loses Global Administrator as an operation', async () => {
    const id = await activated('Con todo', {
      accessDetails: accessDetails(roles.globalAdministrator, roles.globalReader),
    });
    expect(await refusal(relationships.update(id, { autoExtendDuration: 'P180D' }))).toMatchObject({
      status: 400,
    });
    expect(
      await refusal(relationships.update(id, { accessDetails: accessDetails(roles.helpdesk) })),
    ).toMatchObject({ status: 400 });
    const { operationId = '' } = await relationships.update(id, {
      accessDetails: accessDetails(roles.globalReader),
    });
    expect(await relationships.waitForOperation(id, operationId)).toMatchObject({ status: 'succeeded' });
    expect((await relationships.get(id)).accessDetails).toEqual(accessDetails(roles.globalReader));
  });

  test("of an indirect provider in the reseller's name waits for the reseller", async () => {
    const reseller = graphAt(url, platform, { kind: 'indirect-reseller' }).delegatedAdminRelationships;
    const [asked] = (await reseller.list()).items;
    expect(asked).toMatchObject({
      '@odata.type': '#microsoft.graph.resellerDelegatedAdminRelationship',
      isPartnerConsentPending: true,
      status: 'approvalPending',
    });
    const id = asked?.id ?? '';
    expect(await refusal(relationships.get(id))).toMatchObject({ status: 404 });
    expect(await asCustomer(url, id, 'approve')).toBe(409);
    const fork = platform.fork();
    const { url: forkUrl } = await fork.listen();
    const forked = graphAt(forkUrl, fork, { kind: 'indirect-reseller' }).delegatedAdminRelationships;
    const refused = await forked.request(id, 'reject');
    expect(refused.action).toBe('reject');
    expect((await forked.get(id)).status).toBe('terminated');
    await fork.close();
    await reseller.request(id, 'approve');
    expect((await reseller.get(id)).isPartnerConsentPending).toBe(false);
    expect(await asCustomer(url, id, 'approve')).toBe(200);
  });
});

describe('access assignments', () => {
  test('are pending, active, changed as an operation, and deleted', async () => {
    const id = await activated('Con grupos');
    const { items } = await graph.groups.list({ orderby: 'displayName' });
    expect(items.map(({ displayName }) => displayName)).toEqual([
      'AdminAgents',
      'GDAP Security Operations',
      'GDAP Tier 1 Support',
      'HelpdeskAgents',
      'SalesAgents',
    ]);
    const group = await graph.groups.get(items[0]?.id ?? '');
    const wanted = { accessContainer: container(group.id), accessDetails: accessDetails(roles.helpdesk) };
    const made = await relationships.assign(id, wanted);
    expect(made.status).toBe('pending');
    expect(await refusal(relationships.assign(id, wanted))).toEqual({ status: 409, code: 'conflict' });
    platform.advance('PT10S');
    const active = await relationships.getAssignment(id, made.id);
    expect(active.status).toBe('active');
    expect(active['@odata.etag']).not.toBe(made['@odata.etag']);
    const etag = active['@odata.etag'] ?? '';
    const same = await relationships.patchAssignment(id, made.id, wanted, etag).withResponse();
    expect(same).toMatchObject({ status: 200, data: { entity: { id: made.id } } });
    const change = { accessDetails: accessDetails(roles.globalReader) };
    expect(await refusal(relationships.patchAssignment(id, made.id, change, 'W/"x"'))).toMatchObject({
      status: 412,
    });
    const { data, status, headers } = await relationships
      .patchAssignment(id, made.id, change, etag)
      .withResponse();
    expect([status, headers.get('retry-after')]).toEqual([202, '10']);
    const operationId = data.operationId ?? '';
    expect(await relationships.getOperation(id, operationId)).toMatchObject({
      status: 'notStarted',
      operationType: 'delegatedAdminAccessAssignmentUpdate',
    });
    const other = { accessDetails: accessDetails(roles.globalReader, roles.helpdesk) };
    expect(await refusal(relationships.patchAssignment(id, made.id, other, etag))).toMatchObject({
      status: 409,
    });
    await relationships.waitForOperation(id, operationId);
    expect((await relationships.listOperations(id)).items).toHaveLength(1);
    const changed = await relationships.getAssignment(id, made.id);
    expect(changed.accessDetails).toEqual(change.accessDetails);
    await relationships.deleteAssignment(id, made.id, changed['@odata.etag'] ?? '');
    expect((await relationships.getAssignment(id, made.id)).status).toBe('deleting');
    platform.advance('PT10S');
    expect((await relationships.getAssignment(id, made.id)).status).toBe('deleted');
    await relationships.assign(id, wanted);
    expect((await relationships.listAssignments(id)).items).toHaveLength(2);
  });

  test('need an active relationship, its roles and a group of the partner', async () => {
    const { id } = await relationships.create(draft('Sin aprobar'));
    const [group] = (await graph.groups.list({ filter: "startswith(displayName,'Helpdesk')" })).items;
    const wanted = {
      accessContainer: container(group?.id ?? ''),
      accessDetails: accessDetails(roles.helpdesk),
    };
    expect(await refusal(relationships.assign(id, wanted))).toMatchObject({ status: 409 });
    const active = await activated('Aprobada');
    const outside = { ...wanted, accessDetails: accessDetails(roles.userAdministrator) };
    expect(await refusal(relationships.assign(active, outside))).toMatchObject({ status: 400 });
    const stranger = { ...wanted, accessContainer: container('stranger') };
    expect(await refusal(relationships.assign(active, stranger))).toMatchObject({ status: 400 });
  });
});

describe('lists', () => {
  test('are filtered, sorted, counted and selected', async () => {
    const filter = `status eq 'active' and customer/tenantId ne '${tenantId}' and startswith(displayName,'support')`;
    const { items } = await relationships.list({ filter, orderby: 'displayName desc' });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ status, customer: of }) => status === 'active' && of?.tenantId !== tenantId)).toBe(
      true,
    );
    const [first] = (await relationships.list({ select: ['displayName'], top: 1 })).items;
    expect(Object.keys(first ?? {}).sort()).toEqual(['@odata.etag', 'displayName']);
    for (const params of [
      { filter: 'status gt 1' },
      { filter: "duration eq 'P1D'" },
      { top: 301 },
      { orderby: 'x' },
    ])
      expect(await refusal(relationships.list(params))).toMatchObject({ status: 400 });
    const headers = { authorization: `Bearer ${graphToken(platform)}` };
    const get = async (path: string) => {
      const response = await fetch(`${url}/v1.0/tenantRelationships/${path}`, { headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const counted = await get('delegatedAdminRelationships?$count=true&$top=2');
    expect(counted.body['@odata.count']).toBe((await relationships.list().toArray({ limit: 500 })).length);
    const [active] = inStatus(platform, 'active');
    const refused = await get(`delegatedAdminRelationships/${active?.id}/accessAssignments?$top=1`);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'badRequest' } } });
  });

  test('come 300 a page, and the link leads on', async () => {
    const many = createPlatform({ seed: 'empty', strict: true });
    addCustomers(many.world, 450);
    const { url: manyUrl } = await many.listen();
    const list = graphAt(manyUrl, many).delegatedAdminRelationships;
    const sizes: number[] = [];
    for await (const { items } of list.list({ filter: "status eq 'active'" }).byPage())
      sizes.push(items.length);
    expect(sizes).toEqual([300, 150]);
    const ids = new Set((await list.list({ top: 100 }).toArray({ limit: 1_000 })).map(({ id }) => id));
    expect(ids.size).toBe(450);
    await many.close();
  });
});

describe('customers', () => {
  test('are those with a relationship that stands, and have admin portals', async () => {
    const all = await graph.delegatedAdminCustomers.list({ orderby: 'displayName' }).toArray({ limit: 99 });
    const names = all.map(({ displayName }) => displayName);
    expect(names).toEqual([...names].sort((left, right) => left.localeCompare(right)));
    expect(await graph.delegatedAdminCustomers.get(tenantId)).toMatchObject({ id: tenantId, tenantId });
    expect(
      (await graph.delegatedAdminCustomers.listServiceManagementDetails(tenantId)).length,
    ).toBeGreaterThan(2);
    expect(await refusal(graph.delegatedAdminCustomers.get('nobody'))).toMatchObject({ status: 404 });
  });

  test('have users and licences for a token of their tenant, once a group has a role', async () => {
    const there = graphAt(url, platform, { tenant: tenantId });
    const { items } = await there.users.list();
    expect(items.length).toBeGreaterThan(0);
    const user = await there.users.get(items[0]?.userPrincipalName ?? '');
    expect(Array.isArray(await there.users.listLicenseDetails(user.id))).toBe(true);
    const skus = await there.subscribedSkus.list();
    expect(skus.length).toBeGreaterThan(0);
    const without = [...platform.world.store.of(tenants).all()].filter((each) => each.subscriptionId).at(-1);
    const elsewhere = graphAt(url, platform, { tenant: without?.id ?? '' });
    expect(await refusal(elsewhere.users.list())).toEqual({
      status: 403,
      code: 'Authorization_RequestDenied',
    });
  });
});

describe('tokens', () => {
  test('are among the credentials of the world', async () => {
    const { accessToken, applicationToken } = platform.credentials(url).graph;
    for (const token of [accessToken, applicationToken]) {
      const client = new Graph({ baseUrl: url, accessToken: token, environment: platform.environment });
      expect((await client.groups.list()).items).toHaveLength(5);
    }
  });

  test.each([
    ['of another API', { audience: 'https://api.partnercenter.microsoft.com' }, 401],
    ['without the scope', { scopes: ['User.Read'] }, 403],
  ])('%s are refused', async (_, options, status) => {
    const { delegatedAdminRelationships } = graphAt(url, platform, options);
    expect(await refusal(delegatedAdminRelationships.list())).toMatchObject({ status });
  });

  test('that may only read do not write; applications alone may do both', async () => {
    const reader = graphAt(url, platform, { scopes: ['DelegatedAdminRelationship.Read.All'] });
    expect(await refusal(reader.delegatedAdminRelationships.list())).toEqual({});
    expect(await refusal(reader.delegatedAdminRelationships.create(draft('No')))).toMatchObject({
      status: 403,
    });
    const application = graphAt(url, platform, { signIn: 'application' });
    expect(await refusal(application.delegatedAdminRelationships.create(draft('Aplicacion')))).toEqual({});
  });
});

test('exports of billing are asked for, waited for, and read', async () => {
  const { billing } = graphAt(url, platform, { scopes: ['PartnerBilling.Read.All'] });
  const period = { currencyCode: 'USD', billingPeriod: 'last' } as const;
  const unbilled = await billing.waitForExport((await billing.exportUnbilledUsage(period)).operationId);
  const manifest = await billing.getManifest(unbilled.id);
  for await (const { BillingCurrency } of await billing.usageRows(manifest))
    expect(BillingCurrency).toBe('USD');
  await billing.exportUnbilledReconciliation(period);
  await billing.exportBilledUsage({ invoiceId: 'G202610PEN' });
  await billing.exportBilledReconciliation({ invoiceId: 'G202610PEN' });
});

describe('every operation of Graph', () => {
  test('was answered as its document says, and is the SDK method it names', () => {
    const answered = new Set(
      platform.journal
        .find({ platform: 'graph', limit: 5_000 })
        .map(({ operationId, status }) => `${operationId} ${status}`),
    );
    const resources = graph as unknown as Record<string, Record<string, unknown>>;
    const missed: string[] = [];
    for (const { operationId, sdk, status = 200 } of graphDocument.operations) {
      const [resource = '', method = ''] = sdk.split('.');
      expect(typeof resources[resource]?.[method], sdk).toBe('function');
      if (!answered.has(`${operationId} ${status}`)) missed.push(operationId);
    }
    expect(missed).toEqual([]);
    expect(graphDocument.operations).toHaveLength(31);
  });

  test('was never answered with a fault of the simulator', () => {
    const entries = platform.journal.find({ limit: 5_000 });
    const wrong = entries.filter(({ error, status = 500 }) => error || status >= 500);
    expect(wrong.map(({ operationId, error }) => ({ operationId, error }))).toEqual([]);
  });
});
