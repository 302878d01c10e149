import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { password } from './panels-world.ts';
import { type Role, rightsWorld } from './rights-world.ts';

const { platform, url, own, usernames, tokenOf } = await rightsWorld('Marca Ajena');
afterAll(() => platform.close());

const roles: Readonly<Record<string, Role | 'API user' | 'nobody'>> = {
  nobody: 'nobody',
  'API user': 'API user',
  'reseller administrator': 'resellerAdministrator',
  'reseller staff': 'resellerStaff',
  'service desk': 'serviceDesk',
  'customer administrator': 'customerAdministrator',
  'limited administrator': 'limitedAdministrator',
  'service user': 'serviceUser',
  'visiting reseller': 'visitingReseller',
};

interface Cell {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly role: Role | 'API user' | 'nobody';
  readonly may: boolean;
}

/** The cells of a table of docs/RIGHTS.md. */
function cellsBelow(heading: string): Cell[] {
  const text = readFileSync('docs/RIGHTS.md', 'utf8').split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';
  const [head = [], , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.flatMap(([operation = '', request = '', ...rest]) => {
    const [method = '', path = ''] = request.replaceAll('`', '').split(' ');
    return head.slice(2).flatMap((column, index): Cell[] => {
      const role = roles[column];
      return role === undefined ? [] : [{ operation, method, path, role, may: rest[index] === 'yes' }];
    });
  });
}

const values: Readonly<Record<string, string | undefined>> = {
  customerId: own.accounts[0],
  documentId: own.documents[0],
  orderId: own.orders[0],
  productId: own.products[0],
  serviceId: own.services[0],
  userId: own.users.at(-1),
  kind: 'logo',
  event: 'orderPlaced',
  username: 'support@harborcloud.example',
};
const filled = (path: string, id: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? id);

async function call({ method, path }: Cell, base: string, headers: Record<string, string>) {
  const body = method === 'GET' || method === 'DELETE' ? null : '{}';
  const response = await fetch(base + filled(path, own.accounts[0] ?? ''), {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, text };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('every cell of docs/RIGHTS.md, over HTTP', () => {
  const panelCells = cellsBelow('Control panels');
  const marketplaceCells = cellsBelow('Marketplace API');

  test('there is one for each operation and role', () => {
    expect(panelCells).toHaveLength(64 * 8);
    expect(marketplaceCells).toHaveLength(28 * 9);
  });

  test.each([...new Set(panelCells.map(({ role }) => role))])('control panels: %s', async (role) => {
    for (const cell of panelCells.filter((each) => each.role === role)) {
      // Signed in for each: some calls end the session.
      const headers = role === 'nobody' ? {} : bearer(await tokenOf(role as Role));
      const { status, text } = await call(cell, `${url}/modelled/ingram-panels`, headers);
      const refused = role === 'nobody' ? 401 : 403;
      const said = `${cell.operation}: ${text}`;
      if (cell.may) expect([401, 403, 500, 501], said).not.toContain(status);
      else expect(status, said).toBe(refused);
      if (status === 403) expect(text).toContain('panel.role_not_allowed');
    }
  });

  test.each([...new Set(marketplaceCells.map(({ role }) => role))])('marketplace API: %s', async (role) => {
    const { subscriptionKey, username } = platform.credentials(url).ingram;
    const base = `${url}/marketplace/na`;
    const key = { 'x-subscription-key': subscriptionKey };
    const signIn = async (user: string) =>
      fetch(`${base}/token`, {
        method: 'POST',
        headers: {
          ...key,
          'content-type': 'application/json',
          authorization: `Basic ${btoa(`${user}:${password}`)}`,
        },
        body: '{"marketplace":"us"}',
      });
    if (role !== 'nobody' && role !== 'API user' && role !== 'visitingReseller')
      expect((await signIn(usernames[role])).status).toBe(401);
    const { token = '' } =
      role === 'API user' ? ((await (await signIn(username)).json()) as { token?: string }) : {};
    const headers =
      role === 'nobody' ? key : { ...key, ...bearer(role === 'API user' ? token : await tokenOf(role)) };
    for (const cell of marketplaceCells.filter((each) => each.role === role)) {
      if (cell.operation === 'generateAuthToken' && role === 'API user') {
        expect(token).not.toBe('');
        continue;
      }
      const { status, text } = await call(cell, base, headers);
      if (cell.may) expect([401, 403], `${cell.operation}: ${text}`).not.toContain(status);
      else expect(status, `${cell.operation}: ${text}`).toBe(401);
    }
  });

  test('a limited administrator and a service user have neither money nor orders', () => {
    const about = readFileSync('docs/RIGHTS.md', 'utf8')
      .split('\n')
      .filter((line) => /\| money(?:, orders)? \|/.test(line))
      .map((line) => line.split('|')[1]?.trim());
    expect(about.length).toBeGreaterThan(20);
    for (const { operation, role, may } of panelCells)
      if (role === 'limitedAdministrator' || role === 'serviceUser')
        expect(may && about.includes(operation), operation).toBe(false);
  });
});
