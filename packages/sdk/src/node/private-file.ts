import { open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemEnvironment } from '../http/environment.ts';

/** The text of a file, or undefined where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file that only its owner may read, in one step: a crash at any moment leaves the old text or the new one. */
export async function replacePrivateFile(path: string, text: string): Promise<void> {
  // Beside the file, since only within one file system a rename is a single step.
  const draft = `${path}.${systemEnvironment.randomId()}.tmp`;
  try {
    await write(draft, text);
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Else the rename itself may be lost with the power. Windows cannot open a folder, and has no need to. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
