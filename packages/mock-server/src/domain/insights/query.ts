import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { type Partner, partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import type { InsightsArea } from './dataset.ts';
import { datasetsOf } from './datasets.ts';
import { parseStatement } from './parse-statement.ts';

/** A query that reports run: a partner's, or one of the system. */
export interface InsightsQuery {
  readonly id: string;
  readonly area: InsightsArea;
  readonly name: string;
  readonly description?: string;
  readonly text: string;
  readonly createdAt: number;
  /** Absent in those of the system. */
  readonly companyId?: number;
  readonly user?: string;
}

export const insightsQueries = defineCollection<InsightsQuery>()({
  name: 'insightsQueries',
  key: (query) => query.id,
  indexes: { company: (query) => query.companyId },
});

/** Ids of the queries that everybody has, by what they show. evidence: docs for ids and datasets, modelled names */
const systemQueryIds: Readonly<Record<string, string>> = {
  CustomersAndTenants: '6664daf3-c161-423a-92a1-0ea6db2c0384',
  SeatsSubscriptionsAndRevenue: 'c9fc1c79-4408-49ff-97f9-e1aa3f155804',
  Profile: 'e65f3a4f-fb99-4319-97ff-59e57566a871',
  AzureUsage: 'd1a4d75e-5ca8-4847-845f-ee0a9be6f07b',
  OfficeUsage: 'd8349f7b-a7d1-467e-b26d-434d4a50f26a',
  CloudProductsResellerPerformance: 'c09c2eda-861b-4664-8ee8-48a14745a26a',
  ISVCustomer: 'b9df4929-073f-4795-b0cb-a2c81b11e28d',
  ISVOrder: 'fd0f299c-5a1c-4929-9f48-bfc6cc44355d',
};

/** All columns of a dataset, with the sums that no column has, of six months. */
export function systemQueries(area: InsightsArea): InsightsQuery[] {
  return datasetsOf(area).flatMap(({ name, columns, metrics, dateRanges }): InsightsQuery[] => {
    const id = systemQueryIds[name];
    if (id === undefined) return [];
    const sums = Object.entries(metrics).flatMap(([metric, of]) =>
      'sum' in of && !columns.includes(of.sum) ? [metric] : [],
    );
    const time = dateRanges.length === 0 ? '' : ' TIMESPAN LAST_6_MONTHS';
    return [
      {
        id,
        area,
        name,
        text: `SELECT ${[...columns, ...sums].join(',')} FROM ${name}${time}`,
        createdAt: Date.UTC(2021, 6, 14),
      },
    ];
  });
}

/** The partner's own queries. */
export function queriesOf(world: World, { companyId }: Partner, area: InsightsArea): InsightsQuery[] {
  return world.store
    .of(insightsQueries)
    .find('company', companyId)
    .filter((each) => each.area === area);
}

/** @throws Refusal when there is none with that id */
export function requireQuery(world: World, partner: Partner, area: InsightsArea, id: string): InsightsQuery {
  const found = [...queriesOf(world, partner, area), ...systemQueries(area)].find(
    (each) => each.id === id.toLowerCase(),
  );
  if (found !== undefined) return found;
  throw new Refusal('not-found', 'insights.query_unknown', `There is no query ${id}.`, 'QueryId');
}

export interface WantedQuery {
  readonly area: InsightsArea;
  readonly name: string;
  readonly description?: string | undefined;
  readonly text: string;
}

/** @throws Refusal when the text is no query */
export function createQuery(world: World, actor: Actor, wanted: WantedQuery): InsightsQuery {
  const { companyId } = partnerOf(world, actor);
  const { area, name, description, text } = wanted;
  parseStatement(text, area);
  return world.store.of(insightsQueries).put({
    id: world.ids.uuid(),
    area,
    name,
    ...(description !== undefined && { description }),
    text,
    createdAt: world.clock.now(),
    companyId,
    user: actor.username,
  });
}

/** @throws Refusal when it is one of the system, or none */
export function deleteQuery(world: World, partner: Partner, area: InsightsArea, id: string): InsightsQuery {
  const found = requireQuery(world, partner, area, id);
  if (found.companyId === undefined)
    throw new Refusal('invalid', 'insights.query_of_system', `Query ${id} is one of the system, which stay.`);
  world.store.of(insightsQueries).delete(found.id);
  return found;
}
