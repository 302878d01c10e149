import { expect, test } from 'vitest';
import { systemEnvironment } from './environment.ts';

test('a wait that is longer than a timer can be does not end at once', async () => {
  const controller = new AbortController();
  const month = systemEnvironment.sleep(31 * 86_400_000, controller.signal).then(() => 'slept');
  const soon = systemEnvironment.sleep(20).then(() => 'waits still');
  expect(await Promise.race([month, soon])).toBe('waits still');
  controller.abort();
  expect(await month).toBe('slept');
});
