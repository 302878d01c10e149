import { open, rename } from 'node:fs/promises';

/** Puts a file in its place in one step: a crash leaves the whole of it, or nothing. */
export async function writeInOneStep(path: string, draft: string, text: string): Promise<void> {
  const file = await open(draft, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** Until the disk has it: what is called finished must outlive the power. Windows cannot open a folder, and has no need to. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r').catch(() => undefined);
  await file?.sync().catch(() => undefined);
  await file?.close();
}
