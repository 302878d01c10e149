import { beforeEach, describe, expect, test } from 'vitest';
import {
  customer,
  icp,
  post,
  refused,
  renewWorld,
  signedIn,
  tenantService,
  world,
} from './icp-rules-world.ts';

beforeEach(renewWorld);

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
