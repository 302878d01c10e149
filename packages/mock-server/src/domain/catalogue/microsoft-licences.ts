import { Decimal } from 'decimal.js';
import { choices, field, microsoftDetails, type Offer, product } from './build.ts';
import { tenantServiceName } from './microsoft-tenant.ts';
import type { Product } from './product.ts';

/** ICP's names for term and billing of NCE licences. evidence: client for the yearly prepaid one, the others modelled after it */
export const billingTypes = {
  monthly: 'Monthly (no commitment) - P1M',
  yearlyByMonth: 'Monthly (with 1-year commitment) - P1Y',
  yearlyPrepaid: 'Prepaid (with 1-year commitment) - P1Y',
  triennialByMonth: 'Monthly (with 3-year commitment) - P3Y',
  triennialPrepaid: 'Prepaid (with 3-year commitment) - P3Y',
} as const;

/** Names that ICP gives fields of its Microsoft subscriptions. evidence: client */
export const licenceFields = {
  quantity: 'Quantity',
  billingType: 'BillingType',
  segment: 'Segment',
  subscriptionName: 'SubscriptionName',
  endDateAlignment: 'Subscriptionenddatealignment',
  tenantId: 'MicrosoftTenantId',
  offerId: 'OfferId',
} as const;

/** Monthly terms cost a fifth more than yearly ones; three years cost the same a month. evidence: docs for the first, modelled for the second */
function offers(dollarsAMonth: string, triennial: boolean): Offer[] {
  const times = (factor: string) => new Decimal(dollarsAMonth).times(factor).toFixed(2);
  const yearly: Offer[] = [
    {
      billingType: billingTypes.monthly,
      term: 'P1M',
      cycle: 'monthly',
      dollars: times('1.2'),
      type: 'Monthly',
    },
    {
      billingType: billingTypes.yearlyByMonth,
      term: 'P1Y',
      cycle: 'monthly',
      dollars: times('1'),
      type: 'Monthly',
    },
    {
      billingType: billingTypes.yearlyPrepaid,
      term: 'P1Y',
      cycle: 'annual',
      dollars: times('12'),
      type: 'Yearly',
    },
  ];
  if (!triennial) return yearly;
  return [
    ...yearly,
    {
      billingType: billingTypes.triennialByMonth,
      term: 'P3Y',
      cycle: 'monthly',
      dollars: times('1'),
      type: 'Monthly',
    },
    {
      billingType: billingTypes.triennialPrepaid,
      term: 'P3Y',
      cycle: 'triennial',
      dollars: times('36'),
      type: 'Triennial',
    },
  ];
}

interface Licence {
  readonly name: string;
  readonly displayName: string;
  readonly offerId: string;
  readonly dollars: string;
  readonly triennial?: boolean;
  readonly upgradesTo?: readonly string[];
  readonly maximum?: number;
  /** Offers, one of which the tenant must hold. */
  readonly prerequisites?: readonly string[];
  readonly availabilityId?: string;
}

/** Offer ids other than those of Business Basic are modelled in the vendor's style; prices are modelled. */
const licences: readonly Licence[] = [
  {
    name: '1429492_NCEMicros365BusinessBasic_12901',
    displayName: 'Microsoft 365 Business Basic',
    offerId: 'CFQ7TTC0LH18:0001',
    availabilityId: 'CFQ7TTC0K971',
    dollars: '6.00',
    maximum: 300,
    upgradesTo: [
      '1429492_NCEMicros365BusinessStandard_12902',
      '1429492_NCEMicros365BusinessPremium_12903',
      '1429492_NCEMicros365E3_12907',
    ],
  },
  {
    name: '1429492_NCEMicros365BusinessStandard_12902',
    displayName: 'Microsoft 365 Business Standard',
    offerId: 'CFQ7TTC0LDPB:0001',
    dollars: '12.50',
    maximum: 300,
    upgradesTo: ['1429492_NCEMicros365BusinessPremium_12903', '1429492_NCEMicros365E3_12907'],
  },
  {
    name: '1429492_NCEMicros365BusinessPremium_12903',
    displayName: 'Microsoft 365 Business Premium',
    offerId: 'CFQ7TTC0LCHC:0002',
    dollars: '22.00',
    maximum: 300,
    upgradesTo: ['1429492_NCEMicros365E3_12907', '1429492_NCEMicros365E5_12908'],
  },
  {
    name: '1429492_NCEMicros365AppsBusiness_12904',
    displayName: 'Microsoft 365 Apps for business',
    offerId: 'CFQ7TTC0LH1G:0001',
    dollars: '8.25',
    maximum: 300,
    upgradesTo: ['1429492_NCEMicros365BusinessStandard_12902'],
  },
  {
    name: '1429492_NCEOffice365E1_12905',
    displayName: 'Office 365 E1',
    offerId: 'CFQ7TTC0LF8Q:0001',
    dollars: '10.00',
    upgradesTo: ['1429492_NCEOffice365E3_12906', '1429492_NCEMicros365E3_12907'],
  },
  {
    name: '1429492_NCEOffice365E3_12906',
    displayName: 'Office 365 E3',
    offerId: 'CFQ7TTC0LF8R:0001',
    dollars: '23.00',
    triennial: true,
    upgradesTo: ['1429492_NCEMicros365E3_12907', '1429492_NCEMicros365E5_12908'],
  },
  {
    name: '1429492_NCEMicros365E3_12907',
    displayName: 'Microsoft 365 E3',
    offerId: 'CFQ7TTC0LFLX:0001',
    dollars: '36.00',
    triennial: true,
    upgradesTo: ['1429492_NCEMicros365E5_12908'],
  },
  {
    name: '1429492_NCEMicros365E5_12908',
    displayName: 'Microsoft 365 E5',
    offerId: 'CFQ7TTC0LFLZ:0002',
    dollars: '57.00',
    triennial: true,
  },
  {
    name: '1429492_NCEMicros365F3_12909',
    displayName: 'Microsoft 365 F3',
    offerId: 'CFQ7TTC0LH05:0001',
    dollars: '8.00',
    upgradesTo: ['1429492_NCEMicros365E3_12907'],
  },
  {
    name: '1429492_NCEExchangeOnline1_12910',
    displayName: 'Exchange Online (Plan 1)',
    offerId: 'CFQ7TTC0LH16:0001',
    dollars: '4.00',
    upgradesTo: ['1429492_NCEExchangeOnline2_12911', '1429492_NCEMicros365BusinessBasic_12901'],
  },
  {
    name: '1429492_NCEExchangeOnline2_12911',
    displayName: 'Exchange Online (Plan 2)',
    offerId: 'CFQ7TTC0LH1P:0001',
    dollars: '8.00',
    upgradesTo: ['1429492_NCEMicros365E3_12907'],
  },
  {
    name: '1429492_NCETeamsPhone_12912',
    displayName: 'Microsoft Teams Phone Standard',
    offerId: 'CFQ7TTC0LH0T:0001',
    dollars: '10.00',
  },
  {
    name: '1429492_NCEPowerBIPro_12913',
    displayName: 'Power BI Pro',
    offerId: 'CFQ7TTC0H9MP:0001',
    dollars: '14.00',
    triennial: true,
  },
  {
    name: '1429492_NCECopilot_12914',
    displayName: 'Microsoft 365 Copilot',
    offerId: 'CFQ7TTC0MM8R:0002',
    dollars: '30.00',
  },
  {
    name: '1429492_NCEVisioPlan2_12915',
    displayName: 'Visio Plan 2',
    offerId: 'CFQ7TTC0HD32:0002',
    dollars: '15.00',
  },
  {
    name: '1429492_NCEProjectPlan3_12916',
    displayName: 'Project Plan 3',
    offerId: 'CFQ7TTC0HDB0:0002',
    dollars: '30.00',
  },
  {
    name: '1429492_NCEEntraIDP1_12917',
    displayName: 'Microsoft Entra ID P1',
    offerId: 'CFQ7TTC0LFLS:0002',
    dollars: '6.00',
    triennial: true,
    upgradesTo: ['1429492_NCEEntraIDP2_12918'],
  },
  {
    name: '1429492_NCEEntraIDP2_12918',
    displayName: 'Microsoft Entra ID P2',
    offerId: 'CFQ7TTC0LFK5:0001',
    dollars: '9.00',
    triennial: true,
  },
  {
    name: '1429492_NCEDefenderBusiness_12919',
    displayName: 'Microsoft Defender for Business',
    offerId: 'CFQ7TTC0LDZX:0001',
    dollars: '3.00',
    maximum: 300,
  },
];

export const licenceProducts: readonly Product[] = licences.map((licence, index) => {
  const sold = offers(licence.dollars, licence.triennial ?? false);
  const maximum = licence.maximum ?? 10_000;
  return product({
    name: licence.name,
    displayName: licence.displayName,
    vendor: 'Microsoft',
    description: `${licence.displayName} in the New Commerce Experience.`,
    kind: 'licence',
    categories: ['Microsoft', 'Licences'],
    tags: ['NCE'],
    offerId: licence.offerId,
    microsoft: microsoftDetails(licence.offerId, licence.displayName, 'online-services', {
      ...(licence.prerequisites && { prerequisites: licence.prerequisites }),
      ...(licence.availabilityId !== undefined && { availabilityId: licence.availabilityId }),
    }),
    dependsOn: tenantServiceName,
    ...(licence.upgradesTo && { upgradesTo: licence.upgradesTo }),
    seats: { minimum: 1, maximum },
    firstItemId: 3000 + index * 10,
    unitField: licenceFields.quantity,
    offers: sold,
    fields: [
      field(licenceFields.quantity, 'Number of CSP licenses', {
        type: 'int32',
        display: 'Mandatory',
        minimum: 1,
        maximum,
        editable: true,
      }),
      field(licenceFields.billingType, 'Billing Type', {
        display: 'Mandatory',
        options: sold.map((offer) => ({ value: offer.billingType, displayName: offer.billingType })),
      }),
      field(licenceFields.segment, 'Segment', {
        options: choices({ Commercial: 'Commercial', Education: 'Education', Charity: 'Charity' }) ?? [],
        defaultValue: 'Commercial',
      }),
      field(licenceFields.subscriptionName, 'Subscription name', { editable: true }),
      field(licenceFields.endDateAlignment, 'Subscription end date alignment', {
        remote: true,
        hint: 'Ends on the same day as another subscription or a calendar month.',
      }),
      field(licenceFields.tenantId, 'Microsoft tenant ID', { display: 'Readonly' }),
      field(licenceFields.offerId, 'Offer ID', { display: 'Readonly', defaultValue: licence.offerId }),
    ],
  });
});
