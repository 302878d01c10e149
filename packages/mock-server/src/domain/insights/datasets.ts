import { commerceDatasets } from './commerce-datasets.ts';
import { type Dataset, type InsightsArea, words } from './dataset.ts';
import { usageDatasets } from './usage-datasets.ts';

/** What publishers of the marketplace are told; nobody in the world publishes. evidence: docs for the names, modelled that there is nothing */
function marketplace(name: string, columns: string): Dataset {
  return {
    name,
    area: 'cmp',
    columns: words(columns),
    metrics: {},
    dateRanges: ['LAST_MONTH', 'LAST_3_MONTHS', 'LAST_6_MONTHS', 'LIFETIME'],
    minimumRecurrenceInterval: 4,
    rows: () => [],
  };
}

const all: readonly Dataset[] = [
  ...commerceDatasets,
  ...usageDatasets,
  marketplace(
    'ISVCustomer',
    `MarketplaceSubscriptionId DateAcquired DateLost ProviderName ProviderEmail FirstName LastName Email
    CustomerCompanyName CustomerCity CustomerPostalCode CustomerCommunicationCulture CustomerCountryRegion
    AzureLicenseType PromotionalCustomers CustomerState CommerceRootCustomer CustomerId BillingAccountId ID`,
  ),
  marketplace(
    'ISVOrder',
    `MarketplaceSubscriptionId MonthStartDate OfferType AzureLicenseType MarketplaceLicenseType Sku CustomerCountry
    IsPreviewSKU OrderId OrderQuantity CloudInstanceName IsNewCustomer OrderStatus OrderCancelDate
    CustomerCompanyName CustomerName OrderPurchaseDate OfferName TrialEndDate CustomerId BillingAccountId`,
  ),
];

export function datasetsOf(area: InsightsArea): Dataset[] {
  return all.filter((each) => each.area === area);
}

export function datasetNamed(area: InsightsArea, name: string): Dataset | undefined {
  return datasetsOf(area).find((each) => each.name.toLowerCase() === name.toLowerCase());
}
