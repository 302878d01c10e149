// Runs every example as a user would; one that fails or prints nothing fails the run.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const helpers = new Set(['table.ts']);
const examples = readdirSync('examples').filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !helpers.has(name),
);
for (const name of examples) {
  const done = spawnSync(process.execPath, ['--conditions=tenantry-source', `examples/${name}`], {
    encoding: 'utf8',
  });
  const good = done.status === 0 && done.stdout.length > 100;
  console.log(`${good ? 'ok    ' : 'FAILED'} examples/${name}`);
  if (good) continue;
  console.log(done.stdout + done.stderr);
  process.exitCode = 1;
}
