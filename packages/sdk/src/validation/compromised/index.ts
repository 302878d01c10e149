export { offlineChecker } from './offline-checker.ts';
export { type RangeCheckerOptions, rangeChecker } from './range-checker.ts';
