import { field, microsoftDetails, type Offer, product } from './build.ts';
import { tenantServiceName } from './microsoft-tenant.ts';
import type { Product, ProductKind } from './product.ts';

function software(
  name: string,
  displayName: string,
  kind: ProductKind,
  offerId: string,
  firstItemId: number,
  offers: readonly Offer[],
): Product {
  return product({
    name,
    displayName,
    vendor: 'Microsoft',
    description: `${displayName}, with keys.`,
    kind,
    categories: ['Microsoft', 'Software'],
    offerId,
    microsoft: microsoftDetails(
      offerId,
      displayName,
      kind === 'perpetual-software' ? 'perpetual-software' : 'software-subscription',
    ),
    dependsOn: tenantServiceName,
    seats: { minimum: 1, maximum: 500 },
    firstItemId,
    unitField: 'Quantity',
    offers,
    fields: [
      field('Quantity', 'Quantity', { type: 'int32', display: 'Mandatory', minimum: 1, maximum: 500 }),
      field('BillingType', 'Billing Type', {
        display: 'Mandatory',
        options: offers.map(({ billingType }) => ({ value: billingType, displayName: billingType })),
      }),
      field('MicrosoftTenantId', 'Microsoft tenant ID', { display: 'Readonly' }),
    ],
  });
}

/** Names, ids and prices are modelled. */
export const softwareProducts: readonly Product[] = [
  software(
    '1429494_WindowsServerSubscription_13101',
    'Windows Server Standard subscription, 8 cores',
    'software-subscription',
    'DG7GMGF0D5RK:0004',
    6000,
    [
      {
        billingType: 'Prepaid (with 1-year commitment) - P1Y',
        term: 'P1Y',
        cycle: 'annual',
        dollars: '336.00',
        type: 'Yearly',
      },
      {
        billingType: 'Prepaid (with 3-year commitment) - P3Y',
        term: 'P3Y',
        cycle: 'triennial',
        dollars: '907.00',
        type: 'Triennial',
      },
    ],
  ),
  software(
    '1429494_WindowsServer2025Perpetual_13102',
    'Windows Server 2025 Standard, 16 cores',
    'perpetual-software',
    'DG7GMGF0PWHC:0002',
    6010,
    [{ billingType: 'One time', term: undefined, cycle: 'once', dollars: '1176.00', type: 'Setup' }],
  ),
  software(
    '1429494_SQLServer2025Perpetual_13103',
    'SQL Server 2025 Standard, server licence',
    'perpetual-software',
    'DG7GMGF0M80J:0002',
    6020,
    [{ billingType: 'One time', term: undefined, cycle: 'once', dollars: '989.00', type: 'Setup' }],
  ),
];
