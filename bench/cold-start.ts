import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { median } from './median.ts';

const runs = 7;

/** From starting the built command line to its first answered request, beside what starting Node alone takes. */
export async function measureColdStart(): Promise<{
  readonly seconds: number;
  readonly nodeSeconds: number;
}> {
  const mock: number[] = [];
  const node: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    mock.push(await firstAnswer());
    node.push(await emptyNode());
  }
  return { seconds: median(mock) / 1_000, nodeSeconds: median(node) / 1_000 };
}

async function firstAnswer(): Promise<number> {
  const start = performance.now();
  const server = spawn(process.execPath, ['packages/mock-server/dist/cli.js', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  const answer = await fetch(`${url}/SimpleAPI/SimpleAPIService.svc/rest/GetSessionToken`, {
    method: 'POST',
    body: JSON.stringify({ username: 'api@abbiebox.example', password: 'Cumbre!Azul2027' }),
  });
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status}.`);
  const elapsed = performance.now() - start;
  server.kill();
  await once(server, 'exit');
  return elapsed;
}

async function emptyNode(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', '0']), 'exit');
  return performance.now() - start;
}
