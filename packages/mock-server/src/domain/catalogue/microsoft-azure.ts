import { choices, field, microsoftDetails, product } from './build.ts';
import { tenantServiceName } from './microsoft-tenant.ts';
import type { Product } from './product.ts';

export const azurePlanName = '1429493_AzurePlan_13001';
export const azureSubscriptionName = '1429493_AzureSubscription_13002';
export const reservationName = '1429493_AzureReservedInstance_13003';

const regions = choices({
  brazilsouth: 'Brazil South',
  chilecentral: 'Chile Central',
  eastus: 'East US',
  eastus2: 'East US 2',
  mexicocentral: 'Mexico Central',
  westeurope: 'West Europe',
});
const sizes = choices({
  Standard_B2ms: 'B2ms',
  Standard_D2s_v5: 'D2s v5',
  Standard_D4s_v5: 'D4s v5',
  Standard_E4s_v5: 'E4s v5',
});

/** Azure is charged by use: the price is a factor on what the meters say. evidence: docs for the structure, modelled names */
export const azureProducts: readonly Product[] = [
  product({
    name: azurePlanName,
    displayName: 'Azure Plan',
    vendor: 'Microsoft',
    description: 'The Azure plan of a tenant: one for each tenant, with Azure subscriptions below it.',
    kind: 'azure-plan',
    categories: ['Microsoft', 'Azure'],
    offerId: 'DZH318Z0BPS6:0001',
    microsoft: microsoftDetails('DZH318Z0BPS6:0001', 'Microsoft Azure plan', 'azure'),
    dependsOn: tenantServiceName,
    firstItemId: 5000,
    usage: true,
    offers: [{ billingType: 'Usage', term: undefined, cycle: 'usage', dollars: '1', type: 'Monthly' }],
    fields: [
      field('BillingType', 'Billing Type', {
        options: choices({ Usage: 'Usage' }) ?? [],
        defaultValue: 'Usage',
      }),
      field('SubscriptionName', 'Plan name', { editable: true }),
      field('MicrosoftTenantId', 'Microsoft tenant ID', { display: 'Readonly' }),
    ],
  }),
  product({
    name: azureSubscriptionName,
    displayName: 'Azure subscription',
    vendor: 'Microsoft',
    description: 'An Azure subscription below an Azure plan.',
    kind: 'azure-subscription',
    categories: ['Microsoft', 'Azure'],
    dependsOn: azurePlanName,
    firstItemId: 5010,
    usage: true,
    offers: [{ billingType: 'Usage', term: undefined, cycle: 'usage', dollars: '1', type: 'Monthly' }],
    fields: [
      field('SubscriptionName', 'Subscription name', { display: 'Mandatory', editable: true }),
      field('Subscriptionstatus', 'Subscription status', { display: 'Readonly' }),
      field('MicrosoftTenantId', 'Microsoft tenant ID', { display: 'Readonly' }),
    ],
  }),
  product({
    name: reservationName,
    displayName: 'Azure Reserved Instance',
    vendor: 'Microsoft',
    description: 'Azure capacity reserved for a year or three.',
    kind: 'reservation',
    categories: ['Microsoft', 'Azure'],
    dependsOn: azurePlanName,
    seats: { minimum: 1, maximum: 100 },
    firstItemId: 5020,
    unitField: 'Quantity',
    offers: [
      { billingType: 'Upfront - P1Y', term: 'P1Y', cycle: 'annual', dollars: '520.00', type: 'Yearly' },
      { billingType: 'Monthly - P1Y', term: 'P1Y', cycle: 'monthly', dollars: '43.40', type: 'Monthly' },
      {
        billingType: 'Upfront - P3Y',
        term: 'P3Y',
        cycle: 'triennial',
        dollars: '1020.00',
        type: 'Triennial',
      },
      { billingType: 'Monthly - P3Y', term: 'P3Y', cycle: 'monthly', dollars: '28.40', type: 'Monthly' },
    ],
    fields: [
      field('BillingType', 'Billing plan', {
        display: 'Mandatory',
        options: ['Upfront - P1Y', 'Monthly - P1Y', 'Upfront - P3Y', 'Monthly - P3Y'].map((value) => ({
          value,
          displayName: value,
        })),
      }),
      field('Quantity', 'Quantity', { type: 'int32', display: 'Mandatory', minimum: 1, maximum: 100 }),
      field('ReservedSku', 'Instance size', { display: 'Mandatory', options: sizes ?? [] }),
      field('Region', 'Region', { display: 'Mandatory', options: regions ?? [] }),
      field('Scope', 'Scope', {
        options: choices({ Shared: 'Shared', Single: 'Single subscription' }) ?? [],
        defaultValue: 'Shared',
      }),
      field('MicrosoftTenantId', 'Microsoft tenant ID', { display: 'Readonly' }),
    ],
  }),
];
