import { isoOf } from '../../kernel/calendar.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { auditEvents } from '../audit/audit-event.ts';
import { ledger } from '../billing/ledger-line.ts';
import type { Company } from '../companies/company.ts';
import { companiesBelow, companyInScope, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { azureUsage } from './azure-usage.ts';
import {
  type Cell,
  endOf,
  instant,
  ownedBy,
  type ReportDefinition,
  type ReportResult,
  visibleCompanies,
  wholeNumber,
} from './report-definition.ts';

export type { Cell, ReportDefinition, ReportResult };

const auditLog: ReportDefinition = {
  name: 'Audit Log Object Company', // evidence: client
  parameters: [
    { name: 'targetCompany', type: 'Int32', mandatory: true },
    { name: 'startDate', type: 'DateTime', mandatory: true },
    { name: 'endDate', type: 'DateTime', mandatory: false },
  ],
  run(world, actor, parameters) {
    const company = companyInScope(world, actor, wholeNumber(parameters, 'targetCompany'), 'targetCompany');
    const from = instant(parameters, 'startDate');
    const until = parameters.endDate === undefined ? Number.POSITIVE_INFINITY : endOf(parameters, 'endDate');
    const events = [...companiesBelow(world, company.id)]
      .flatMap((each) => world.store.of(auditEvents).find('company', each.id))
      .filter((event) => event.at >= from && event.at < until)
      .sort((left, right) => left.id - right.id);
    return {
      columns: [
        { name: 'Id', type: 'Int32' },
        { name: 'Date', type: 'DateTime' },
        { name: 'EventType', type: 'String' },
        { name: 'UserUsername', type: 'String' },
        { name: 'TargetAccountId', type: 'Int32' },
        { name: 'TargetAccountType', type: 'String' },
        { name: 'TargetDisplayName', type: 'String' },
        { name: 'Details', type: 'String' },
      ],
      rows: events.map((event) => [
        event.id,
        isoOf(event.at).slice(0, 19),
        event.eventType,
        event.username,
        event.targetId,
        event.targetType,
        event.targetName,
        event.details ?? '',
      ]),
    };
  },
};

const seatChanges: ReportDefinition = {
  name: 'MSCSPSeatChanges', // evidence: client for the name, EffectiveDate and Quantity
  parameters: [
    { name: 'startdate', type: 'DateTime', mandatory: true },
    { name: 'enddate', type: 'DateTime', mandatory: true },
  ],
  run(world, actor, parameters) {
    const from = instant(parameters, 'startdate');
    const until = endOf(parameters, 'enddate');
    const rows = visibleCompanies(world, actor).flatMap((company) =>
      ownedBy(world, company)
        .filter((subscription) => subscription.kind === 'licence')
        .flatMap((subscription) =>
          seatChangesOf(world, subscription)
            .filter(({ at }) => at >= from && at < until)
            .map(({ at, reason, quantity }): Cell[] => [
              subscription.id,
              company.id,
              company.name,
              subscription.displayName,
              isoOf(at).slice(0, 19),
              reason,
              quantity,
            ]),
        ),
    );
    return {
      columns: [
        { name: 'AccountId', type: 'Int32' },
        { name: 'CompanyAccountId', type: 'Int32' },
        { name: 'CompanyName', type: 'String' },
        { name: 'ServiceDisplayName', type: 'String' },
        { name: 'EffectiveDate', type: 'DateTime' },
        { name: 'ChangeType', type: 'String' },
        { name: 'Quantity', type: 'Int32' },
      ],
      rows: rows.sort((left, right) => String(left[4]).localeCompare(String(right[4]))),
    };
  },
};

const activeSeats: ReportDefinition = {
  name: 'Active Seats', // evidence: modelled
  parameters: [],
  run: (world, actor) => ({
    columns: [
      { name: 'CompanyAccountId', type: 'Int32' },
      { name: 'CompanyName', type: 'String' },
      { name: 'ServiceDisplayName', type: 'String' },
      { name: 'Subscriptions', type: 'Int32' },
      { name: 'Seats', type: 'Int32' },
    ],
    rows: visibleCompanies(world, actor).flatMap((company) => {
      const seats = new Map<string, { count: number; quantity: number }>();
      for (const subscription of ownedBy(world, company)) {
        if (subscription.kind !== 'licence' || subscription.state !== 'active') continue;
        const known = seats.get(subscription.productName) ?? { count: 0, quantity: 0 };
        seats.set(subscription.productName, {
          count: known.count + 1,
          quantity: known.quantity + subscription.quantity,
        });
      }
      return [...seats].map(([name, { count, quantity }]): Cell[] => [
        company.id,
        company.name,
        name,
        count,
        quantity,
      ]);
    }),
  }),
};

const renewalsDue: ReportDefinition = {
  name: 'Renewals', // evidence: modelled
  parameters: [
    { name: 'startDate', type: 'DateTime', mandatory: true },
    { name: 'endDate', type: 'DateTime', mandatory: true },
  ],
  run(world, actor, parameters) {
    const from = instant(parameters, 'startDate');
    const until = endOf(parameters, 'endDate');
    const due = visibleCompanies(world, actor)
      .flatMap((company) => ownedBy(world, company).map((subscription) => ({ company, subscription })))
      .filter(
        ({ subscription: { state, termEnd } }) =>
          (state === 'active' || state === 'suspended') &&
          termEnd !== undefined &&
          termEnd >= from &&
          termEnd < until,
      )
      .sort((left, right) => (left.subscription.termEnd ?? 0) - (right.subscription.termEnd ?? 0));
    return {
      columns: [
        { name: 'AccountId', type: 'Int32' },
        { name: 'CompanyAccountId', type: 'Int32' },
        { name: 'CompanyName', type: 'String' },
        { name: 'ServiceDisplayName', type: 'String' },
        { name: 'RenewalDate', type: 'DateTime' },
        { name: 'AdvancePeriodEndAction', type: 'String' },
        { name: 'Quantity', type: 'Int32' },
        { name: 'RenewalQuantity', type: 'Int32' },
      ],
      rows: due.map(({ company, subscription }) => [
        subscription.id,
        company.id,
        company.name,
        subscription.displayName,
        isoOf(subscription.termEnd ?? 0).slice(0, 19),
        subscription.endOfTermAction,
        subscription.quantity,
        Number(subscription.renewValues?.Quantity ?? subscription.quantity),
      ]),
    };
  },
};

export const reports: readonly ReportDefinition[] = [
  auditLog,
  seatChanges,
  activeSeats,
  renewalsDue,
  azureUsage,
];

/** Runs a report. @throws Refusal naming the reports or parameters there are */
export function runReport(
  world: World,
  actor: Actor,
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): ReportResult {
  permit(actor, 'reports.run');
  const report = reports.find((each) => each.name === name);
  if (report === undefined)
    throw new Refusal(
      'invalid',
      'report.unknown',
      `reportName "${name}" is unknown; GetReports lists: ${reports.map((each) => each.name).join('; ')}.`,
      'reportName',
    );
  for (const given of Object.keys(parameters)) {
    if (!report.parameters.some((each) => each.name === given)) {
      throw new Refusal(
        'invalid',
        'report.unknown_parameter',
        `parameters.${given} is unknown; ${report.name} has: ${report.parameters.map((each) => each.name).join(', ') || 'none'}.`,
        given,
      );
    }
  }
  for (const { name: wanted, mandatory } of report.parameters) {
    if (mandatory && parameters[wanted] === undefined)
      throw new Refusal(
        'invalid',
        'report.parameter_missing',
        `parameters.${wanted} is missing; ${report.name} needs it.`,
        wanted,
      );
  }
  return report.run(world, actor, parameters);
}

/** All services of a product with their fields, as far as the actor sees. A date ahead gives none. evidence: client */
export function productAccounts(
  world: World,
  actor: Actor,
  productName: string,
  createdBefore: string | undefined,
  resellerId: number | undefined,
): { readonly subscription: Subscription; readonly company: Company }[] {
  permit(actor, 'reports.run');
  const before =
    createdBefore === undefined ? world.clock.now() + 1 : instant({ createdBefore }, 'createdBefore');
  if (before > world.clock.now() + 1) return [];
  return visibleCompanies(world, actor, resellerId).flatMap((company) =>
    ownedBy(world, company)
      .filter(
        (subscription) =>
          subscription.productName === productName &&
          subscription.orderedAt < before &&
          subscription.state !== 'terminated',
      )
      .map((subscription) => ({ subscription, company })),
  );
}

interface SeatChange {
  readonly at: number;
  readonly reason: string;
  readonly quantity: number;
}

/** A renewal changes seats by what it differs from the term before; a term that runs out takes them all. */
function seatChangesOf(world: World, subscription: Subscription): SeatChange[] {
  const lines = world.store.of(ledger).find('subscription', subscription.id);
  const changes = lines.map(({ at, reason, quantity, periodStart }): SeatChange => {
    if (reason !== 'renewal' && reason !== 'cycle') return { at, reason, quantity };
    const before = lines
      .filter((line) => line.periodEnd === periodStart)
      .reduce((sum, line) => sum + line.quantity, 0);
    return { at, reason, quantity: quantity - before };
  });
  const expired = subscription.terminationReason === 'End of term' && subscription.terminatedAt !== undefined;
  const all = expired
    ? [...changes, { at: subscription.terminatedAt, reason: 'expired', quantity: -subscription.quantity }]
    : changes;
  return all.filter(({ quantity }) => quantity !== 0);
}
