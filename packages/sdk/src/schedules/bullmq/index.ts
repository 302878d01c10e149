export { BullScheduleRunner, type BullScheduleRunnerOptions } from './bull-schedule-runner.ts';
