export {
  InProcessScheduleRunner,
  type InProcessScheduleRunnerOptions,
} from './in-process-schedule-runner.ts';
export type {
  DeliverReport,
  ReportDelivery,
  ReportSource,
  ScheduleFailure,
  ScheduleRunnerOptions,
} from './report-delivery.ts';
export { InMemorySpool, type KeptReport, type ReportSpool } from './report-spool.ts';
export type { PendingRun, ScheduleStore, StoredSchedule } from './schedule-store.ts';
