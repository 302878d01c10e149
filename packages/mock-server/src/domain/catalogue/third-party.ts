import { choices, field, product } from './build.ts';
import type { Product } from './product.ts';

/** The platforms sell other vendors too; their fields and prices are modelled. */
export const thirdPartyProducts: readonly Product[] = [
  product({
    name: '1500010_AcronisCyberProtect_20001',
    displayName: 'Acronis Cyber Protect Cloud',
    vendor: 'Acronis',
    description: 'Backup and protection, charged by workload.',
    kind: 'backup',
    categories: ['Acronis', 'Backup'],
    seats: { minimum: 1, maximum: 5_000 },
    firstItemId: 7000,
    unitField: 'Quantity',
    offers: [{ billingType: 'Monthly', term: 'P1M', cycle: 'monthly', dollars: '4.50', type: 'Monthly' }],
    fields: [
      field('Quantity', 'Workloads', {
        type: 'int32',
        display: 'Mandatory',
        minimum: 1,
        maximum: 5_000,
        editable: true,
      }),
      field('BillingType', 'Billing Type', {
        options: choices({ Monthly: 'Monthly' }) ?? [],
        defaultValue: 'Monthly',
      }),
      field('AdministratorEmail', 'Administrator e-mail', {
        display: 'Mandatory',
        validator: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+',
      }),
      field('DataCentre', 'Data centre', {
        display: 'Mandatory',
        options: choices({ 'us-east': 'United States', 'br-south': 'Brazil', 'eu-west': 'Europe' }) ?? [],
      }),
    ],
  }),
  product({
    name: '1500020_AWSAccount_20002',
    displayName: 'AWS account',
    vendor: 'AWS',
    description: 'An Amazon Web Services account, charged by use.',
    kind: 'cloud-account',
    categories: ['AWS', 'Infrastructure'],
    firstItemId: 7010,
    usage: true,
    offers: [{ billingType: 'Usage', term: undefined, cycle: 'usage', dollars: '1', type: 'Monthly' }],
    fields: [
      field('AccountName', 'Account name', { display: 'Mandatory' }),
      field('RootEmail', 'Root e-mail', {
        display: 'Mandatory',
        unique: true,
        validator: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+',
      }),
      field('SupportPlan', 'Support plan', {
        options: choices({ Basic: 'Basic', Business: 'Business' }) ?? [],
        defaultValue: 'Basic',
      }),
    ],
  }),
];
