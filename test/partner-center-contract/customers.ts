import { equals } from '@tenantry/sdk/partner-center';
import { describe, expect, test } from 'vitest';
import { commercialRelationships } from '../../packages/mock-server/src/domain/tenants/tenant.ts';
import {
  basic,
  confirmAgreement,
  customerNamed,
  newBuyer,
  newCustomer,
  partnerCenter,
  platform,
  refusal,
  reseller,
  sandbox,
  subscribe,
} from '../partner-center-world.ts';

const { agreements, customers, domains, users, validations } = partnerCenter;

describe('customers', () => {
  test('are created, found, and let go', async () => {
    const domain = 'quinuareal.onmicrosoft.com';
    expect(await domains.isAvailable(domain)).toBe(true);
    expect(await domains.isPrefixAvailable('quinuareal')).toBe(true);
    const created = await customers.create({
      companyProfile: { domain },
      billingProfile: {
        email: 'ana@quinuareal.example',
        companyName: 'Quinua Real',
        defaultAddress: { country: 'PE', city: 'Puno', addressLine1: 'Jr. Lima 1' },
      },
      associatedPartnerId: reseller,
    });
    expect(created.userCredentials?.password).toMatch(/^.{8,}$/);
    expect(await domains.isAvailable(domain)).toBe(false);
    expect(await domains.isPrefixAvailable('quinuareal')).toBe(false);

    const { userCredentials: _, ...shown } = created;
    expect(await customers.get(created.id)).toEqual(shown);
    expect(shown).toMatchObject({ relationshipToPartner: 'reseller', associatedPartnerId: reseller });
    expect(await customers.search('Domain', 'QUINUA').toArray({ limit: 9 })).toMatchObject([
      { id: created.id },
    ]);
    const pages = await customers.list({ size: 4 });
    expect(pages.items).toHaveLength(4);
    const all = await customers.list({ size: 4 }).toArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toContain(created.id);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);

    const relationships = platform.world.store.of(commercialRelationships);
    for (const each of relationships.find('tenant', created.id))
      relationships.put({ ...each, delegatedAccess: true });
    expect((await customers.get(created.id)).allowDelegatedAccess).toBe(true);
    await customers.removeDelegatedAccess(created.id);
    expect((await customers.get(created.id)).allowDelegatedAccess).toBe(false);
    const left = await customers.removeResellerRelationship(created.id);
    expect(left.relationshipToPartner).toBe('none');
    expect(await refusal(customers.get(created.id))).toEqual({ status: 403, code: '20002' });
    const { url } = await customers.getRelationshipRequest();
    expect(url).toContain(platform.credentials().partnerCenter.tenantId);
  });

  test('are deleted in the sandbox', async () => {
    const id = await newCustomer('porborrar', sandbox);
    await sandbox.customers.delete(id);
    expect(await refusal(sandbox.customers.get(id))).toEqual({ status: 403, code: '20002' });
    expect(await sandbox.domains.isAvailable('porborrar.onmicrosoft.com')).toBe(true);
  });

  test('have profiles, an organization and domains', async () => {
    const id = await newCustomer('perfiles');
    const profile = await customers.getBillingProfile(id);
    const etag = profile.attributes?.etag ?? '';
    const changed = await customers.updateBillingProfile(
      id,
      { ...profile, email: 'luis@perfiles.example' },
      { etag },
    );
    expect(changed.attributes?.etag).not.toBe(etag);
    expect(await customers.getBillingProfile(id)).toEqual(changed);
    expect(await refusal(customers.updateBillingProfile(id, profile, { etag }))).toMatchObject({
      code: '2055',
    });
    expect(await customers.getCompanyProfile(id)).toMatchObject({
      tenantId: id,
      domain: 'perfiles.onmicrosoft.com',
      companyName: 'Cliente perfiles',
    });
    expect(await customers.getOrganization(id)).toMatchObject([
      { displayName: 'Cliente perfiles', technicalNotificationMails: ['luis@perfiles.example'] },
    ]);

    const added = await customers.addVerifiedDomain(id, {
      VerifiedDomainName: 'perfiles.example',
      Domain: { name: 'perfiles.example', authenticationType: 'Managed', capability: 'Email' },
    });
    expect(added).toMatchObject({ name: 'perfiles.example', status: 'verified', isInitial: false });
    expect((await customers.getCustomDomains(id)).customDomains).toEqual([
      'perfiles.onmicrosoft.com',
      'perfiles.example',
    ]);
    expect(await domains.isAvailable('perfiles.example')).toBe(false);
  });

  test('ask for qualifications, which are vetted', async () => {
    const id = await newCustomer('colegio');
    const asked = await customers.createQualification(id, {
      qualification: 'Education',
      educationSegment: 'K12',
      website: 'colegio.example',
    });
    expect(asked).toMatchObject({ qualification: 'Education', vettingStatus: 'InReview' });
    expect(await customers.getQualification(id)).toBe('None');
    platform.advance('P2D');
    expect(await customers.listQualifications(id)).toMatchObject([
      { qualification: 'Education', vettingStatus: 'Approved' },
    ]);
    expect(await customers.updateQualification(id, 'StateOwnedEntity')).toBe('StateOwnedEntity');
    expect(await customers.getQualification(id)).toBe('StateOwnedEntity');
    expect(await customers.listQualifications(id)).toHaveLength(2);
  });

  test('consent to applications, and have services managed', async () => {
    const id = await newBuyer('consentida');
    const applicationId = '3b1e3d1c-6c0e-4a5d-9f0a-1f1b2c3d4e5f';
    const consent = {
      applicationId,
      displayName: 'Panel',
      applicationGrants: [
        { enterpriseApplicationId: '00000003-0000-0000-c000-000000000000', scope: 'Domain.ReadWrite.All' },
      ],
    };
    expect(await customers.createApplicationConsent(id, consent)).toEqual(consent);
    expect((await refusal(customers.createApplicationConsent(id, consent))).status).toBe(409);
    await customers.deleteApplicationConsent(id, applicationId);
    expect((await refusal(customers.deleteApplicationConsent(id, applicationId))).status).toBe(404);

    expect(await customers.listManagedServices(id)).toEqual([]);
    await subscribe(id, basic, { quantity: 3 });
    expect((await customers.listManagedServices(id)).map((each) => each.id)).toContain('Exchange');
  });

  test('accept the Microsoft Customer Agreement', async () => {
    const id = await newCustomer('acuerdo');
    const [template, ...others] = await agreements.listMetadata({
      agreementType: 'MicrosoftCustomerAgreement',
    });
    expect(others).toEqual([]);
    const text = await agreements.getDocument(template?.templateId ?? '', {
      country: 'PE',
      language: 'es-PE',
    });
    expect(text).toMatchObject({ country: 'PE', language: 'es-PE' });
    expect(text.downloadUri).toMatch(/^https:/);
    expect(await agreements.list(id)).toEqual([]);
    expect(await confirmAgreement(id)).toMatchObject({ templateId: template?.templateId });
    expect(await agreements.list(id, { agreementType: '*' })).toMatchObject([
      { primaryContact: { firstName: 'Ana' }, dateAgreed: '2026-11-19T00:00:00Z' },
    ]);
    expect(await refusal(confirmAgreement(id))).toEqual({ status: 400, code: '600061' });
    expect(await agreements.getDirectSignedStatus(id)).toEqual({ isSigned: false });
  });

  test('are validated', async () => {
    const redmond = { addressLine1: '1 Microsoft Way', city: 'Redmond', state: 'WA', country: 'US' };
    const held = await validations.address({ ...redmond, postalCode: '98052' });
    expect(held.status).toBe('VerifiedShippable');
    expect(held.suggestedAddresses?.[0]?.postalCode).toMatch(/^98052-\d{4}$/);
    expect((await validations.address({ ...redmond, postalCode: '9' })).status).toBe('None');
    expect(await validations.countryRules('BR')).toMatchObject({
      iso2Code: 'BR',
      isRegistrationNumberSupported: true,
    });
    const id = await customerNamed('TEXTILES');
    expect(await validations.status(id, { type: 'account' })).toMatchObject({
      type: 'account',
      status: 'Allowed',
    });
  });

  test('of the government use up a validation code', async () => {
    const [code, ...others] = await validations.codes();
    expect(code).toMatchObject({ maxCreates: 5, remainingCreates: 5 });
    const id = await newCustomer('obraspublicas');
    await customers.createQualification(id, {
      qualification: 'GovernmentCommunityCloud',
      validationCode: code?.validationId ?? '',
    });
    expect(await validations.codes()).toMatchObject([{ remainingCreates: 4 }, ...others]);
  });
});

describe('users of a customer', () => {
  test('are created, changed, deleted and restored', async () => {
    const id = await customerNamed('CLINICA');
    const password = 'Palta-Verde-27';
    const created = await users.create(id, {
      userPrincipalName: 'eva@clinicasanisidro.onmicrosoft.com',
      displayName: 'Eva',
      passwordProfile: { password, forceChangePassword: true },
    });
    expect(created.passwordProfile).toEqual({ password, forceChangePassword: true });
    const { passwordProfile: _, ...shown } = created;
    expect(await users.get(id, created.id)).toEqual(shown);
    await users.update(id, created.id, { usageLocation: 'PE', displayName: 'Eva Luna' });
    const sorted = await users
      .list(id, { sortField: 'displayName', sortDirection: 'desc' })
      .toArray({ limit: 9 });
    expect(sorted).toMatchObject([{ displayName: 'Eva Luna', usageLocation: 'PE' }, {}]);
    const reset = { passwordProfile: { password: 'Palta-Madura-28', forceChangePassword: false } };
    expect(await users.resetPassword(id, created.id, reset)).toMatchObject({ id: created.id });
    const weak = { passwordProfile: { password: 'palta' } };
    expect((await refusal(users.resetPassword(id, created.id, weak))).code).toBe('3000');

    await users.delete(id, created.id);
    const inactive = () => users.list(id, { filter: equals('UserState', 'Inactive') }).toArray({ limit: 9 });
    expect(await inactive()).toMatchObject([{ id: created.id, state: 'inactive' }]);
    expect((await users.update(id, created.id, { state: 'active' })).state).toBe('active');
    expect(await inactive()).toEqual([]);
  });

  test('have roles', async () => {
    const id = await customerNamed('TEXTILES');
    const [administrator] = await users.list(id).toArray({ limit: 1 });
    const member = administrator?.id ?? '';
    const roles = await users.listRoles(id);
    const helpdesk = roles.find(({ name }) => name === 'Helpdesk Administrator')?.id ?? '';
    expect(await users.listRolesOf(id, member)).toMatchObject([{ name: 'Global Administrator' }]);
    expect(await users.addRoleMember(id, helpdesk, { id: member })).toMatchObject({
      id: member,
      roleId: helpdesk,
    });
    expect(await users.listRoleMembers(id, helpdesk).toArray({ limit: 9 })).toMatchObject([{ id: member }]);
    expect(await users.listRolesOf(id, member)).toHaveLength(2);
    await users.removeRoleMember(id, helpdesk, member);
    expect(await users.listRoleMembers(id, helpdesk).toArray({ limit: 9 })).toEqual([]);
  });

  test('get licences', async () => {
    const id = await newBuyer('licencias');
    await subscribe(id, basic, { quantity: 2 });
    const [user] = await users.list(id).toArray({ limit: 1 });
    const userId = user?.id ?? '';
    await users.update(id, userId, { usageLocation: 'PE' });
    const [free] = await users.listSubscribedSkus(id);
    expect(free).toMatchObject({ totalUnits: 2, availableUnits: 2, consumedUnits: 0 });
    const skuId = free?.productSku?.id ?? '';
    const answer = await users.updateLicenses(id, userId, { licensesToAssign: [{ skuId }] });
    expect(answer).toMatchObject({ licensesToAssign: [{ skuId }], licenseWarnings: [] });
    expect(await users.listLicenses(id, userId)).toMatchObject([{ productSku: { id: skuId } }]);
    expect(await users.listSubscribedSkus(id, { licenseGroupIds: ['group1', 'group2'] })).toMatchObject([
      { availableUnits: 1, consumedUnits: 1 },
    ]);
    await users.updateLicenses(id, userId, { licensesToRemove: [skuId] });
    expect(await users.listLicenses(id, userId)).toEqual([]);
  });
});
