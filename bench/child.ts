import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs the packages' sources; without it, what was built of them. */
export const sources = '--conditions=tenantry-source';

/** A script of this folder in a process of its own, and the one thing that it tells. */
export function child<Told>(
  script: string,
  task: string,
  execArgv: readonly string[],
): { readonly told: Promise<Told>; kill(): void } {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const process = fork(path, [task], { execArgv: [...execArgv] });
  const told = new Promise<Told>((resolve, reject) => {
    process.once('message', (message) => resolve(message as Told));
    process.once('exit', (code) => reject(new Error(`${script} ended with ${code}.`)));
  });
  return { told, kill: () => process.kill() };
}
