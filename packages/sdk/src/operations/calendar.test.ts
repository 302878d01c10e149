import { afterEach, expect, test, vi } from 'vitest';
import { instantOf } from './calendar.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['2026-11-20T10:00:00', Date.UTC(2026, 10, 20, 10)],
  ['2026-11-20T10:00:00.1234567', Date.UTC(2026, 10, 20, 10, 0, 0, 123)],
  ['2026-11-20T10:00:00Z', Date.UTC(2026, 10, 20, 10)],
  ['2026-11-20T10:00:00-05:00', Date.UTC(2026, 10, 20, 15)],
  ['2026-11-20', Date.UTC(2026, 10, 20)],
  ['soon', undefined],
  [null, undefined],
])('%j is an instant of UTC wherever it is read', (text, expected) => {
  vi.stubEnv('TZ', 'America/Lima');
  expect(instantOf(text)).toBe(expected);
});
