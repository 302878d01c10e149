import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ParquetColumn } from '../column.ts';
import { ParquetFile } from '../parquet-file.ts';
import type { Compression } from '../row-group.ts';
import { sync } from './durable-file.ts';
import { Partitions } from './partition.ts';

/** What the files of a part have in common: plain JSON, for a worker. */
export interface PartLayout {
  readonly folder: string;
  readonly columns: readonly ParquetColumn[];
  readonly partitionBy: readonly string[];
  readonly rowGroupRows: number;
  readonly compression: Compression;
}

/** What a part came to. */
export interface WrittenPart {
  readonly rows: number;
  /** Within the folder of the dataset. */
  readonly files: readonly string[];
}

interface OpenFile {
  readonly path: string;
  readonly content: ParquetFile;
  readonly gathered: object[];
  begun: boolean;
}

/** A part that is divided has many files begun at once; so many row groups are in memory for all of them. */
const groupsInMemory = 2;
/** Rows that are gathered for the files of a divided part: few at a time are slow to add. */
const gatheredRows = 2_048;

/** Writes one part of a dataset: a file, or a file in each folder that its rows belong to. Nobody sees them before all are whole. */
export class PartWriter {
  readonly #layout: PartLayout;
  readonly #name: string;
  readonly #stored: readonly ParquetColumn[];
  readonly #partitions: Partitions;
  readonly #files = new Map<string, OpenFile>();
  #gathered = 0;
  /** Of all files. */
  #waiting = 0;

  constructor(layout: PartLayout, name: string) {
    const { columns, partitionBy } = layout;
    this.#layout = layout;
    this.#name = name;
    // As Hive has it: what the folder says is not in the file.
    this.#stored = columns.filter((column) => !partitionBy.includes(column.name));
    this.#partitions = new Partitions(
      partitionBy.flatMap((name) => columns.find((column) => column.name === name) ?? []),
    );
  }

  async add(rows: readonly object[]): Promise<void> {
    const { partitionBy, rowGroupRows } = this.#layout;
    if (partitionBy.length > 0) return this.#addDivided(rows);
    const file = this.#fileIn('');
    for (let from = 0; from < rows.length; ) {
      const to = Math.min(rows.length, from + rowGroupRows - file.content.waiting);
      file.content.add(rows, from, to);
      from = to;
      if (file.content.waiting >= rowGroupRows) await this.#flush(file);
    }
  }

  /** Puts the files into their places. */
  async finish(): Promise<WrittenPart> {
    if (this.#layout.partitionBy.length === 0) this.#fileIn('');
    this.#addGathered();
    const files = [...this.#files.values()];
    for (const file of files) {
      for (const bytes of file.content.end()) await this.#write(file, bytes);
      await sync(draftOf(file.path));
    }
    for (const { path } of files) await rename(draftOf(path), path);
    const root = this.#layout.folder;
    for (const folder of foldersOf(files, root)) await sync(folder);
    const within = root.length + 1;
    return {
      rows: files.reduce((sum, { content }) => sum + content.rows, 0),
      files: files.map(({ path }) => path.slice(within)),
    };
  }

  /** Leaves nothing of it. */
  async discard(): Promise<void> {
    for (const { path } of this.#files.values()) await rm(draftOf(path), { force: true });
  }

  async #addDivided(rows: readonly object[]): Promise<void> {
    for (const row of rows) this.#fileIn(this.#partitions.folderOf(row)).gathered.push(row);
    this.#gathered += rows.length;
    if (this.#gathered < gatheredRows) return;
    this.#addGathered();
    while (this.#waiting >= this.#layout.rowGroupRows * groupsInMemory) {
      let largest: OpenFile | undefined;
      for (const file of this.#files.values())
        if (file.content.waiting > (largest?.content.waiting ?? 0)) largest = file;
      if (largest === undefined) return;
      this.#waiting -= largest.content.waiting;
      await this.#flush(largest);
    }
  }

  #addGathered(): void {
    for (const { content, gathered } of this.#files.values()) {
      if (gathered.length > 0) content.add(gathered);
      gathered.length = 0;
    }
    this.#waiting += this.#gathered;
    this.#gathered = 0;
  }

  #fileIn(folder: string): OpenFile {
    let file = this.#files.get(folder);
    if (file === undefined) {
      const { folder: root, compression } = this.#layout;
      const path = join(root, folder, `${this.#name}.parquet`);
      file = { path, content: new ParquetFile(this.#stored, compression), gathered: [], begun: false };
      this.#files.set(folder, file);
    }
    return file;
  }

  async #flush(file: OpenFile): Promise<void> {
    await this.#write(file, file.content.flush());
  }

  /** Opened for each row group only: there may be more files than a process may have open. */
  async #write(file: OpenFile, bytes: Uint8Array): Promise<void> {
    const draft = draftOf(file.path);
    if (file.begun) return appendFile(draft, bytes);
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(draft, bytes);
    file.begun = true;
  }
}

/** Those of the files, and all between them and the root. */
function foldersOf(files: readonly { readonly path: string }[], root: string): Set<string> {
  const folders = new Set([root]);
  for (const { path } of files)
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  return folders;
}

/** Engines pass over names that begin with a point, and globs of `*.parquet` over this one's end. */
function draftOf(path: string): string {
  return join(dirname(path), `.${path.slice(dirname(path).length + 1)}.tmp`);
}
