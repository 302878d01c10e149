export { FileScheduleStore } from './file-schedule-store.ts';
export { TemporaryFileSpool } from './temporary-file-spool.ts';
