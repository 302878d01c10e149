import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemEnvironment } from '../../http/environment.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { readIfThere } from '../../node/private-file.ts';
import { sync, writeInOneStep } from './durable-file.ts';
import type { PartLayout, WrittenPart } from './part-writer.ts';

/** Engines pass over a folder whose name begins so. */
const recordsFolder = '_parts';
const fileTypes = /(?:\.jsonl?|\.csv)?(?:\.gz|\.zip)?$/i;

/** What is finished of a dataset, by a record of each part beside the files: whoever writes into the folder next passes over it. */
export class Dataset {
  readonly #folder: string;
  readonly #records: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#records = join(folder, recordsFolder);
  }

  /** @throws {ConflictError} when the folder has other data, or is laid out otherwise */
  static async open({ folder, columns, partitionBy }: PartLayout, version: string): Promise<Dataset> {
    const dataset = new Dataset(folder);
    const path = join(dataset.#records, 'dataset.json');
    const wanted = JSON.stringify({ version, partitionBy, columns });
    const found = await readIfThere(path);
    if (found !== undefined && found !== wanted)
      throw new ConflictError(`Parquet: ${folder} has other data, or the same in other columns or folders.`, {
        solution: 'Write into another folder, or empty this one first.',
      });
    if (found === undefined) {
      await mkdir(dataset.#records, { recursive: true });
      // Several processes may begin at once.
      await writeInOneStep(path, `${path}.${systemEnvironment.randomId()}.tmp`, wanted);
    }
    return dataset;
  }

  /** What a part came to, unless it is not finished, or a file of it was taken away since. */
  async finished(part: string): Promise<WrittenPart | undefined> {
    const record = await readIfThere(this.#recordOf(part));
    if (record === undefined) return undefined;
    const written: WrittenPart = JSON.parse(record);
    for (const file of written.files) if (!(await isThere(join(this.#folder, file)))) return undefined;
    return written;
  }

  async finish(part: string, written: WrittenPart): Promise<void> {
    const path = this.#recordOf(part);
    await writeInOneStep(path, `${path}.tmp`, JSON.stringify(written));
    await sync(this.#records);
  }

  #recordOf(part: string): string {
    return join(this.#records, `part.${fileNameOf(part)}.json`);
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The name of a part's files, without what the source had behind it: what begins otherwise, engines may pass over. */
export function fileNameOf(part: string): string {
  const name = encodeURIComponent(part.replace(fileTypes, ''));
  return /^[a-z0-9]/i.test(name) ? name : `part-${name}`;
}
