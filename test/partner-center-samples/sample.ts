import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One example of Partner Center's documentation, or what was distilled from it. */
export interface Sample {
  /** The page it is on, and its number there. */
  readonly name: string;
  readonly kind: 'req' | 'res' | 'snip';
  readonly method: string;
  /** With the version and the query: what the sample itself has for ids, or a path of our document. */
  readonly path: string;
  /** Of a response that says which. */
  readonly status?: number;
  /** Absent without one; `invalid` where it is not JSON. */
  readonly body?: unknown;
  readonly invalid?: true;
}

/** What samples that show a body alone belong to, by their page and number. */
const addresses: Readonly<Record<string, string>> = {
  'azure-purchase-savings-plan.01': 'GET /products/{productId}',
  'azure-purchase-savings-plan.02': 'GET /products/{productId}/skus/{skuId}',
  'azure-purchase-savings-plan.03': 'GET /products/{productId}/skus/{skuId}/availabilities/{availabilityId}',
  'azure-purchase-savings-plan.04': 'GET /customers/{customerId}/products/{productId}/skus',
  'azure-purchase-savings-plan.05': 'GET /products/{productId}/skus',
  'azure-purchase-savings-plan.06':
    'GET /customers/{customerId}/products/{productId}/skus/{skuId}/availabilities',
  'azure-purchase-savings-plan.07': 'GET /products/{productId}/skus/{skuId}/availabilities',
  'azure-purchase-savings-plan.08': 'POST /customers/{customerId}/carts',
  'azure-purchase-savings-plan.09': 'POST /customers/{customerId}/carts',
  'azure-purchase-savings-plan.10': 'GET /customers/{customerId}/carts/{cartId}',
  'azure-purchase-savings-plan.11': 'PUT /customers/{customerId}/carts/{cartId}',
  'azure-purchase-savings-plan.12': 'PUT /customers/{customerId}/carts/{cartId}',
  'azure-purchase-savings-plan.13': 'POST /customers/{customerId}/carts/{cartId}/checkout',
  'azure-purchase-savings-plan.14': 'POST /customers/{customerId}/orders',
  'azure-purchase-savings-plan.15': 'POST /customers/{customerId}/orders',
  'azure-purchase-savings-plan.16': 'GET /customers/{customerId}/orders/{orderId}',
  'azure-purchase-savings-plan.17': 'GET /customers/{customerId}/orders',
  'azure-purchase-savings-plan.18': 'GET /customers/{customerId}/subscriptions/{subscriptionId}',
  'azure-purchase-savings-plan.19': 'GET /customers/{customerId}/subscriptions',
  'cancel-an-azure-subscription.01':
    'POST /customers/{customerId}/subscriptions/{subscriptionId}/azureEntitlements/{entitlementId}/cancel',
  'cancel-an-azure-subscription.02':
    'POST /customers/{customerId}/subscriptions/{subscriptionId}/azureEntitlements/{entitlementId}/cancel',
  'cancel-an-order-from-the-integration-sandbox.01': 'PATCH /customers/{customerId}/orders/{orderId}',
  'confirm-customer-consent-customer-agreement.01': 'POST /customers/{customerId}/agreements',
  'create-a-cart-with-add-ons.02': 'POST /customers/{customerId}/carts',
  'create-migration.01': 'POST /customers/{customerId}/migrations/newcommerce',
  'create-migration.02': 'POST /customers/{customerId}/migrations/newcommerce',
  'create-migration.03': 'POST /customers/{customerId}/migrations/newcommerce',
  'create-migration.04': 'POST /customers/{customerId}/migrations/newcommerce',
  'custom-term-end-dates.01': 'GET /customers/{customerId}/subscriptions/customTermEndDates',
  'delete-indirect-reseller-in-sandbox.01': 'DELETE /sandboxIndirectReseller/{resellerId}',
  'gdap-and-secure-application-model.01': 'POST /customers/{customerId}/applicationconsents',
  'get-migration-events.01': 'GET /customers/{customerId}/migrations/newcommerce/events',
  'manage-billing-frequency-software-subs.01': 'PATCH /customers/{customerId}/subscriptions/{subscriptionId}',
  'pending-po-upload.01': 'GET /customers/{customerId}/orders/{orderId}',
  'po-upload-complete-status.01': 'GET /customers/{customerId}/orders/{orderId}',
  'query-migrated-subscriptions.01': 'GET /migrations/newcommerce',
  'query-migrated-subscriptions.02': 'GET /migrations/newcommerce',
  'schedule-a-new-commerce-migration.01': 'POST /customers/{customerId}/migrations/newcommerce/schedules',
  'update-a-new-commerce-migration-schedule.01':
    'PUT /customers/{customerId}/migrations/newcommerce/schedules/{scheduleId}',
  'validate-an-address.01': 'POST /validations/address',
};

/** Snippets that are sent; the others are answers. */
const sent: ReadonlySet<string> = new Set([
  'azure-purchase-savings-plan.08',
  'azure-purchase-savings-plan.11',
  'azure-purchase-savings-plan.14',
  'gdap-and-secure-application-model.01',
]);
const statuses: Readonly<Record<string, number>> = {
  'change-the-quantity-of-a-subscription.05': 400,
  'confirm-customer-consent-customer-agreement.01': 409,
};

/** Answers that are shown at another operation than the one they are of. */
export const misplaced: Readonly<Record<string, { readonly address: string; readonly why: string }>> = {
  'get-a-list-of-availabilities-for-a-sku-by-customer.02': {
    address: 'GET /customers/{customerId}/products/{productId}/skus/{skuId}',
    why: 'a SKU, shown where availabilities are asked for',
  },
  'get-a-list-of-products-by-customer.03': {
    address: 'GET /customers/{customerId}/products/{productId}/skus',
    why: 'SKUs, shown where products are asked for',
  },
};

/** Samples that are about no operation of Partner Center's commerce, and why. */
export const aside: Readonly<Record<string, string>> = {
  'error-codes.01': 'the shape of errors in general, with words in the place of values',
  'get-a-customer-by-name.01': 'a filter before its encoding',
  'partner-center-authentication.01': 'the sign-in of Microsoft Entra, which is another API',
  'partner-center-authentication.02': 'the sign-in of Microsoft Entra, which is another API',
};

export function isSent({ kind, name }: Pick<Sample, 'kind' | 'name'>): boolean {
  return kind === 'req' || (kind === 'snip' && sent.has(name));
}

/** The folder of the originals on this machine: `TENANTRY_SAMPLES`, or beside the repository. */
export function folderOfSamples(): string | undefined {
  const beside = new URL('../../../shared/reference/partner-center/samples/', import.meta.url);
  const folder = process.env.TENANTRY_SAMPLES ?? beside.pathname;
  return existsSync(join(folder, 'index.tsv')) ? folder : undefined;
}

export function readOriginals(folder: string): Sample[] {
  const [, ...rows] = readFileSync(join(folder, 'index.tsv'), 'utf8').trimEnd().split('\n');
  return rows.map((row) => {
    const [method = '', path = '', status = '', , file = '', kind = '', json = ''] = row.split('\t');
    const name = file.replace(/\.(?:req|res|snip)\.\w+$/, '');
    const own = misplaced[name]?.address ?? addresses[name];
    const [ownMethod = method, ownPath] = own?.split(' ') ?? [];
    const text = readFileSync(join(folder, file), 'utf8');
    const written = /^baseurl(\S+)/m.exec(text)?.[1];
    const number = status === '' ? statuses[name] : Number(status);
    return {
      name,
      kind: kind as Sample['kind'],
      method: ownMethod,
      path: written ?? (ownPath === undefined ? path : `/v1${ownPath}`),
      ...(number !== undefined && { status: number }),
      ...(json === 'ok' && { body: bodyOf(text) }),
      ...(json === 'invalid' && { invalid: true as const }),
    };
  });
}

export function readShapes(): Sample[] {
  const file = new URL('../fixtures/partner-center-shapes.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Sample[];
}

/** The JSON of a sample: from the first line that begins with a bracket. */
function bodyOf(text: string): unknown {
  return JSON.parse(text.slice(text.search(/^[ \t]*[{[]/m)));
}
