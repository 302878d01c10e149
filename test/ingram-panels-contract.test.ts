import { createPlatform } from '@tenantry/mock-server';
import { Ingram } from '@tenantry/sdk/ingram';
import type { IngramPanels } from '@tenantry/sdk/ingram/panels';
import { afterAll, describe, expect, test } from 'vitest';
import { ingramPanelsDocument } from '../packages/mock-server/src/generated/ingram-panels-document.gen.ts';
import {
  activated,
  address,
  contact,
  first,
  mailTo,
  panelsAt,
  password,
  pixel,
  workload,
  workloadName,
} from './panels-world.ts';

// Strict: every answer is held against openapi/ingram-panels.yaml as every request is.
const platform = createPlatform({
  seed: 'empty',
  strict: true,
  journalSize: 5_000,
  settings: { ingramApproval: 'cancellations' },
});
const { url } = await platform.listen();
const panels = panelsAt(platform, url);
const { administrator, staff, serviceDesk } = panels;
const ingram = new Ingram({ ...platform.credentials(url).ingram, environment: platform.environment });
afterAll(() => platform.close());

async function productNamed(name: string): Promise<string> {
  const found = await first(administrator.prices.list({ name }));
  return found?.productId ?? '';
}

let customerId = '';
let customer: IngramPanels;
let limited: IngramPanels;
let limitedId = '';

describe('every operation of the panels, through the SDK, over HTTP', () => {
  test('signing in and out', async () => {
    const signedIn = await panels.open().session.signIn({
      username: platform.credentials().ingramPanels.username,
      password,
    });
    expect(signedIn).toMatchObject({ role: 'resellerAdministrator', panel: 'reseller', modelled: true });
    const { data, headers } = await administrator.session.get().withResponse();
    expect(data).toMatchObject({ accountId: '320001', modelled: true, evidence: 'modelled' });
    expect(headers.get('x-tenantry-evidence')).toBe('modelled');
    const { oneTimeToken, panel } = await staff.session.createPanelLink();
    expect(panel).toBe('reseller');
    const elsewhere = panels.open({ oneTimeToken });
    expect(await elsewhere.session.get()).toMatchObject({ role: 'resellerStaff' });
    await elsewhere.session.signOut();
    await expect(elsewhere.session.get()).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'session.expired',
    });
    await staff.session.changePassword({ currentPassword: password, newPassword: 'Another1!' });
    await staff.session.changePassword({ currentPassword: 'Another1!', newPassword: password });
  });

  test('customers are signed up and found, and their panel is opened', async () => {
    const made = await staff.customers.signUp({
      name: 'Puerto Verde',
      customId: 'crm-1',
      language: 'en',
      address,
      contact,
      credentialsTo: 'customer',
    });
    customerId = made.id;
    expect(made).toMatchObject({ type: 'customer', status: 'active', credentialsWith: 'customer' });
    for (const search of [
      { id: customerId },
      { name: 'puerto' },
      { type: 'customer' },
      { email: 'JOHN@' },
      { status: 'active' },
      { customId: 'crm-1' },
    ])
      expect((await staff.customers.find(search)).items.map(({ id }) => id)).toEqual([customerId]);
    expect((await staff.customers.find({ type: 'reseller' })).items).toEqual([]);
    expect(await staff.customers.get(customerId)).toEqual(made);
    customer = await activated(panels, url, { username: contact.email, email: contact.email });
    expect(await customer.session.get()).toMatchObject({ role: 'customerAdministrator' });
    const visiting = await staff.customers.open(customerId, { reason: 'Ticket 4711' });
    expect(await visiting.session.get()).toMatchObject({ role: 'visitingReseller', accountId: customerId });
    expect(await customer.ownAccount.get()).toMatchObject({ sellerName: 'Harbor Cloud Partners' });
  });

  test('a customer orders, and a limited administrator uses what was ordered', async () => {
    const offer = await first(customer.shop.offers({ mpn: 'BKP-STD', name: workloadName }));
    const placed = await customer.shop.order({
      productId: offer?.productId ?? '',
      quantity: 3,
      poNumber: 'PO-1',
      parameters: workload,
    });
    expect(placed).toMatchObject({ status: 'submitted', poNumber: 'PO-1' });
    platform.advance('PT1M');
    expect(await customer.shop.getOrder(placed.id)).toMatchObject({ status: 'completed' });
    expect((await customer.shop.orders()).items).toHaveLength(1);

    const all = await customer.services.list().toArray({ limit: 9 });
    const service = all.find(({ name }) => name === workloadName);
    const { id: serviceId = '' } = service ?? {};
    expect(await customer.services.get(serviceId)).toMatchObject({ status: 'active', seats: 3, users: [] });
    const user = await customer.users.create({
      firstName: 'Eva',
      lastName: 'Rios',
      email: 'eva@customer.example',
      role: 'limitedAdministrator',
      phoneNumber: contact.phoneNumber,
      address,
      serviceIds: [serviceId],
      sendInvitation: false,
    });
    limitedId = user.id;
    expect(user).toMatchObject({ state: 'invited', role: 'limitedAdministrator' });
    await customer.users.invite(user.id);
    limited = await activated(panels, url, user);
    expect(await customer.users.update(user.id, { lastName: 'Rios Vega' })).toMatchObject({
      lastName: 'Rios Vega',
      state: 'active',
    });
    expect((await limited.users.list()).items.map(({ role }) => role)).toEqual([
      'customerAdministrator',
      'limitedAdministrator',
    ]);
    expect(await limited.services.unassign(serviceId, limitedId)).toMatchObject({ users: [] });
    expect((await limited.services.assign(serviceId, limitedId)).users).toEqual([
      { id: limitedId, username: 'eva@customer.example' },
    ]);
  });

  test('balances and documents, from the ledger', async () => {
    expect(await customer.finances.balance()).toMatchObject({
      billed: { currency: 'USD', amount: '0.00' },
      canOrder: true,
      nextInvoiceAt: '2026-11-21',
    });
    platform.advance('P1D');
    const invoice = await first(customer.finances.documents({ type: 'invoice' }));
    expect(invoice).toMatchObject({ date: '2026-11-21', dueDate: '2026-12-21', hasFile: true });
    const { lines, amount } = await customer.finances.document(invoice?.id ?? '');
    expect(lines).toHaveLength(2);
    expect((await customer.finances.balance()).billed).toEqual(amount);
    const paper = await (await customer.finances.file(invoice?.id ?? '')).text();
    expect(paper.slice(0, 5)).toBe('%PDF-');

    const own = await administrator.accounting.balance();
    expect(own.accountId).toBe('320001');
    expect(await staff.accounting.customerBalance(customerId)).toEqual(await customer.finances.balance());
    expect((await staff.accounting.customerDocuments(customerId)).items).toEqual(
      (await customer.finances.documents()).items,
    );
    const cost = await first(staff.accounting.documents({ from: '2026-11-21', to: '2026-11-21' }));
    expect(Number(cost?.amount.amount)).toBeLessThan(Number(amount.amount));
    expect((await staff.accounting.document(cost?.id ?? '')).lines[0]).toMatchObject({ customerId });
    expect((await (await staff.accounting.file(cost?.id ?? '')).arrayBuffer()).byteLength).toBeGreaterThan(
      500,
    );
    platform.advance('P30D');
    const payment = await first(customer.finances.documents({ type: 'payment' }));
    expect(payment).toMatchObject({ settles: invoice?.id, amount, hasFile: false });
  });

  test('reports of orders, one that failed sent again, two that wait decided', async () => {
    const tenant = await productNamed('Microsoft Organization tenant');
    const parameters = { domain: 'puertoverde', existingTenant: 'true' };
    const placed = await customer.shop
      .order({ productId: tenant, quantity: 1, parameters })
      .catch((error) => error);
    expect(placed).toMatchObject({ status: 400 });
    expect((await staff.orders.report({ customerId, status: 'completed' })).items).toHaveLength(1);
    const failed = await failedOrder();
    expect(await staff.orders.get(failed)).toMatchObject({ status: 'error', canBeResubmitted: true });
    expect(await staff.orders.resubmit(failed)).toMatchObject({ status: 'processing' });
    const row = await first(staff.orders.subscriptions({ customerId, status: 'active' }));
    expect(row).toMatchObject({ customerId, unitPrice: { currency: 'USD' } });

    const cancelling = () =>
      ingram.orders.create({ type: 'cancellation', customerId, subscriptionId: row?.id ?? '' });
    const { id: declined = '' } = await cancelling();
    expect(await staff.orders.get(declined)).toMatchObject({ awaitsApproval: true });
    expect(await staff.orders.decline(declined)).toMatchObject({ status: 'cancelled' });
    const { id: approved = '' } = await cancelling();
    expect(await staff.orders.approve(approved)).toMatchObject({ awaitsApproval: false });
  });

  /** An order whose provisioning fails: the world is told that its service did. */
  async function failedOrder(): Promise<string> {
    const { failOrder } = await import('./panels-orders.ts');
    return failOrder(platform, customer, await productNamed(workloadName));
  }

  test('prices and margins', async () => {
    const productId = await productNamed(workloadName);
    const before = await administrator.prices.get(productId);
    const set = await administrator.prices.setMargin(productId, { percent: '25' });
    expect(set).toMatchObject({ marginPercent: '25.00', marginSet: true, cost: before.cost });
    const offer = await first(customer.shop.offers({ name: workloadName }));
    expect(offer?.price).toEqual(set.price);
    expect(await administrator.prices.removeMargin(productId)).toEqual(before);
  });

  test('staff', async () => {
    const made = await administrator.staff.create({
      firstName: 'Luis',
      lastName: 'Paz',
      email: 'luis@harborcloud.example',
    });
    expect(made).toMatchObject({ role: 'resellerStaff', state: 'invited' });
    await administrator.staff.invite(made.id);
    const luis = await activated(panels, url, made);
    expect(await luis.session.get()).toMatchObject({ role: 'resellerStaff' });
    expect(await administrator.staff.update(made.id, { state: 'disabled' })).toMatchObject({
      state: 'disabled',
    });
    await expect(luis.session.get()).rejects.toMatchObject({ code: 'session.wrong_credentials' });
    expect((await staff.staff.list()).items).toHaveLength(3);
  });

  test('branding and messages', async () => {
    expect(await staff.branding.get()).toMatchObject({
      suffix: 'cp',
      skin: 'light',
      name: 'Harbor Cloud Partners',
    });
    const changed = await administrator.branding.set({
      name: 'Harbor',
      domain: 'Cloud.Harbor.example',
      skin: 'dark',
    });
    expect(changed.panelUrl).toBe('https://cloud.harbor.example/cp');
    const { logo } = await administrator.branding.setImage('logo', {
      contentType: 'image/png',
      content: pixel,
    });
    expect(logo).toMatchObject({ width: 1, height: 1 });
    const bytes = await (await staff.branding.image('logo')).arrayBuffer();
    expect(Buffer.from(bytes).toString('base64')).toBe(pixel);
    expect((await administrator.branding.removeImage('logo')).logo).toBeUndefined();

    expect((await staff.messages.list()).templates.length).toBeGreaterThan(3);
    const { variables } = await staff.messages.get('userInvited');
    expect(variables.map(({ name }) => name)).toContain('activationToken');
    await administrator.messages.set('orderPlaced', {
      subject: 'Thanks, {{customerName}}',
      text: '{{orderNumber}}',
    });
    expect(await staff.messages.preview('orderPlaced', { values: { customerName: '<i>' } })).toMatchObject({
      subject: 'Thanks, <i>',
      html: '<p>SO001234</p>',
      sender: 'Harbor',
    });
    await customer.shop.order({
      productId: await productNamed(workloadName),
      quantity: 1,
      parameters: workload,
    });
    expect(await mailTo(url, contact.email)).toMatchObject({ subject: 'Thanks, Puerto Verde' });
    expect(await administrator.messages.reset('orderPlaced')).toMatchObject({ changed: false });
  });

  test('the security question, asked by the service desk', async () => {
    expect(await staff.securityQuestion.get()).toEqual({ isSet: false });
    const question = 'Which street did you grow up in?';
    await staff.securityQuestion.set({ question, securityAnswer: 'Calle Sol 7', password });
    const { staffUsername } = platform.credentials().ingramPanels;
    expect(await serviceDesk.serviceDesk.caller(staffUsername)).toMatchObject({
      question,
      resellerId: '320001',
    });
    expect(await serviceDesk.serviceDesk.verify(staffUsername, { securityAnswer: 'calle sol  7' })).toEqual({
      verified: true,
      triesLeft: 5,
    });
  });

  test('both logs', async () => {
    const events = async (log: IngramPanels['log'] | IngramPanels['ownLog']) =>
      (await log.read().toArray({ limit: 200 })).map(({ event }) => event);
    expect(await events(staff.log)).toContain('Panel.Visited');
    expect(await events(limited.ownLog)).toContain('Panel.Visited');
  });

  test('refusals say what they are too, and no host of the vendor leads here', async () => {
    const refused = await fetch(`${url}/modelled/ingram-panels/session`);
    expect(refused.headers.get('x-tenantry-evidence')).toBe('modelled');
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { code: 'session.missing', modelled: true },
    ]);
    const [wire] = platform.wires.filter(({ document }) => document.platform === 'ingram-panels');
    expect(wire?.hosts).toEqual([]);
    await expect(
      staff.staff.create({ firstName: 'A', lastName: 'B', email: 'a@b.example' }),
    ).rejects.toMatchObject({
      name: 'PermissionError',
      code: 'panel.role_not_allowed',
    });
  });

  test('all were answered, and each is the SDK method its document names', () => {
    const answered = new Set(
      platform.journal
        .find({ platform: 'ingram-panels', limit: 5_000 })
        .filter(({ status = 500 }) => status < 300)
        .map((entry) => entry.operationId),
    );
    const resources = administrator as unknown as Record<string, Record<string, unknown>>;
    for (const { operationId, sdk, evidence } of ingramPanelsDocument.operations) {
      const [resource = '', method = ''] = sdk.split('.');
      expect(typeof resources[resource]?.[method], sdk).toBe('function');
      expect(answered, operationId).toContain(operationId);
      expect(evidence).toEqual(['modelled']);
    }
    expect(ingramPanelsDocument.operations).toHaveLength(64);
    expect([administrator.modelled, administrator.evidence]).toEqual([true, 'modelled']);
  });
});
