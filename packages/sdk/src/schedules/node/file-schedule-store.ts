import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { readIfThere, replacePrivateFile } from '../../node/private-file.ts';
import type { ScheduleStore, StoredSchedule } from '../schedule-store.ts';

interface Kept {
  readonly version: 1;
  readonly schedules: readonly StoredSchedule[];
}

/**
 * Keeps schedules in a JSON file that only its owner may read. A crash at any moment leaves the old text or the new one. For one process at a time.
 * @example
 * const store = new FileScheduleStore('/var/lib/reports/schedules.json');
 */
export class FileScheduleStore implements ScheduleStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws TenantryError when the file is of something else */
  async load(): Promise<readonly StoredSchedule[]> {
    const text = await readIfThere(this.#path);
    if (text === undefined) return [];
    const kept = parsed(text);
    if (kept?.version === 1 && Array.isArray(kept.schedules)) return kept.schedules;
    throw new TenantryError(`${this.#path} holds no schedules of this version.`, {
      code: 'schedule.file',
      solution: 'Restore it from a copy; or move it away, and schedule again.',
    });
  }

  save(schedules: readonly StoredSchedule[]): Promise<void> {
    const kept: Kept = { version: 1, schedules };
    return replacePrivateFile(this.#path, `${JSON.stringify(kept, undefined, 2)}\n`);
  }
}

function parsed(text: string): Partial<Kept> | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
