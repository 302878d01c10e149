import { choices, field, type Offer, product } from './build.ts';
import type { FieldDefinition, Product } from './product.ts';

const monthly = (dollars: string): Offer => ({
  billingType: 'Monthly',
  term: 'P1M',
  cycle: 'monthly',
  dollars,
  type: 'Monthly',
});

const yearly = (dollars: string): Offer => ({
  billingType: 'Yearly',
  term: 'P1Y',
  cycle: 'annual',
  dollars,
  type: 'Yearly',
});

function quantity(displayName: string, maximum: number): FieldDefinition {
  return field('Quantity', displayName, {
    type: 'int32',
    display: 'Mandatory',
    minimum: 1,
    maximum,
    editable: true,
  });
}

function billingType(...values: readonly string[]): FieldDefinition {
  const options = choices(Object.fromEntries(values.map((value) => [value, value]))) ?? [];
  const [first] = values;
  return field('BillingType', 'Billing Type', {
    options,
    ...(values.length === 1 && first !== undefined && { defaultValue: first }),
  });
}

export const backupSetupName = '1500030_AndesBackupSetup_20003';
export const backupName = '1500030_AndesBackup_20004';
export const backupStorageName = '1500030_AndesBackupStorage_20005';
export const datedBackupName = '1500040_CumbreBackup_20006';
export const signaturesName = '1500050_CumbreSignatures_20007';

/** Products of vendors that do not exist, for ways of pricing that Microsoft's have not; two of them share a part number. Everything is modelled. */
export const marketplaceProducts: readonly Product[] = [
  product({
    name: backupSetupName,
    displayName: 'Andes Backup onboarding',
    vendor: 'Andes Software',
    description: 'Setting up Andes Backup, paid once.',
    kind: 'backup',
    categories: ['Andes Software', 'Backup'],
    offerId: 'BKP-SETUP',
    seats: { minimum: 1, maximum: 1 },
    firstItemId: 8_000,
    offers: [{ billingType: 'Once', term: undefined, cycle: 'once', dollars: '40.00', type: 'Setup' }],
    fields: [billingType('Once')],
  }),
  product({
    name: backupName,
    displayName: 'Andes Backup workload',
    vendor: 'Andes Software',
    description: 'Backup of a workload; the more there are, the less each costs.',
    kind: 'backup',
    categories: ['Andes Software', 'Backup'],
    offerId: 'BKP-STD',
    dependsOn: backupSetupName,
    seats: { minimum: 1, maximum: 2_000 },
    firstItemId: 8_010,
    unitField: 'Quantity',
    offers: [monthly('6.00'), yearly('60.00')],
    fields: [
      quantity('Workloads', 2_000),
      billingType('Monthly', 'Yearly'),
      field('AdministratorEmail', 'Administrator e-mail', {
        display: 'Mandatory',
        validator: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+',
      }),
      field('DataCentre', 'Data centre', {
        display: 'Mandatory',
        options: choices({ 'us-east': 'United States', 'mx-central': 'Mexico', 'eu-west': 'Europe' }) ?? [],
      }),
    ],
  }),
  product({
    name: backupStorageName,
    displayName: 'Andes Backup storage, 100 GB',
    vendor: 'Andes Software',
    description: 'Storage for Andes Backup, in parts of 100 GB.',
    kind: 'backup',
    categories: ['Andes Software', 'Backup'],
    offerId: 'BKP-100GB',
    dependsOn: backupName,
    seats: { minimum: 1, maximum: 500 },
    firstItemId: 8_020,
    unitField: 'Quantity',
    offers: [monthly('3.00')],
    fields: [quantity('Parts of 100 GB', 500), billingType('Monthly')],
  }),
  product({
    name: datedBackupName,
    displayName: 'Cumbre Backup',
    vendor: 'Cumbre Data',
    description: 'Backup of servers; its year ends with a calendar month.',
    kind: 'backup',
    categories: ['Cumbre Data', 'Backup'],
    offerId: 'BKP-STD',
    seats: { minimum: 1, maximum: 200 },
    firstItemId: 8_030,
    unitField: 'Quantity',
    offers: [yearly('90.00')],
    fields: [quantity('Servers', 200), billingType('Yearly')],
  }),
  product({
    name: signaturesName,
    displayName: 'Cumbre Signatures',
    vendor: 'Cumbre Data',
    description: 'Electronic signatures, charged by use.',
    kind: 'cloud-account',
    categories: ['Cumbre Data', 'Signatures'],
    offerId: 'SIG-USE',
    firstItemId: 8_040,
    usage: true,
    offers: [{ billingType: 'Usage', term: undefined, cycle: 'usage', dollars: '0.30', type: 'Monthly' }],
    fields: [field('SenderName', 'Name of the sender', { display: 'Mandatory' }), billingType('Usage')],
  }),
];
