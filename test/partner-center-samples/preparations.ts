import { productOfOffer } from '../../packages/mock-server/src/domain/catalogue/catalogue.ts';
import {
  batchKeyOf,
  configurationPolicies,
  deviceBatches,
  devices,
} from '../../packages/mock-server/src/domain/devices/device.ts';
import { migrationSchedules } from '../../packages/mock-server/src/domain/migrations/migration.ts';
import { scheduleMigration } from '../../packages/mock-server/src/domain/migrations/schedule-migration.ts';
import { carts } from '../../packages/mock-server/src/domain/orders/cart.ts';
import { createCart } from '../../packages/mock-server/src/domain/orders/checkout.ts';
import { currentTemplate } from '../../packages/mock-server/src/domain/partners/agreement-template.ts';
import { applicationConsents } from '../../packages/mock-server/src/domain/partners/application-consent.ts';
import { selfServePolicies } from '../../packages/mock-server/src/domain/partners/self-serve-policy.ts';
import {
  openServiceRequest,
  serviceRequests,
} from '../../packages/mock-server/src/domain/partners/service-request.ts';
import { promotions } from '../../packages/mock-server/src/domain/prices/promotion.ts';
import {
  directoryRole,
  globalAdministrator,
} from '../../packages/mock-server/src/domain/tenants/directory-roles.ts';
import { directoryUsers } from '../../packages/mock-server/src/domain/tenants/directory-user.ts';
import type { Tenant } from '../../packages/mock-server/src/domain/tenants/tenant.ts';
import { isoOf } from '../../packages/mock-server/src/kernel/calendar.ts';
import type { Body } from './body.ts';
import { businessBasic, type Stage } from './stage.ts';

export interface Scene {
  readonly stage: Stage;
  /** Of the path; placeholders are filled already. */
  readonly parameters: Record<string, string>;
  readonly query: URLSearchParams;
  readonly body: Body;
  /** What was put in the place of something, for the table. */
  readonly replaced: string[];
}

/** Ids for the placeholders of paths. */
export const madeUp: Readonly<Record<string, string>> = {
  customerId: '00000000-0000-4000-8000-0000000000c1',
  subscriptionId: '00000000-0000-4000-8000-0000000000a1',
  entitlementId: '00000000-0000-4000-8000-0000000000e1',
  orderId: '0a1b2c3d4e5f',
  cartId: '00000000-0000-4000-8000-0000000000f1',
  userId: '00000000-0000-4000-8000-0000000000b1',
  roleId: globalAdministrator,
  migrationId: '00000000-0000-4000-8000-0000000000d1',
  scheduleId: '00000000-0000-4000-8000-0000000000d2',
  applicationId: '00000000-0000-4000-8000-0000000000d3',
  resellerId: '00000000-0000-4000-8000-0000000000d4',
  templateId: currentTemplate.templateId,
  productId: 'CFQ7TTC0LH18',
  skuId: '0001',
  offerId: '195416C1-3447-423A-B37B-EE59A99A19C4',
  promotionId: promotions[0]?.id ?? '',
  policyId: '00000000-0000-4000-8000-0000000000d5',
  batchId: 'batch',
  deviceId: '00000000-0000-4000-8000-0000000000d6',
  serviceRequestId: '616000000000001',
  lineItemNumber: '0',
  programName: 'csp',
  domain: 'example.onmicrosoft.com',
  artifactType: 'reservedinstance',
  groupId: '00000000-0000-4000-8000-0000000000d7',
  lineItemId: '00000000-0000-4000-8000-0000000000d8',
  resourceId: '00000000-0000-4000-8000-0000000000d9',
};

const e1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239';
const conferencing = 'C94271D8-B431-4A25-A3C5-A57737A1C909';
const phoneSystem = '43FCE491-76D1-4BCC-B709-8A288786DBAE';
const trial = 'C0BD2E08-11AC-4836-BDC7-3712E744922F';
const legacyAzure = 'MS-AZR-0145P';
const savingsPlan = 'DZH318Z09V6F:0001';

function customer({ stage, parameters }: Scene): Tenant {
  return stage.customer(parameters.customerId ?? '');
}

function holdLicences(scene: Scene): void {
  const { stage, parameters, body } = scene;
  const { orderId } = parameters;
  const reference = body.text('id') ?? parameters.subscriptionId;
  if (reference !== undefined) parameters.subscriptionId = reference;
  stage.buy(customer(scene), {
    offerId: businessBasic,
    quantity: 1,
    term: 'P1Y',
    cycle: 'monthly',
    reference,
    orderId,
  });
}

function holdAzure(scene: Scene): void {
  const { stage, parameters, body } = scene;
  const id =
    parameters.entitlementId ??
    body.text('azureEntitlementId') ??
    body.text('lineItems.0.provisioningContext.entitlementId') ??
    'e1';
  stage.holdAzure(customer(scene), parameters.subscriptionId, id);
}

function holdTrial(scene: Scene): void {
  const { stage, parameters, body } = scene;
  stage.holdLegacy({
    tenant: customer(scene),
    offerId: trial,
    quantity: 25,
    reference: parameters.subscriptionId,
    orderId: body.text('orderId'),
  });
}

/** A legacy subscription with its add-ons, old enough to be moved. */
function holdMigratable(scene: Scene): void {
  const { stage, body } = scene;
  const tenant = customer(scene);
  const startedAt = stage.world.clock.now() - 200 * 86_400_000;
  const reference = body.text('currentSubscriptionId') ?? '';
  const quantity = body.number('quantity') ?? 1;
  const base = stage.holdLegacy({ tenant, offerId: e1, quantity, startedAt, reference });
  for (const [index, offerId] of [conferencing, phoneSystem].entries()) {
    const own = body.text(`addOnMigrations.${index}.currentSubscriptionId`);
    if (own === undefined || base.vendorReferenceId === undefined) continue;
    stage.holdLegacy({
      tenant,
      offerId,
      startedAt,
      reference: own,
      parentReferenceId: base.vendorReferenceId,
    });
  }
}

function inFuture({ stage, body, replaced }: Scene, field: string): void {
  if (body.text(field) === undefined) return;
  body.set(field, isoOf(stage.world.clock.now() + 30 * 86_400_000));
  replaced.push(`${field} by a day to come`);
}

function planMigration(scene: Scene): void {
  const { stage, parameters, body } = scene;
  holdMigratable(scene);
  const wanted = {
    currentReferenceId: body.text('currentSubscriptionId') ?? '',
    addOns: [],
    migrateOnRenewal: true,
  };
  const { world, actor } = stage;
  const made = world.transact(() => scheduleMigration(world, actor, customer(scene), wanted));
  world.store.of(migrationSchedules).delete(made.id);
  parameters.scheduleId = (body.text('id') ?? parameters.scheduleId ?? '').toLowerCase();
  world.store.of(migrationSchedules).put({ ...made, id: parameters.scheduleId });
  inFuture(scene, 'targetDate');
}

/** Two licences of Office 365, the second a target of the first, and the catalogue items of today. */
function holdUpgradable(scene: Scene): void {
  const { stage, parameters, body, replaced } = scene;
  const tenant = customer(scene);
  const skuOf = (field: string) => body.text(field)?.split(':').slice(0, 2).join(':') ?? '';
  const held = { quantity: 10, term: 'P1M', cycle: 'monthly' };
  stage.buy(tenant, { ...held, offerId: skuOf('fromCatalogItemId'), reference: parameters.subscriptionId });
  stage.platform.advance('P10D');
  stage.buy(tenant, { ...held, offerId: skuOf('toCatalogItemId'), reference: body.text('toSubscriptionId') });
  stage.platform.advance('P10D');
  for (const field of ['fromCatalogItemId', 'toCatalogItemId']) itemOfToday(scene, field);
  if (body.text('fromSubscriptionId') !== undefined) {
    body.set('fromSubscriptionId', parameters.subscriptionId);
    replaced.push('fromSubscriptionId by that of the path');
  }
}

/** Availabilities change, and a sample's are of its day. */
function itemOfToday({ stage, body, replaced }: Scene, field: string): void {
  const [product = '', sku = '', availability] = body.text(field)?.split(':') ?? [];
  if (availability === undefined || productOfOffer(`${product}:${sku}`) === undefined) return;
  const today = stage.itemOf(`${product}:${sku}`);
  if (today === body.text(field)) return;
  body.set(field, today);
  replaced.push(`${field} by today's`);
}

function putUser(scene: Scene): void {
  const { stage, parameters, body } = scene;
  const { id, initialDomain, createdAt } = customer(scene);
  stage.world.store.of(directoryUsers).put({
    id: (parameters.userId ?? body.text('id') ?? '').toLowerCase(),
    tenantId: id,
    userPrincipalName: `lucia@${initialDomain}`,
    displayName: 'Lucia',
    state: 'active',
    createdAt,
    roleIds: parameters.roleId !== undefined && parameters.userId !== undefined ? [parameters.roleId] : [],
    licences: [],
    passwordHash: '',
    mustChangePassword: false,
  });
}

function putConfigurationPolicy(scene: Scene, policyId: string): void {
  const { store, clock } = scene.stage.world;
  store.of(configurationPolicies).put({
    id: policyId.toLowerCase(),
    tenantId: customer(scene).id,
    name: 'Office',
    category: 'o_o_b_e',
    settings: [],
    createdAt: clock.now(),
    modifiedAt: clock.now(),
  });
}

function putDevice(scene: Scene): void {
  const { stage, parameters, body } = scene;
  const { store, clock } = stage.world;
  const { id: tenantId } = customer(scene);
  const batchId = parameters.batchId ?? 'batch';
  const batchKey = batchKeyOf(tenantId, batchId);
  store
    .of(deviceBatches)
    .put({ key: batchKey, tenantId, batchId, createdBy: 'sample', createdAt: clock.now() });
  store.of(devices).put({
    id: parameters.deviceId ?? body.text('devices.0.id') ?? 'device',
    tenantId,
    batchKey,
    serialNumber: 'A-1',
    policies: {},
    uploadedAt: clock.now(),
  });
}

function assignable(scene: Scene): void {
  putDevice(scene);
  putConfigurationPolicy(scene, scene.body.text('devices.0.policies.0.value') ?? '');
}

/** The partner that grants, with the policy that a path or body names. */
function putSelfServePolicy(scene: Scene): void {
  const { stage, parameters, body } = scene;
  const named = parameters.policyId ?? body.text('id');
  const [fromId, forId] = named?.split('_') ?? [];
  const grantorId = body.text('grantor.tenantID') ?? fromId ?? '';
  const customerId = body.text('selfServeEntity.tenantID') ?? forId ?? '';
  stage.changePartner(stage.partner, { tenantId: grantorId });
  stage.customer(customerId);
  if (named === undefined) return;
  const permissions = [{ resource: 'AzureSavingsPlan', action: 'Purchase' }];
  stage.world.store
    .of(selfServePolicies)
    .put({ id: named.toLowerCase(), grantorId, customerId, permissions, etag: 'v1' });
}

function putServiceRequest({ stage, parameters }: Scene): void {
  const { world, actor } = stage;
  const question = { locale: 'en-US', title: 'A question', description: 'What is it?' };
  const made = world.transact(() => openServiceRequest(world, actor, question));
  world.store.of(serviceRequests).put({ ...made, id: parameters.serviceRequestId ?? '' });
}

function putCart(scene: Scene): void {
  const { stage, parameters } = scene;
  const { world, actor } = stage;
  const lines = [{ catalogItemId: stage.itemOf(businessBasic), quantity: 1, term: 'P1Y', cycle: 'monthly' }];
  const made = world.transact(() =>
    createCart(world, actor, customer(scene), { lines, resellerAttested: true }),
  );
  world.store.of(carts).put({ ...made, id: parameters.cartId ?? '' });
}

/** What the world must hold for a call, by the operation. A customer that a path names is there always. */
export const preparations: Readonly<Record<string, (scene: Scene) => void>> = {
  AddDevices: putDevice,
  AddRoleMember: (scene) => {
    const { parameters, replaced } = scene;
    if (directoryRole(parameters.roleId ?? '') === undefined) {
      parameters.roleId = globalAdministrator;
      replaced.push('the role by Global Administrator');
    }
    putUser(scene);
  },
  CancelAzureEntitlement: (scene) => {
    const { body, replaced } = scene;
    holdAzure(scene);
    if (body.text('cancellationReason') === 'compromise') return;
    body.set('cancellationReason', 'compromise');
    replaced.push('the reason, which was taken out');
  },
  CheckPromotionEligibilities: (scene) => itemOfToday(scene, 'items.0.catalogItemId'),
  CheckoutCart: putCart,
  CreateAgreement: ({ body, replaced }) => {
    if (body.text('templateId') === currentTemplate.templateId) return;
    body.set('templateId', currentTemplate.templateId);
    replaced.push('templateId by that of today');
  },
  CreateConversion: holdTrial,
  CreateCustomer: ({ stage, body }) => {
    stage.changePartner(stage.reseller, { mpnId: body.text('associatedPartnerId') ?? '' });
  },
  CreateMigration: holdMigratable,
  CreateMigrationSchedule: (scene) => {
    holdMigratable(scene);
    inFuture(scene, 'targetDate');
  },
  CreateOrder: (scene) => {
    if (scene.body.text('lineItems.0.provisioningContext.scope') === undefined) return;
    const { stage, body, replaced } = scene;
    holdAzure(scene);
    body.set('lineItems.0.offerId', stage.itemOf(savingsPlan));
    replaced.push('the savings plan by that of our catalogue');
  },
  CreateProductUpgrade: ({ stage, body }) => {
    stage.holdLegacy({ tenant: stage.customer(body.text('customerId') ?? ''), offerId: legacyAzure });
  },
  CreateSelfServePolicy: putSelfServePolicy,
  DeleteApplicationConsent: (scene) => {
    const { stage, parameters } = scene;
    stage.world.store.of(applicationConsents).put({
      tenantId: customer(scene).id,
      applicationId: parameters.applicationId ?? '',
      grants: [],
      createdAt: 0,
    });
  },
  DeleteDevice: putDevice,
  DeleteSelfServePolicy: putSelfServePolicy,
  DeleteUser: putUser,
  GetAzureEntitlement: holdAzure,
  GetConfigurationPolicy: (scene) => putConfigurationPolicy(scene, scene.parameters.policyId ?? ''),
  GetOrder: holdLicences,
  GetOrderProvisioningStatus: holdLicences,
  GetSelfServePolicy: putSelfServePolicy,
  GetServiceRequest: putServiceRequest,
  GetSubscription: holdLicences,
  GetUser: putUser,
  ListAzureEntitlements: holdAzure,
  ListConversions: holdTrial,
  ListLineActivationLinks: holdLicences,
  ListSelfServePolicies: ({ stage, query }) => {
    stage.customer(query.get('entity_id') ?? '');
  },
  ListSubscriptionAddons: (scene) => {
    scene.stage.holdLegacy({
      tenant: customer(scene),
      offerId: e1,
      reference: scene.parameters.subscriptionId,
    });
  },
  ListTransitionEligibilities: holdLicences,
  ListTransitions: holdLicences,
  ListUserLicenses: putUser,
  ListUserRoles: putUser,
  RemoveRoleMember: putUser,
  UpdateConfigurationPolicy: (scene) => putConfigurationPolicy(scene, scene.parameters.policyId ?? ''),
  UpdateDevicePolicies: assignable,
  UpdateMigrationSchedule: planMigration,
  UpdateOrder: (scene) => {
    const { stage, parameters, body } = scene;
    stage.holdLegacy({
      tenant: customer(scene),
      offerId: body.text('lineItems.0.offerId') ?? e1,
      reference: body.text('lineItems.0.subscriptionId'),
      orderId: parameters.orderId,
    });
  },
  UpdateOverage: (scene) => {
    holdAzure(scene);
    scene.stage.changePartner(scene.stage.reseller, { mpnId: scene.body.text('partnerId') ?? '' });
  },
  UpdateSelfServePolicy: putSelfServePolicy,
  UpdateServiceRequest: putServiceRequest,
  UpdateSubscription: holdLicences,
  UpdateSupportContact: (scene) => {
    const { stage, parameters, body } = scene;
    stage.buy(customer(scene), {
      offerId: businessBasic,
      term: 'P1Y',
      cycle: 'monthly',
      reference: parameters.subscriptionId,
    });
    stage.changePartner(stage.reseller, {
      tenantId: body.text('supportTenantId')?.toLowerCase() ?? '',
      mpnId: body.text('supportMpnId') ?? '',
    });
  },
  UpdateUser: (scene) => {
    putUser(scene);
    const { body, replaced } = scene;
    if (/^[A-Z]{2}$/.test(body.text('usageLocation') ?? 'US')) return;
    body.set('usageLocation', 'PE');
    replaced.push('the words in usageLocation by PE');
  },
  CreateTransition: holdUpgradable,
};
