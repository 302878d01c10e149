import { Decimal } from 'decimal.js';
import { dateOf } from '../../kernel/calendar.ts';
import { usageOf } from '../azure/usage.ts';
import { companiesBelow, companyInScope } from '../companies/scope.ts';
import {
  type Cell,
  endOf,
  instant,
  ownedBy,
  type ReportDefinition,
  wholeNumber,
} from './report-definition.ts';

/** The use of Azure of a company and all below it, by day, resource and meter, at what its reseller pays. evidence: modelled */
export const azureUsage: ReportDefinition = {
  name: 'Azure Usage',
  parameters: [
    { name: 'targetCompany', type: 'Int32', mandatory: true },
    { name: 'startDate', type: 'DateTime', mandatory: true },
    { name: 'endDate', type: 'DateTime', mandatory: true },
  ],
  run(world, actor, parameters) {
    const company = companyInScope(world, actor, wholeNumber(parameters, 'targetCompany'), 'targetCompany');
    const time = { from: instant(parameters, 'startDate'), to: endOf(parameters, 'endDate') };
    const metered = [...companiesBelow(world, company.id)]
      .flatMap((each) => ownedBy(world, each))
      .filter((each) => each.kind === 'azure-subscription');
    return {
      columns: [
        { name: 'AccountId', type: 'Int32' },
        { name: 'PlanAccountId', type: 'Int32' },
        { name: 'CompanyAccountId', type: 'Int32' },
        { name: 'SubscriptionName', type: 'String' },
        { name: 'AzureSubscriptionId', type: 'String' },
        { name: 'Date', type: 'DateTime' },
        { name: 'ResourceName', type: 'String' },
        { name: 'ResourceGroup', type: 'String' },
        { name: 'ResourceType', type: 'String' },
        { name: 'Region', type: 'String' },
        { name: 'ResourceUri', type: 'String' },
        { name: 'Tags', type: 'String' },
        { name: 'MeterId', type: 'String' },
        { name: 'MeterName', type: 'String' },
        { name: 'MeterCategory', type: 'String' },
        { name: 'MeterSubcategory', type: 'String' },
        { name: 'Unit', type: 'String' },
        { name: 'Quantity', type: 'Decimal' },
        { name: 'Currency', type: 'String' },
        { name: 'Cost', type: 'Decimal' },
      ],
      rows: metered.flatMap((subscription) =>
        usageOf(world, subscription, time).map(({ day, resource, meter, thousandths, dollars }): Cell[] => [
          subscription.id,
          subscription.dependencyId ?? null,
          subscription.companyId,
          subscription.displayName,
          subscription.vendorReferenceId ?? '',
          dateOf(day),
          resource.name,
          resource.group,
          resource.type,
          resource.region,
          resource.uri,
          JSON.stringify(resource.tags),
          meter.id,
          meter.name,
          meter.category,
          meter.subcategory,
          meter.unit,
          thousandths / 1_000,
          subscription.currency,
          dollars.times(new Decimal(subscription.unitPurchase ?? 0)).toNumber(),
        ]),
      ),
    };
  },
};
