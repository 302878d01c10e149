import { createPlatform, type Platform } from '@tenantry/mock-server';
import { type ApiError, PartnerCenter, type PartnerCenterTypes } from '@tenantry/sdk/partner-center';
import { addLegacySubscription } from '../packages/mock-server/src/domain/subscriptions/legacy.ts';
import { type Tenant, tenants } from '../packages/mock-server/src/domain/tenants/tenant.ts';

/** A client of the provider, over HTTP; its waits move the clock of the world. */
export async function connect(on: Platform): Promise<PartnerCenter> {
  const { url } = await on.listen();
  return clientAt(url, on);
}

function clientAt(url: string, on: Platform): PartnerCenter {
  return new PartnerCenter({ ...on.credentials(url).partnerCenter, environment: on.environment });
}

// Strict: every answer is held against openapi/partner-center.yaml as every request is.
export const platform = createPlatform({ seed: 'demo-latam', strict: true, journalSize: 5_000 });
export const { url } = await platform.listen();
export const partnerCenter = clientAt(url, platform);

/** What Microsoft offers in its sandbox only is asked for there. */
export const sandboxPlatform = createPlatform({
  seed: 'empty',
  strict: true,
  settings: { profile: 'sandbox' },
});
export const sandbox = await connect(sandboxPlatform);

export const reseller = '6395965';

export const basic = ['CFQ7TTC0LH18', '0001'] as const;
export const standard = ['CFQ7TTC0LDPB', '0001'] as const;
export const azurePlan = ['DZH318Z0BPS6', '0001'] as const;

/** A term of a year, paid by the month. */
export const yearly = { termDuration: 'P1Y', billingCycle: 'monthly' } as const;

type SkuName = readonly [productId: string, skuId: string];

/** A customer of the seed. */
export async function customerNamed(name: string): Promise<string> {
  const [found] = await partnerCenter.customers.search('CompanyName', name).toArray({ limit: 1 });
  if (found === undefined) throw new Error(`The seed has no customer ${name}.`);
  return found.id;
}

export function tenantOf(customerId: string): Tenant {
  const tenant = platform.world.store.of(tenants).get(customerId);
  if (tenant === undefined) throw new Error(`There is no tenant ${customerId}.`);
  return tenant;
}

/** Gives a customer what it can no longer buy, since some months. */
export function addLegacy(
  customerId: string,
  offerId: string,
  more: { quantity?: number; parentReferenceId?: string } = {},
) {
  const added = addLegacySubscription(platform.world, {
    tenant: tenantOf(customerId),
    offerId,
    quantity: 10,
    startedAt: Date.parse('2026-06-10T00:00:00Z'),
    ...more,
  });
  return added.vendorReferenceId ?? '';
}

/** A customer that has nothing yet, and may not buy before it accepts the agreement. */
export async function newCustomer(prefix: string, by: PartnerCenter = partnerCenter): Promise<string> {
  const { id } = await by.customers.create({
    companyProfile: { domain: `${prefix}.onmicrosoft.com` },
    billingProfile: {
      email: `ana@${prefix}.example`,
      culture: 'es-PE',
      language: 'es',
      companyName: `Cliente ${prefix}`,
      defaultAddress: { country: 'PE', city: 'Puno', state: 'Puno', addressLine1: 'Jr. Lima 1' },
    },
  });
  return id;
}

/** Confirms that a customer accepted the Microsoft Customer Agreement. */
export async function confirmAgreement(customerId: string, by: PartnerCenter = partnerCenter) {
  const type = 'MicrosoftCustomerAgreement';
  const [template] = await by.agreements.listMetadata({ agreementType: type });
  const primaryContact = {
    firstName: 'Ana',
    lastName: 'Ruiz',
    email: 'ana@quinuareal.example',
    phoneNumber: '5115550100',
  };
  return by.agreements.create(customerId, {
    type,
    templateId: template?.templateId ?? '',
    dateAgreed: '2026-11-19T00:00:00Z',
    primaryContact,
  });
}

export async function newBuyer(prefix: string, by: PartnerCenter = partnerCenter): Promise<string> {
  const id = await newCustomer(prefix, by);
  await confirmAgreement(id, by);
  return id;
}

/** What carts and orders take for a SKU today. */
export async function itemOf(
  customerId: string,
  [productId, skuId]: SkuName,
  by: PartnerCenter = partnerCenter,
): Promise<string> {
  const scope = { reservationScope: 'AzurePlan' };
  const [found] = await by.products.listAvailabilitiesForCustomer(customerId, productId, skuId, scope);
  if (found === undefined) throw new Error(`${productId}:${skuId} is not sold to the customer.`);
  return found.catalogItemId;
}

type NewCartLine = PartnerCenterTypes.NewCartLineItem;

/** Buys a SKU with a cart, and answers the order. */
export async function buy(
  customerId: string,
  sku: SkuName,
  line: Partial<NewCartLine> = {},
  by: PartnerCenter = partnerCenter,
) {
  const catalogItemId = await itemOf(customerId, sku, by);
  const cart = await by.carts.create(customerId, {
    lineItems: [{ id: 0, quantity: 1, catalogItemId, ...line }],
  });
  const { orders: [order] = [] } = await by.carts.checkout(customerId, cart.id);
  if (order === undefined) throw new Error(`${sku.join(':')} was not bought.`);
  return order;
}

/** Buys a SKU, and answers the id of its subscription. */
export async function subscribe(...purchase: Parameters<typeof buy>): Promise<string> {
  const { lineItems } = await buy(...purchase);
  return lineItems[0]?.subscriptionId ?? '';
}

/** What a call is refused with. */
export async function refusal(call: PromiseLike<unknown>): Promise<Pick<ApiError, 'status' | 'code'>> {
  try {
    await call;
  } catch (error) {
    const { status, code } = error as ApiError;
    return { status, code };
  }
  throw new Error('The call should have been refused.');
}
