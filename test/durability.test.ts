import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Icp } from '@tenantry/sdk/icp';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-durability-'));
const data = join(folder, 'world.sqlite');
const customer = 435_348;
const acronis = '1500010_AcronisCyberProtect_20001';
let server: ChildProcess | undefined;

afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<string> {
  const cli = join(import.meta.dirname, '../packages/mock-server/src/cli.ts');
  server = spawn(
    process.execPath,
    ['--conditions=tenantry-source', cli, '--port', '0', '--json', '--data', data],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((resolve, reject) => {
    server?.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    server?.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
  });
  return (JSON.parse(line) as { url: string }).url;
}

async function client(url: string): Promise<Icp> {
  const { icp } = (await (await fetch(`${url}/_tenantry/credentials`)).json()) as {
    icp: { username: string; password: string };
  };
  return new Icp({ baseUrl: url, username: icp.username, password: icp.password, concurrency: 1_000 });
}

test('kill -9 in the middle of 1,000 concurrent orders loses none that was answered, and leaves none half there', {
  timeout: 60_000,
}, async () => {
  const icp = await client(await start());
  await icp.session.ping();
  const answered = new Map<number, string>();
  let sent = 0;
  const orders = Array.from({ length: 1_000 }, (_, index) => {
    const PurchaseOrderNumber = `order-${index}`;
    sent += 1;
    return icp.subscriptions
      .create(
        {
          ParentAccountId: customer,
          ServiceName: acronis,
          PurchaseOrderNumber,
          Fields: {
            Quantity: 1 + (index % 9),
            AdministratorEmail: 'a@ecositio.example',
            DataCentre: 'br-south',
          },
        },
        { maxRetries: 0 },
      )
      .then(({ AccountId }) => {
        answered.set(AccountId, PurchaseOrderNumber);
        if (answered.size === 400) server?.kill('SIGKILL');
      });
  });
  const settled = await Promise.allSettled(orders);
  const failed = settled
    .filter((each) => each.status === 'rejected')
    .map((each) => each.reason as { mayHaveApplied?: boolean });
  expect(sent).toBe(1_000);
  expect(answered.size).toBeGreaterThanOrEqual(400);
  expect(failed.length).toBe(1_000 - answered.size);
  expect(failed.every((error) => error.mayHaveApplied)).toBe(true);

  const restarted = await client(await start());
  const there = await restarted.subscriptions.list(customer);
  const byId = new Map(there.map((each) => [each.AccountId, each]));
  for (const [id, key] of answered) expect(byId.get(id)?.PurchaseOrderNumber, `account ${id}`).toBe(key);
  const audit = await restarted.reports.execute('Audit Log Object Company', {
    targetCompany: customer,
    startDate: '2026-11-20',
  });
  const created = new Set(
    audit.Rows.map((row) => (Array.isArray(row) ? row : row.Cells))
      .filter((cells) => cells[2] === 'Subscription.Created')
      .map((cells) => cells[4]),
  );
  for (const each of there) {
    expect(created, `the audit row of ${each.AccountId}`).toContain(each.AccountId);
    expect(['Pending', 'Provisioned']).toContain(each.ProvisioningStatus);
    expect(each.PurchaseOrderNumber).toMatch(/^order-\d+$/);
  }
  const keys = there.map((each) => each.PurchaseOrderNumber);
  expect(new Set(keys).size).toBe(keys.length);
});
