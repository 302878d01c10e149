import { monthAt, usageOf, usageOfPlan } from '../../../domain/azure/usage.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isLegacy } from '../../../domain/subscriptions/legacy.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { millisecondsPerDay, parseInstant } from '../../../kernel/calendar.ts';
import { queryOf, seekPage } from '../query.ts';
import { Answer } from '../respond.ts';
import { type RatedUse, toRatedLine, toUtilizations } from '../shapes/usage-lines.ts';
import { customerOf } from './customer.ts';
import { unbilledLines } from './invoice.ts';
import { azurePlanOf, customersWithAzure } from './usage.ts';

/** How long after the end of a window its data are ready. evidence: docs for the 204, modelled time */
const readyAfter = 15 * 60_000;

function instantIn(call: Call, name: string): number {
  const text = queryOf(call)[name] ?? '';
  try {
    return parseInstant(text);
  } catch {
    throw new Refusal('invalid', 'usage.time', `${name} "${text}" is no date and time in ISO 8601.`, name);
  }
}

function oneOf(call: Call, name: string, code: string, ...allowed: readonly string[]): string {
  const value = queryOf(call)[name]?.toLowerCase() ?? '';
  if (allowed.includes(value)) return value;
  throw new Refusal('invalid', code, `${name} "${value}" must be ${allowed.join(' or ')}.`, name);
}

export const unratedUsageOperations = {
  /** The window is one of reporting: a day is reported a day after its end. evidence: docs for the window, modelled delay */
  ListAzureUtilizations: (call: Call) => {
    const { world } = call;
    const plan = azurePlanOf(call, 'legacy');
    const query = queryOf(call);
    const from = instantIn(call, 'start_time');
    const to = instantIn(call, 'end_time');
    const now = world.clock.now();
    if (to <= from || to > now) {
      throw new Refusal(
        'invalid',
        'usage.time',
        'end_time must be after start_time, and not in the future.',
        'end_time',
      );
    }
    if (now < to + readyAfter) {
      return new Answer(204, undefined, {
        'retry-after': String(Math.ceil((to + readyAfter - now) / 1_000)),
      });
    }
    const reported = 2 * millisecondsPerDay;
    const records = usageOf(world, plan, { from: from - reported, to: to - reported });
    const rows = toUtilizations(plan, records, {
      hourly:
        query.granularity !== undefined &&
        oneOf(call, 'granularity', 'usage.kind', 'daily', 'hourly') === 'hourly',
      merged: query.show_details?.toLowerCase() === 'false',
    });
    return seekPage(call, rows, (row) => row, {
      defaultSize: 1_000,
      largest: 1_000,
      path: `/customers/${customerOf(call).id}/subscriptions/${plan.vendorReferenceId}/utilizations/azure`,
    });
  },
  ListUnbilledUsageLines: (call: Call) => {
    const { world, actor } = call;
    const kind = oneOf(call, 'invoicelineitemtype', 'usage.kind', 'usagelineitems', 'billinglineitems');
    const isUse = kind === 'usagelineitems';
    // The links to what is not billed yet say these others. evidence: docs
    oneOf(call, 'provider', 'usage.kind', 'onetime', isUse ? 'marketplace' : 'all');
    const period = oneOf(call, 'period', 'usage.period', 'current', 'previous');
    const currency = queryOf(call).currencycode?.toUpperCase() ?? '';
    if (!/^[A-Z]{3}$/.test(currency)) {
      throw new Refusal(
        'invalid',
        'usage.currency',
        `currencycode "${currency}" must have three letters.`,
        'currencycode',
      );
    }
    if (!isUse) return unbilledLines(call, period === 'current' ? period : 'previous', currency);
    const current = monthAt(world.clock.now());
    const month = period === 'current' ? current : monthAt(current.from - 1);
    const partner = partnerOf(world, actor);
    const lines = customersWithAzure(call).flatMap(({ tenant, plans }) =>
      plans
        .filter((plan) => !isLegacy(plan))
        .flatMap((plan) =>
          usageOfPlan(world, plan, month).map(
            (record): RatedUse => ({ world, partner, tenant, plan, record, month }),
          ),
        ),
    );
    const shown = lines.map(toRatedLine).filter((line) => line.billingCurrency === currency);
    return seekPage(call, shown, (line) => line, {
      defaultSize: 2_000,
      largest: 2_000,
      path: '/invoices/unbilled/lineitems',
    });
  },
} satisfies Record<string, OperationHandler>;
