import { expect, test } from 'vitest';
import { toUsageRow } from './azure-usage.ts';

test.each([
  ['{"costCentre":"4711"}', { costCentre: '4711' }],
  ['', {}],
  ['null', {}],
  ['costCentre: 4711', {}],
])('tags that are %j are read, or left out', (Tags, tags) => {
  expect(toUsageRow({ Date: '2026-11-20T00:00:00', Quantity: 1, Cost: 0.1, Tags }).tags).toEqual(tags);
});
