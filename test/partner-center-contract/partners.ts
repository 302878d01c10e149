import { describe, expect, test } from 'vitest';
import { issueAccessToken } from '../../packages/mock-server/src/domain/partners/access-token.ts';
import { providerId } from '../../packages/mock-server/src/seeds/foundation.ts';
import {
  customerNamed,
  newCustomer,
  partnerCenter,
  platform,
  refusal,
  reseller,
  sandbox,
} from '../partner-center-world.ts';

const { devices, profiles, relationships, security, selfServePolicies, serviceRequests } = partnerCenter;
const resellersOf = { relationship_type: 'IsIndirectCloudSolutionProviderOf' };

describe('the partner', () => {
  test('has relationships', async () => {
    const [known] = await relationships.list(resellersOf);
    expect(known).toMatchObject({ mpnId: reseller, name: 'ABBIE BOX S.A.C.', state: 'Active' });
    expect(await relationships.list({ relationship_type: 'IsIndirectResellerOf' })).toEqual([]);
    const id = await customerNamed('TEXTILES');
    expect(await relationships.listOfCustomer(id)).toMatchObject([{ id: known?.id, mpnId: reseller }]);
    const signed = { isAgreementSigned: true };
    expect(await relationships.getAgreementStatus('csp', { mpnId: reseller })).toEqual(signed);
    expect(await relationships.getAgreementStatus('csp', { tenantId: known?.id ?? '' })).toEqual(signed);
    expect((await refusal(relationships.getAgreementStatus('csp'))).code).toBe('2001');
  });

  test('makes resellers in the sandbox', async () => {
    const created = await sandbox.relationships.createSandboxReseller({
      mpnId: '7654321',
      tenant: { domain: 'pruebas.example' },
      legalBusinessProfile: { companyName: 'Pruebas S.A.', address: { country: 'CO', city: 'Bogota' } },
    });
    expect(created).toMatchObject({
      mpnId: '7654321',
      legalBusinessProfile: { companyName: 'Pruebas S.A.' },
    });
    const listed = async () => (await sandbox.relationships.list(resellersOf)).map(({ mpnId }) => mpnId);
    expect(await listed()).toEqual([reseller, '7654321']);
    await sandbox.relationships.deleteSandboxReseller(created.id ?? '');
    expect(await listed()).toEqual([reseller]);
  });

  test('has profiles', async () => {
    expect(await profiles.getMpn()).toMatchObject({
      partnerName: 'Latam Cloud Distribution',
      mpnId: '4847383',
    });
    expect(await profiles.getMpn({ mpnId: reseller })).toMatchObject({ partnerName: 'ABBIE BOX S.A.C.' });

    const legal = await profiles.getLegalBusiness({ vettingVersion: 'Current' });
    const primaryContact = { ...legal.primaryContact, firstName: 'Marina' };
    await profiles.updateLegalBusiness({ ...legal, primaryContact });
    expect(await profiles.getLegalBusiness()).toMatchObject({ primaryContact: { firstName: 'Marina' } });

    const organization = await profiles.getOrganization();
    await profiles.updateOrganization({ ...organization, email: 'nube@latamcloud.example' });
    expect(await profiles.getOrganization()).toMatchObject({ email: 'nube@latamcloud.example' });
    expect((await refusal(profiles.updateOrganization(organization))).code).toBe('2055');

    const billing = await profiles.getBilling();
    await profiles.updateBilling({ ...billing, purchaseOrderNumber: 'OC-7' });
    expect(await profiles.getBilling()).toMatchObject({
      purchaseOrderNumber: 'OC-7',
      billingCurrency: 'USD',
    });

    const support = await profiles.getSupport();
    await profiles.updateSupport({ ...support, email: 'ayuda@latamcloud.example' });
    expect(await profiles.getSupport()).toMatchObject({ email: 'ayuda@latamcloud.example' });
  });

  test('sees how its users sign in', async () => {
    const username = 'antiguo@latamcloud.example';
    issueAccessToken(platform.world, { companyId: providerId, username, signIn: 'user', multiFactor: false });
    await profiles.updateSupport({ ...(await profiles.getSupport()), telephone: '+1 305 555 0199' });
    const [latest] = await security.listRequests();
    expect(latest).toMatchObject({ upn: 'cloud@latamcloud.example', mfaCompliant: true });
    const adoption = await security.listMfaAdoption();
    const count = adoption.reduce((sum, day) => sum + (day.totalRequestCount ?? 0), 0);
    expect(count).toBe((await security.listRequests()).length);
    expect(await security.listMfaAdoption({ endDate: '2020-01-01' })).toEqual([]);
    expect(await security.listNonMfaCompliantPrincipals()).toMatchObject([{ upn: username }]);
  });

  test('asks Microsoft for help', async () => {
    const customerId = await customerNamed('TEXTILES');
    const topics = await serviceRequests.listTopics();
    const topic = topics.find(({ name }) => name === 'Invoices and payments');
    const question = {
      title: 'Invoice',
      description: 'A line is charged twice.',
      severity: 'moderate',
      supportTopicId: topic?.id ?? '',
    } as const;
    const own = await serviceRequests.create('es-PE', question);
    const request = await serviceRequests.create('es-PE', {
      ...question,
      primaryContact: {
        firstName: 'Ana',
        email: 'ana@textilesrimac.example',
        organization: { id: customerId },
      },
    });
    expect(request).toMatchObject({ ...question, status: 'open', organization: { id: customerId } });
    expect(await serviceRequests.get(request.id)).toEqual(request);
    expect(await serviceRequests.getOfCustomer(customerId, request.id)).toEqual(request);
    await serviceRequests.update(request.id, { newNote: { text: 'It happens again.' } });
    await serviceRequests.update(request.id, { status: 'closed' });
    const found = await serviceRequests.listOfCustomer(customerId).toArray({ limit: 9 });
    expect(found).toMatchObject([
      { id: request.id, status: 'closed', notes: [{ text: 'It happens again.' }] },
    ]);
    const all = await serviceRequests.list({ size: 1 }).toArray({ limit: 9 });
    expect(all.map(({ id }) => id).sort()).toEqual([own.id, request.id].sort());
  });

  test('reads of incidents', async () => {
    const incidents = await serviceRequests.listIncidents();
    const exchange = incidents.find(({ workload }) => workload?.includes('Exchange'));
    expect(exchange?.incidents).toMatchObject([{ id: 'EX100001' }]);
    const total = incidents.reduce((sum, each) => sum + (each.incidents?.length ?? 0), 0);
    expect(await serviceRequests.countIncidents()).toMatchObject({ totalCount: total });
    const id = await newCustomer('sinservicios');
    expect(await serviceRequests.listIncidentsOfCustomer(id)).toEqual([]);
    const textiles = await customerNamed('TEXTILES');
    expect(await serviceRequests.listIncidentsOfCustomer(textiles)).toContainEqual(exchange);
  });

  test('lets customers buy by themselves', async () => {
    const customerId = await newCustomer('autoservicio');
    const created = await selfServePolicies.create({
      selfServeEntity: { selfServeEntityType: 'customer', tenantID: customerId },
      grantor: { grantorType: 'billToPartner', tenantID: platform.credentials().partnerCenter.tenantId },
      permissions: [
        { resource: 'AzureReservedInstances', action: 'Purchase' },
        { resource: 'AzureSavingsPlan', action: 'Purchase' },
      ],
    });
    expect(await selfServePolicies.get(created.id)).toEqual(created);
    expect(await selfServePolicies.list({ entity_id: customerId })).toEqual([created]);
    const permissions = created.permissions?.slice(0, 1) ?? [];
    const changed = await selfServePolicies.update({ ...created, permissions });
    expect(changed.permissions).toEqual(permissions);
    expect(await selfServePolicies.get(created.id)).toEqual(changed);
    expect((await refusal(selfServePolicies.update(created))).code).toBe('2055');
    await selfServePolicies.delete(created.id);
    expect(await selfServePolicies.list({ entity_id: customerId })).toEqual([]);
  });
});

describe('devices of a customer', () => {
  test('are uploaded, get policies, and go', async () => {
    const id = await newCustomer('equipos');
    const policy = await devices.createPolicy(id, { name: 'Oficina', policySettings: ['skip_eula'] });
    expect(await devices.getPolicy(id, policy.id)).toEqual(policy);
    const renamed = await devices.updatePolicy(id, policy.id, { ...policy, name: 'Almacen' });
    expect(await devices.listPolicies(id)).toEqual([renamed]);

    const batchId = 'lima-2026';
    const device = (key: string) => ({ productKey: `00329-00000-0003-${key}` });
    const job = await devices.createBatch(id, { batchId, devices: [device('AA606')] });
    expect(await devices.getJob(id, job.split('/').at(-1) ?? '')).toMatchObject({ status: 'queued' });
    expect(await devices.wait(id, job)).toMatchObject({ status: 'finished' });
    await devices.wait(id, await devices.add(id, batchId, [device('AA607')]));
    expect(await devices.listBatches(id)).toMatchObject([{ id: batchId, devicesCount: 2 }]);
    const all = () => devices.list(id, batchId, { size: 1 }).toArray({ limit: 9 });
    const [first, second] = await all();
    if (!first || !second) throw new Error('Two devices must be there.');

    const policies = [{ key: policy.category ?? '', value: policy.id }];
    await devices.wait(id, await devices.assignPolicies(id, { devices: [{ id: first.id ?? '', policies }] }));
    await devices.update(id, batchId, second.id ?? '', { policies });
    expect(await all()).toMatchObject([{ policies }, { policies }]);
    expect((await devices.getPolicy(id, policy.id)).devicesAssignedCount).toBe(2);
    expect((await refusal(devices.deletePolicy(id, policy.id))).status).toBe(409);
    await devices.delete(id, batchId, first.id ?? '');
    await devices.delete(id, batchId, second.id ?? '');
    expect(await all()).toEqual([]);
    await devices.deletePolicy(id, policy.id);
    expect(await devices.listPolicies(id)).toEqual([]);
  });
});
