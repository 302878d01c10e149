import { ValidationError } from '../../http/errors/validation-error.ts';
import type { PagePromise } from '../../http/paging.ts';
import { decimalText } from '../../operations/azure-plans/azure-cost.ts';
import { instantOf, isoOf } from '../../operations/calendar.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type {
  ReportColumn,
  ReportColumnType,
  ReportEntry,
  ReportParameter,
  ReportValue,
} from '../../operations/reports/report-definition.ts';
import type { PartnerCenter } from './client.ts';
import type { AnalyticsQuery } from './resources/analytics.ts';

interface View {
  readonly title: string;
  readonly columns: Readonly<Partial<Record<ReportColumnType, string>>>;
  /** What groups have beside the fields that they are of. */
  readonly measures: Readonly<Partial<Record<ReportColumnType, string>>>;
  readonly read: (
    from: PartnerCenter,
    query: AnalyticsQuery,
    options: OperationOptions,
  ) => PagePromise<object>;
}

const licences = 'serviceCode serviceName channel customerTenantId customerName productId productName';

/** Source: Partner Center developer documentation: partner analytics. */
const views: Readonly<Record<string, View>> = {
  'analytics.azureUsage': {
    title: 'Use of Azure by day',
    columns: {
      text: 'customerTenantId customerName subscriptionId subscriptionName resourceLocation meterCategory meterSubcategory meterUnit reservationOrderId reservationId consumptionMeterId serviceType',
      instant: 'usageDate',
      decimal: 'quantity',
    },
    measures: { decimal: 'quantity' },
    read: ({ analytics }, query, options) => analytics.listAzureUsage(query, options),
  },
  'analytics.subscriptions': {
    title: 'Subscriptions',
    columns: {
      text: 'customerTenantId customerName customerMarket id status productName subscriptionType partnerId friendlyName partnerName providerName churnRisk billingCycleName',
      boolean: 'autoRenewEnabled',
      instant:
        'creationDate effectiveStartDate commitmentEndDate currentStateEndDate trialToPaidConversionDate trialStartDate trialEndDate lastUsageDate deprovisionedDate lastRenewalDate',
      integer: 'licenseCount',
    },
    measures: { integer: 'subscriptionCount licenseCount' },
    read: ({ analytics }, query, options) => analytics.listSubscriptions(query, options),
  },
  'analytics.indirectResellers': {
    title: 'Indirect resellers',
    columns: {
      text: 'partnerTenantId id name market',
      instant:
        'firstSubscriptionCreationDate latestSubscriptionCreationDate firstSubscriptionEndDate latestSubscriptionEndDate firstSubscriptionSuspendedDate latestSubscriptionSuspendedDate firstSubscriptionDeprovisionedDate latestSubscriptionDeprovisionedDate',
      integer: 'subscriptionCount licenseCount',
    },
    measures: { integer: 'indirectResellerCount licenseCount subscriptionCount' },
    read: ({ analytics }, query, options) => analytics.listIndirectResellers(query, options),
  },
  'analytics.licenseDeployment': {
    title: 'Licences sold and deployed',
    columns: { text: licences, instant: 'processedDateTime', integer: 'licensesDeployed licensesSold' },
    measures: { integer: 'licensesDeployed licensesSold' },
    read: ({ analytics }, query, options) => analytics.listLicenseDeployment(query, options),
  },
  'analytics.licenseUsage': {
    title: 'Licences in use, by workload',
    columns: {
      text: `workloadCode workloadName ${licences}`,
      instant: 'processedDateTime',
      integer: 'licensesActive licensesQualified',
    },
    measures: { integer: 'licensesActive licensesQualified' },
    read: ({ analytics }, query, options) => analytics.listLicenseUsage(query, options),
  },
  'analytics.referrals': {
    title: 'Referrals',
    columns: {
      text: 'id status customerMarket customerName customerOrgSize partnerMarket',
      instant:
        'acceptedDate acknowledgedDate archivedDate declinedDate expiredDate lostDate missedDate createdDate skippedDate wonDate',
    },
    measures: {},
    read: ({ analytics }, query, options) => analytics.listReferrals(query, options),
  },
  'analytics.searches': {
    title: 'Searches in the marketplace',
    columns: {
      text: 'companyName keywordCountry keywordIndustryFocus mpnId partnerMarket keywordProduct keywordSearchText',
      boolean: 'contactButtonClicked detailsViewed referralSubmitted',
      instant: 'searchDate',
    },
    measures: {},
    read: ({ analytics }, query, options) => analytics.listSearches(query, options),
  },
};

const parameters: readonly ReportParameter[] = [
  {
    name: 'filter',
    type: 'text',
    required: false,
    description: "field eq 'value', joined by and and or; dates also gt, lt, ge, le; contains(field,'x').",
  },
  { name: 'groupby', type: 'text', required: false, description: 'Fields, with commas between.' },
  {
    name: 'aggregationLevel',
    type: 'choice',
    required: false,
    choices: ['day', 'week', 'month'],
    description: 'With groupby of a date.',
  },
  { name: 'orderby', type: 'text', required: false, description: 'field desc,field.' },
];

function columnsOf(types: View['columns']): ReportColumn[] {
  return Object.entries(types).flatMap(([type, names]) =>
    names.split(' ').map((name) => ({ name, type: type as ReportColumnType })),
  );
}

export function viewEntries(): ReportEntry[] {
  return Object.entries(views).map(([id, { title, columns }]) => ({
    id,
    title,
    from: 'partner-center',
    parameters,
    columns: columnsOf(columns),
  }));
}

/** A view of Partner Center's analytics; grouped, it has the fields that it is grouped by, and sums. */
export function runView(
  partnerCenter: PartnerCenter,
  id: string,
  query: AnalyticsQuery,
  options: OperationOptions,
) {
  const { read, columns, measures } = views[id] as View;
  const all = columnsOf(columns);
  const grouped = query.groupby?.split(',').map((name) => named(all, name.trim()));
  const shown = grouped === undefined ? all : [...grouped, ...columnsOf(measures)];
  return { columns: shown, rows: rowsOf(read(partnerCenter, query, options), shown) };
}

function named(columns: readonly ReportColumn[], name: string): ReportColumn {
  const found = columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const message = `names "${name}", which is no column.`;
  const remedy = `Columns are ${columns.map((each) => each.name).join(', ')}.`;
  throw new ValidationError([{ code: 'report.groupby', path: ['groupby'], message, remedy }], {
    platform: 'partner-center',
  });
}

async function* rowsOf(
  list: AsyncIterable<object>,
  columns: readonly ReportColumn[],
): AsyncGenerator<Record<string, ReportValue>, void, undefined> {
  for await (const item of list) {
    const row = item as Readonly<Record<string, unknown>>;
    yield Object.fromEntries(columns.map(({ name, type }) => [name, typedValue(row[name], type)]));
  }
}

function typedValue(value: unknown, type: ReportColumnType): ReportValue {
  if (value === undefined || value === null || value === '') return null;
  if (type === 'integer') return Number(value);
  if (type === 'decimal') return decimalText(value as number | string);
  if (type === 'boolean') return value === true;
  const text = String(value);
  if (type === 'text') return text;
  const instant = instantOf(text);
  // The year 1 stands for no date.
  if (instant === undefined || text.startsWith('0001-')) return null;
  return isoOf(instant);
}
