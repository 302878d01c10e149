import { partnerOf } from '../../../domain/partners/partner.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type CommercialRelationship, tenants } from '../../../domain/tenants/tenant.ts';
import type { DelegatedAdminCustomer } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { dateOf, isoOf, millisecondsPerDay } from '../../../kernel/calendar.ts';
import { predicateOf } from '../analytics/filter.ts';
import { ordered, type Report, type Row } from '../analytics/report.ts';
import { queryOf } from '../query.ts';
import { related } from './customer.ts';

const metadata = 'https://traf-pcsvcadmin-prod.trafficmanager.net/CustomerServiceAdminApi/Web/v1/$metadata#';
/** evidence: docs */
const largestPage = 300;
/** Without a sign-in for so long, privileges count as not used. evidence: modelled */
const inactiveDays = 90;

/** The world knows no sign-ins by these privileges, and not when they ended. evidence: sample for the shape, modelled */
function toCustomer({ world }: Call, { tenantId, since, delegatedAccess }: CommercialRelationship) {
  return {
    id: tenantId,
    customerTenantId: tenantId,
    organizationDisplayName: world.store.of(tenants).get(tenantId)?.companyName ?? '',
    partnerAgentCount: 0,
    partnerSignInCount: 0,
    globalAdminSignInCount: 0,
    dapEnabled: delegatedAccess === true,
    startDateTime: isoOf(since),
    endDateTime: null,
    lastSignInDateTime: null,
  } satisfies DelegatedAdminCustomer;
}

/** What the list is filtered and ordered by, in the words of analytics. evidence: docs for the fields, modelled for the grammar */
const customers: Report = {
  path: 'delegatedAdminCustomers',
  fields: {
    organizationDisplayName: 'text',
    dapEnabled: 'boolean',
    startDateTime: 'date',
    lastSignInDateTime: 'date',
  },
  measures: {},
  level: 'day',
  rows: (call) => related(call).map((each) => toCustomer(call, each)),
};

/** How many there are of each day, as in `6/18/2021`. evidence: sample */
function countedByDay(instants: readonly number[]) {
  const counts = new Map<string, number>();
  for (const each of [...instants].sort((left, right) => left - right)) {
    const [year, month, day] = dateOf(each).split('-').map(Number);
    const date = `${month}/${day}/${year}`;
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  return Array.from(counts, ([date, count]) => ({ date, count }));
}

function whole(name: string, given: string | undefined, fallback: number, [least, most]: [number, number]) {
  const value = given === undefined ? fallback : Number(given);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Refusal('invalid', 'delegated_admin.page', `${name} must be from ${least} to ${most}.`, name);
}

/** What was named of a row. */
function selected(row: Row, names: string | undefined): Row {
  if (names === undefined) return row;
  const wanted = new Set(names.split(',').map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name.toLowerCase())));
}

export const delegatedAdminOperations = {
  GetDelegatedAdminStatistics: (call: Call) => {
    const { world, actor } = call;
    const { tenantId } = partnerOf(world, actor);
    const established = related(call)
      .filter(({ delegatedAccess }) => delegatedAccess)
      .map(({ since }) => since);
    const unused = established
      .map((since) => since + inactiveDays * millisecondsPerDay)
      .filter((instant) => instant <= world.clock.now());
    return {
      '@odata.context': `${metadata}delegatedAdminStatistics/$entity`,
      id: tenantId,
      partnerTenantId: tenantId,
      totalDapCustomerCount: established.length,
      establishedDapCount: countedByDay(established),
      inactiveDapCount: countedByDay(unused),
    };
  },
  ListDelegatedAdminCustomers: (call: Call) => {
    const { $filter, $orderby, $top, $skip, $count, $select } = queryOf(call);
    const all = customers.rows(call);
    const found = $filter ? all.filter(predicateOf($filter, customers)) : all;
    const start = whole('$skip', $skip, 0, [0, Number.MAX_SAFE_INTEGER]);
    const end = start + whole('$top', $top, largestPage, [1, largestPage]);
    return {
      '@odata.context': `${metadata}delegatedAdminCustomers`,
      ...($count?.toLowerCase() === 'true' && { '@odata.count': found.length }),
      value: ordered(found, customers, $orderby)
        .slice(start, end)
        .map((row) => selected(row, $select)),
    };
  },
} satisfies Record<string, OperationHandler>;
