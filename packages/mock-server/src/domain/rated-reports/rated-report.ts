import { addPeriod, startOfDay } from '../../kernel/calendar.ts';
import { defineCollection } from '../../kernel/collection.ts';
import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { companies } from '../companies/company.ts';
import { isWithin, permit } from '../companies/scope.ts';
import { hashOf } from '../identity/hash.ts';
import { Refusal } from '../refusal.ts';
import { ratedFile } from './rated-file.ts';
import { ratedRows } from './rated-rows.ts';

export const ratedFormats = ['csv', 'xml', 'json'] as const;
export type RatedFormat = (typeof ratedFormats)[number];

/** A report of what was charged in an account's tree. */
export interface RatedReport {
  readonly id: string;
  /** The account whose tree it is about. */
  readonly companyId: number;
  readonly name: string;
  readonly customizationName?: string;
  readonly format: RatedFormat;
  readonly status: 'submitted' | 'processing' | 'completed';
  readonly type: 'onetime';
  readonly createdAt: number;
  readonly from: number;
  readonly to: number;
  /** What links are signed with. */
  readonly linkSecret: string;
  /** The file. */
  readonly content?: string;
}

export const ratedReports = defineCollection<RatedReport>()({
  name: 'ratedReports',
  key: (report) => report.id,
  indexes: { company: (report) => report.companyId },
});

export interface WantedReport {
  readonly name: string;
  readonly customizationName?: string | undefined;
  readonly format?: string | undefined;
  readonly from: number;
  readonly to?: number | undefined;
}

/** Asks for a report; it is made in the background. @throws Refusal for formats and dates that there are none of */
export function requestRatedReport(world: World, actor: Actor, wanted: WantedReport): RatedReport {
  permit(actor, 'reports.run');
  const { name, customizationName, format = 'csv', from } = wanted;
  const now = world.clock.now();
  const to = wanted.to ?? now;
  if (name.trim() === '')
    throw new Refusal('invalid', 'rated_report.name', 'name is empty; give one.', 'name');
  if (!(ratedFormats as readonly string[]).includes(format)) {
    const why = format === 'xlsx' ? 'this simulator writes no spreadsheets' : `${format} is no format`;
    throw new Refusal(
      'invalid',
      'rated_report.format',
      `format: ${why}; choose ${ratedFormats.join(', ')}.`,
      'format',
    );
  }
  if (to < from)
    throw new Refusal('invalid', 'rated_report.dates', 'endDate lies before startDate.', 'endDate');
  const companyId = actor.companyId ?? 0;
  const report = world.store.of(ratedReports).put({
    id: world.ids.uuid(),
    companyId,
    name,
    ...(customizationName !== undefined && { customizationName }),
    format: format as RatedFormat,
    status: 'submitted',
    type: 'onetime',
    createdAt: now,
    from,
    to,
    linkSecret: world.ids.token(),
  });
  recordAudit(world, actor, {
    eventType: 'Report.Requested',
    targetId: companyId,
    targetType: 'Reseller',
    targetName: name,
    companyId,
  });
  plan(world, report);
  return report;
}

/** Half the time it waits, half the time it is made. evidence: modelled */
function plan(world: World, { id }: RatedReport): void {
  const due = world.clock.now() + world.settings.exportSeconds * 500;
  world.scheduler.schedule({ key: `rated-report:${id}`, kind: 'rated-report', due, subject: id });
}

export const ratedReportJobs = {
  'rated-report': (world: World, { subject }: Job) => {
    const report = world.store.of(ratedReports).get(subject);
    if (report?.status === 'submitted') {
      plan(world, world.store.of(ratedReports).put({ ...report, status: 'processing' as const }));
    } else if (report?.status === 'processing') {
      const content = ratedFile(ratedRows(world, report), report.format);
      world.store.of(ratedReports).put({ ...report, status: 'completed' as const, content });
    }
  },
};

/** Reports that were asked for in an account's tree, oldest first. */
export function ratedReportsOf(world: World, actor: Actor): RatedReport[] {
  permit(actor, 'reports.run');
  return world.store.of(ratedReports).find('company', actor.companyId ?? 0);
}

/** @throws Refusal of kind `not-found`, also for those of others */
export function ratedReportInScope(world: World, actor: Actor, id: string): RatedReport {
  permit(actor, 'reports.run');
  const report = world.store.of(ratedReports).get(id.toLowerCase());
  const { companyId } = actor;
  if (report !== undefined && (companyId === undefined || isWithin(world, report.companyId, companyId)))
    return report;
  throw new Refusal('not-found', 'rated_report.not_found', `There is no report with id ${id}.`, 'reportId');
}

/** The name of a report's file, and what lets everybody read it until an instant. */
export function linkTo(
  world: World,
  report: RatedReport,
): { file: string; expires: number; signature: string } {
  const expires = world.clock.now() + world.settings.exportTokenMinutes * 60_000;
  const stem = report.name.replaceAll(/[^A-Za-z0-9-]+/g, '-');
  return {
    file: `${stem}.${report.id}.${report.format}`,
    expires,
    signature: signatureOf(report, expires),
  };
}

/** The file that a link leads to. @throws Refusal unless the link is ours, and works still */
export function linkedFile(
  world: World,
  link: { readonly file: string; readonly expires: number; readonly signature: string },
): RatedReport & { readonly content: string } {
  const id = /\.([0-9a-f-]{36})\.\w+$/.exec(link.file)?.[1] ?? '';
  const report = world.store.of(ratedReports).get(id);
  const { content } = report ?? {};
  const works =
    report !== undefined &&
    link.signature === signatureOf(report, link.expires) &&
    world.clock.now() < link.expires;
  if (works && content !== undefined && world.store.of(companies).has(report.companyId))
    return { ...report, content };
  throw new Refusal('forbidden', 'rated_report.link', 'The link is not signed so, or has run out.', 'sig');
}

function signatureOf({ id, linkSecret }: RatedReport, expires: number): string {
  return hashOf(`${id} ${expires} ${linkSecret}`);
}

/** A day as the end of a report means the whole of it. */
export function endOfDay(instant: number): number {
  return addPeriod(startOfDay(instant), 'P1D') - 1;
}
