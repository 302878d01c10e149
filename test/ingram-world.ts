import { createPlatform, type Platform } from '@tenantry/mock-server';
import { type ApiError, Ingram, type IngramOptions, type IngramTypes } from '@tenantry/sdk/ingram';

export const origin = 'https://tenantry.test';
export type Marketplace = 'ingram' | 'ingramMx' | 'ingramEu';

/** Marketplaces without customers; every answer is held against openapi/ingram.yaml. */
export function marketplaces(options: Parameters<typeof createPlatform>[0] = {}): Platform {
  return createPlatform({ seed: 'empty', strict: true, ...options });
}

/** A reseller's client, in process; its waits move the clock of the world. */
export function clientOf(
  platform: Platform,
  marketplace: Marketplace = 'ingram',
  options: Partial<IngramOptions> = {},
): Ingram {
  const { marketplace: code, ...credentials } = platform.credentials(origin)[marketplace];
  return new Ingram({
    ...credentials,
    ...(options.realm === undefined && { marketplace: code }),
    fetch: platform.fetch,
    environment: platform.environment,
    ...options,
  });
}

export const month = { type: 'month', duration: 1 } as const;
export const year = { type: 'year', duration: 1 } as const;
export const basicMpn = 'CFQ7TTC0LH18:0001';
/** A year, paid by the month. */
export const basic = { mpn: basicMpn, subscriptionPeriod: year, billingPeriod: month };
export const premium = { mpn: 'CFQ7TTC0LCHC:0002', subscriptionPeriod: year, billingPeriod: month };
export const backup = {
  mpn: 'BKP-STD',
  vendor: 'Andes Software',
  subscriptionPeriod: month,
  parameters: [
    { name: 'AdministratorEmail', value: 'it@client.example' },
    { name: 'DataCentre', value: 'us-east' },
  ],
};

export const contact = {
  type: 'admin',
  firstName: 'John',
  lastName: 'Smith',
  email: 'js@example.test',
  phoneNumber: '1##8881234567#',
} as const;

export const account = {
  name: 'Client One',
  address: {
    streetAddress: '101, Any Street',
    postalCode: '20170',
    city: 'Herndon',
    state: 'VA',
    countryCode: 'US',
  },
  contactPersons: [contact],
  language: 'en',
} satisfies IngramTypes.NewCustomer;

export async function newCustomer(ingram: Ingram, more: Partial<IngramTypes.NewCustomer> = {}) {
  const { id } = await ingram.customers.create({ ...account, ...more });
  return id;
}

/** Orders and waits until it is through. */
export async function bought(
  ingram: Ingram,
  customerId: string,
  products: IngramTypes.NewOrder['products'],
  more: Partial<IngramTypes.NewOrder> = {},
) {
  const { id } = await ingram.orders.create({
    type: 'sales',
    customerId,
    ...(products && { products }),
    ...more,
  });
  return ingram.orders.wait(id);
}

/** A customer with a tenant and so many seats of a licence. */
export async function licensed(ingram: Ingram, domain: string, quantity = 10) {
  const customerId = await newCustomer(ingram);
  const order = await bought(ingram, customerId, [
    { ...basic, quantity, parameters: [{ name: 'domain', value: domain }] },
  ]);
  return { customerId, subscriptionId: order.subscriptionId ?? '' };
}

/** What a call is refused with. */
export async function refusal(
  call: PromiseLike<unknown>,
): Promise<Pick<ApiError, 'status' | 'code' | 'message'>> {
  try {
    await call;
  } catch (error) {
    const { status, code, message } = error as ApiError;
    return { status, code, message };
  }
  throw new Error('It was not refused.');
}
