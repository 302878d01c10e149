import { createPlatform } from '@tenantry/mock-server';
import { Icp } from '@tenantry/sdk/icp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { icpDocument } from '../packages/mock-server/src/generated/icp-document.gen.ts';

const reseller = 281_001;
const customer = 435_348;
const tenantService = '141309_MicrosoftOrganizationtenant_54197';
const licenceService = '1429492_NCEMicros365BusinessBasic_12901';
const betterService = '1429492_NCEMicros365BusinessPremium_12903';
const softwareService = '1429494_WindowsServer2025Perpetual_13102';
const yearly = 'Monthly (with 1-year commitment) - P1Y';

// Strict: every answer is held against openapi/icp.yaml as every request is.
const platform = createPlatform({ seed: 'demo-latam', strict: true, journalSize: 5_000 });
let icp: Icp;

beforeAll(async () => {
  const { url } = await platform.listen();
  icp = new Icp({ ...platform.credentials().icp, baseUrl: url, environment: platform.environment });
});
afterAll(() => platform.close());

const provision = () => platform.advance('PT1M');

async function order(
  service: string,
  fields: Record<string, string | number | boolean>,
  dependency?: number,
) {
  const { AccountId } = await icp.subscriptions.create({
    ParentAccountId: customer,
    ServiceName: service,
    Fields: fields,
    ...(dependency !== undefined && { DependencyAccountId: dependency }),
  });
  provision();
  return AccountId;
}

describe('every operation of ICP, through the SDK, over HTTP', () => {
  test('session', async () => {
    await icp.session.ping();
    const { username, password } = platform.credentials().icp;
    expect(await icp.session.getToken(username, password)).toMatch(/=$/);
    await icp.session.terminate();
    // The client signs in again by itself.
    await icp.session.ping();
  });

  test('companies, resellers, departments', async () => {
    const account = {
      Address: 'Av. Sol 1',
      City: 'Cusco',
      Country: 'Peru',
      Domain: ['nueva.example'],
      Email: 'a@nueva.example',
      Marketplaces: [101],
      ParentAccountId: reseller,
      Zip: '08000',
    };
    const company = await icp.companies.create({
      ...account,
      CompanyName: 'NUEVA S.A.',
      VATID: '20999999991',
      CreateDefaultAdminUser: true,
      TehnicalAccountManager: 'Ana',
    });
    const { CompanyName: _, ...update } = { ...account, CompanyName: '' };
    const { ParentAccountId: __, Country: ___, ...changeable } = update;
    await icp.companies.update({
      ...changeable,
      AccountId: company.AccountId,
      CompanyName: 'NUEVA DOS S.A.',
    });
    const [read] = await icp.companies.get(company.AccountId);
    expect(read).toMatchObject({
      CompanyName: 'NUEVA DOS S.A.',
      TehnicalAccountManager: 'Ana',
      AccountState: 'Active',
    });
    expect((await icp.companies.get())[0]?.AccountId).toBe(reseller);
    expect((await icp.companies.list(reseller)).map((each) => each.AccountId)).toContain(company.AccountId);
    expect(await icp.companies.findByVatId('20999999991')).toHaveLength(1);

    const below = await icp.resellers.create({
      ...account,
      CompanyName: 'SUB RESELLER',
      MPNId: '1234567',
      VATID: '20999999992',
      CreateDefaultMarketplace: true,
    });
    expect(below.Marketplaces).toHaveLength(2);
    await icp.resellers.update({
      ...changeable,
      AccountId: below.AccountId,
      CompanyName: 'SUB RESELLER',
      MPNId: '7654321',
    });
    expect((await icp.resellers.get(below.AccountId))[0]?.MPNId).toBe('7654321');
    expect(await icp.resellers.list(reseller)).toHaveLength(1);
    expect(await icp.resellers.findByVatId('20999999992')).toHaveLength(1);

    const department = await icp.departments.create({
      ParentAccountId: company.AccountId,
      DepartmentName: 'Ventas',
      Email: 'ventas@nueva.example',
    });
    await icp.departments.update({ AccountId: department.AccountId, City: 'Puno' });
    expect(await icp.departments.get(department.AccountId)).toMatchObject({
      DepartmentName: 'Ventas',
      City: 'Puno',
    });
    expect(await icp.departments.list(company.AccountId)).toHaveLength(1);
  });

  test('users and roles', async () => {
    const user = await icp.users.create({
      ParentAccountId: customer,
      Email: 'eva@ecositio.example',
      FirstName: 'Eva',
      LastName: 'Rios',
      Username: 'eva@ecositio.example',
    });
    await icp.users.update({ AccountId: user.AccountId, FirstName: 'Eva', LastName: 'Rios Vega' });
    expect(await icp.users.get(user.AccountId)).toMatchObject({ LastName: 'Rios Vega' });
    expect((await icp.users.get()).Username).toBe(platform.credentials().icp.username);
    expect(await icp.users.list(customer)).toHaveLength(1);
    const roles = await icp.securityRoles.list();
    const limited = roles.find((role) => role.Name === 'Reseller Admin (Limited)');
    const [ana] = await icp.users.list(reseller);
    const changed = await icp.securityRoles.updateUsers({
      Id: limited?.Id ?? 0,
      CompanyAccountId: reseller,
      Users: [{ AccountId: ana?.AccountId ?? 0, Username: ana?.Username ?? '' }],
    });
    expect(changed.Users).toHaveLength(1);
  });

  test('price lists, terms and special deals', async () => {
    const marketplace = await icp.marketplaces.create('Navidad');
    expect((await icp.marketplaces.list()).map((each) => each.Id)).toContain(marketplace.Id);
    expect(await icp.marketplaceServices.listAvailable(marketplace.Id)).not.toHaveLength(0);
    await icp.marketplaceServices.add(marketplace.Id, [licenceService, betterService]);
    expect(await icp.marketplaceServices.list(marketplace.Id)).toHaveLength(2);
    const [service] = await icp.marketplaceServices.getCharges(marketplace.Id, {
      filters: { PriceableItemIds: [3001] },
    });
    expect(service?.Charges?.length).toBeGreaterThan(0);
    const price = async (CustomPrice: number) => {
      const [changed] = await icp.marketplaceServices.updateCharges(marketplace.Id, [
        { ServiceId: licenceService, Charges: [{ PriceableItemId: 3001, CustomPrice }] },
      ]);
      return changed?.Charges?.find((charge) => charge.PriceableItemId === 3001);
    };
    await price(20);
    expect(await price(21.5)).toMatchObject({ CustomPrice: 21.5, PreviousCustomPrice: 20 });
    expect(await icp.marketplaceServices.deleteOne(marketplace.Id, betterService)).toMatchObject([
      { Status: 'Deleted' },
    ]);
    await icp.marketplaceServices.update(marketplace.Id, [{ ServiceId: betterService }]);
    expect(await icp.marketplaceServices.delete(marketplace.Id, [betterService])).toMatchObject([
      { Status: 'Deleted' },
    ]);
    await icp.marketplaces.delete(marketplace.Id);
    const [terms] = await icp.marketplaceServices.getTerms(tenantService);
    expect(terms?.TermsAndCondition?.length).toBe(2);
    await icp.marketplaceServices.acceptTerms(101, tenantService);

    const deal = await icp.specialDeals.set(customer, {
      ChargeStreamId: 0,
      IsCustomCharge: false,
      ValidUntil: '12-2026',
      DiscountItems: [{ PriceableItemId: 3001, Discount: 10 }],
    });
    expect(await icp.specialDeals.get(customer)).toMatchObject([
      { ChargeStreamId: deal.ChargeStreamId, ValidUntil: '12-2026', EffectiveEndDate: '2027-01-01T00:00:00' },
    ]);
    await icp.specialDeals.delete(customer, deal.ChargeStreamId);
    expect(await icp.specialDeals.get(customer)).toEqual([]);
  });

  test('services, subscriptions, their actions, upgrades and renewals', async () => {
    const services = await icp.services.listPossible(customer);
    expect(services.find((each) => each.ProductName === tenantService)?.IsTCAccepted).toBe(true);
    const { Fields: definitions } = await icp.services.getFields(customer, tenantService);
    expect(definitions.find((field) => field.Name === 'Primarydomainname')).toMatchObject({
      DisplayType: 'Mandatory',
      IsRemoteValidation: true,
    });
    expect((await icp.services.getInformation(tenantService)).DisplayName).toBe(
      'Microsoft Organization tenant',
    );
    const tenantFields = {
      ExistingOffice365customer: false,
      Primarydomainname: 'contrato',
      Language: 'es',
      State: 'Lima',
      AcceptMCA: true,
      Primarycontactfirstname: 'Ana',
      Primarycontactlastname: 'Ruiz',
      PrimaryContactEmailAddress: 'ana@ecositio.example',
      Phone: '+51 1 555 0100',
      DateofAcceptance: '2026-11-20',
      DefaultGDAProles: true,
      Notifyme: true,
    };
    expect(
      await icp.services.validateFields({
        ParentAccountId: customer,
        ServiceName: tenantService,
        Fields: tenantFields,
      }),
    ).toMatchObject({ Result: 'OK' });
    expect(
      await icp.services.validateFields({
        ParentAccountId: customer,
        ServiceName: tenantService,
        Fields: { ...tenantFields, Primarydomainname: 'no-hyphen' },
      }),
    ).toMatchObject({ Result: 'FAILED', FieldName: 'Primarydomainname' });
    const ends = await icp.services.getRemoteEnums({
      FieldName: 'Subscriptionenddatealignment',
      AccountViewName: `Product_${licenceService}`,
      ParentAccountId: customer,
      ContextValues: { BillingType: yearly },
    });
    expect(ends.length).toBeGreaterThan(10);

    const tenant = await order(tenantService, tenantFields);
    expect(await icp.subscriptions.get(tenant)).toMatchObject({
      ProvisioningStatus: 'Provisioned',
      AccountState: 'Active',
    });
    const licence = await order(licenceService, { Quantity: 10, BillingType: yearly }, tenant);
    const source = await icp.subscriptions.get(licence);
    expect(source.PriceableItems).toMatchObject([
      { Currency: 'PEN', CommitementPeriodInMonths: 12, PrepaidPeriodInMonths: 1 },
    ]);
    await icp.subscriptions.update({
      AccountId: licence,
      ServiceName: licenceService,
      Fields: [{ name: 'Quantity', value: '12' }],
      ContractId: 'C-1',
    });
    expect((await icp.subscriptions.list(customer)).map((each) => each.AccountId)).toEqual([tenant, licence]);
    expect((await icp.subscriptions.listDependencies(tenant)).map((each) => each.AccountId)).toEqual([
      licence,
    ]);
    expect((await icp.subscriptions.getWithAddons(tenant)).Addons).toEqual([]);

    expect((await icp.customActions.list(licence)).map((each) => each.ActionName)).toEqual(['SUSPEND']);
    await icp.customActions.execute('SUSPEND', {
      AccountId: licence,
      ServiceName: licenceService,
      Fields: {},
    });
    expect((await icp.subscriptions.get(licence)).Status).toBe('Suspended');
    await icp.customActions.execute('REACTIVATE', {
      AccountId: licence,
      ServiceName: licenceService,
      Fields: {},
    });
    const software = await order(softwareService, { Quantity: 1, BillingType: 'One time' }, tenant);
    expect(await icp.customActions.getRemoteEnumValues(software, 'SENDKEYS', 'Email')).toEqual([]);

    const { Fields: renewable } = await icp.renewals.getFields(licence);
    expect(renewable.map((field) => field.Name)).toEqual(['Quantity', 'BillingType']);
    await icp.renewals.configure(licence, { Quantity: 8 });
    expect((await icp.subscriptions.get(licence)).HasRenewActionValuesConfigured).toBe(true);
    await icp.renewals.reset(licence);
    expect((await icp.subscriptions.get(licence)).HasRenewActionValuesConfigured).toBe(false);

    const { UpgradeProducts: targets } = await icp.upgrades.listTargets(licence);
    expect(targets.map((each) => each.ProductName)).toContain(betterService);
    expect((await icp.upgrades.getFields(licence, betterService)).Fields).toMatchObject([
      { Name: 'Quantity', Value: 12 },
    ]);
    const raised = Number(await icp.upgrades.execute(licence, betterService, { Quantity: 5 }));
    expect((await icp.subscriptions.get(raised)).Fields).toContainEqual(
      expect.objectContaining({ Name: 'Quantity', Value: 5 }),
    );
    await icp.subscriptions.terminate(raised, 'Changed our minds');
    expect(await icp.subscriptions.get(raised)).toMatchObject({ AccountState: 'Terminated' });

    const existing = await order(tenantService, {
      ExistingOffice365customer: true,
      Primarydomainname: 'ecositiomarket',
      State: 'Lima',
    });
    expect((await icp.subscriptions.get(existing)).ErrorDetails).toContain(
      'has not accepted the relationship link',
    );
    await icp.subscriptions.retryLastFailedProvisioning(existing);
  });

  test('credit', async () => {
    await icp.credit.setLimit(customer, 'Cautious', 1);
    expect(await icp.credit.getLimit(customer)).toMatchObject({
      Limit: 1,
      HasCreditLimit: true,
      Comment: 'Cautious',
    });
    const tenant = (await icp.subscriptions.list(customer))[0]?.AccountId;
    const first = await order(licenceService, { Quantity: 1, BillingType: yearly }, tenant);
    const second = await order(licenceService, { Quantity: 2, BillingType: yearly }, tenant);
    const waiting = await icp.credit.listOrdersForApproval();
    expect(waiting).toHaveLength(3);
    const [approved, declined] = waiting.slice(1);
    if (!approved || !declined) throw new Error('Two orders must wait.');
    await icp.credit.approveOrder(approved);
    await icp.credit.declineOrder({ ...declined, Comment: 'Too much' });
    provision();
    expect((await icp.subscriptions.get(first)).Status).toBe('Active');
    expect((await icp.subscriptions.get(second)).Status).toBe('Terminated');
    await icp.credit.setLimit(customer, 'Trusted');
    expect((await icp.credit.getLimit(customer)).HasCreditLimit).toBe(false);
  });

  test('invoices and reports', async () => {
    const preview = await icp.invoices.getPreview();
    expect(preview[0]).toMatchObject({ BillingInterval: '11/2026' });
    expect(await icp.invoices.getLatest()).not.toHaveLength(0);
    expect((await icp.invoices.getForPeriod(2026, 10))[0]).toMatchObject({ BillingInterval: '10/2026' });
    const { InvoiceAggregation: lines } = await icp.invoices.getAggregation(2026, 10);
    expect(lines.length).toBeGreaterThan(10);
    const reports = await icp.reports.list();
    expect(reports.map((report) => report.Name)).toContain('Audit Log Object Company');
    const audit = await icp.reports.execute('Audit Log Object Company', {
      targetCompany: customer,
      startDate: '2026-11-20',
    });
    expect(audit.Rows.length).toBeGreaterThan(5);
    const { AllProductAccountsWithFields: accounts } = await icp.reports.listProductAccounts(licenceService);
    expect(accounts.length).toBeGreaterThan(1);
    expect(
      (await icp.reports.listProductAccounts(licenceService, { createdBefore: '2030-01-01' }))
        .AllProductAccountsWithFields,
    ).toEqual([]);
  });

  test('all 73 were answered with 200, and each is the SDK method its document names', () => {
    const answered = new Set(
      platform.journal.find({ platform: 'icp', status: 200, limit: 5_000 }).map((entry) => entry.operationId),
    );
    const resources = icp as unknown as Record<string, Record<string, unknown>>;
    for (const { operationId, sdk } of icpDocument.operations) {
      const [resource = '', method = ''] = sdk.split('.');
      expect(typeof resources[resource]?.[method], sdk).toBe('function');
      expect(answered, operationId).toContain(operationId);
    }
    expect(icpDocument.operations).toHaveLength(73);
  });
});
