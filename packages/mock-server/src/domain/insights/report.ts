import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Partner } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import type { InsightsArea } from './dataset.ts';
import type { ReportFormat } from './report-file.ts';

export interface Callback {
  readonly url: string;
  readonly method: 'GET' | 'POST';
}

/** A query that is run, once or by the clock. */
export interface InsightsReport {
  readonly id: string;
  readonly companyId: number;
  readonly area: InsightsArea;
  readonly name: string;
  readonly description?: string;
  readonly queryId: string;
  /** As it was when the report was made. evidence: modelled */
  readonly text: string;
  readonly user: string;
  readonly createdAt: number;
  readonly modifiedAt?: number;
  /** It runs at once, and once. */
  readonly executeNow: boolean;
  readonly queryFrom?: number;
  readonly queryTo?: number;
  readonly startAt?: number;
  readonly intervalHours?: number;
  readonly count?: number;
  readonly format: ReportFormat;
  readonly callback?: Callback;
  readonly status: 'Active' | 'Paused' | 'Inactive';
  /** How often it has run. */
  readonly runs: number;
}

export const insightsReports = defineCollection<InsightsReport>()({
  name: 'insightsReports',
  key: (report) => report.id,
  indexes: { company: (report) => report.companyId },
});

/** A partner's reports, oldest first. */
export function reportsOf(world: World, { companyId }: Partner, area: InsightsArea): InsightsReport[] {
  return world.store
    .of(insightsReports)
    .find('company', companyId)
    .filter((each) => each.area === area);
}

/** @throws Refusal when the partner has none with that id */
export function requireReport(
  world: World,
  partner: Partner,
  area: InsightsArea,
  id: string,
): InsightsReport {
  const found = reportsOf(world, partner, area).find((each) => each.id === id.toLowerCase());
  if (found !== undefined) return found;
  throw new Refusal('not-found', 'insights.report_unknown', `There is no report ${id}.`, 'reportId');
}
