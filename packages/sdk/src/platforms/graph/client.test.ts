import { expect, test } from 'vitest';
import { ConflictError, Graph, ServerError } from './index.ts';

/** A client on answers in turn; the last one stays. */
function graphAnswering(...answers: (() => Response)[]) {
  const seen: { readonly url: string; readonly method: string; readonly headers: Headers }[] = [];
  const graph = new Graph({
    baseUrl: 'https://graph.example.com/',
    accessToken: 'secret',
    environment: { now: () => 0, random: () => 0, sleep: async () => {} },
    fetch: async (url, { method = '', headers }) => {
      seen.push({ url, method, headers: new Headers(headers) });
      return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Response.error();
    },
  });
  return { graph, seen, relationships: graph.delegatedAdminRelationships };
}

const busy = () => new Response('', { status: 503 });
const ok = () => Response.json({ id: 'r', '@odata.etag': 'W/"1"' });
const stale = () =>
  Response.json(
    { error: { code: 'preconditionFailed', message: 'Old.', innerError: { 'request-id': 'theirs' } } },
    { status: 412 },
  );

test('repeats reads, and changes that name their version; not what would be done twice', async () => {
  const reading = graphAnswering(busy, ok);
  await reading.relationships.get('r');
  const changing = graphAnswering(busy, ok);
  await changing.relationships.patch('r', { duration: 'P1D' }, 'W/"1"');
  expect([reading.seen.length, changing.seen.length]).toEqual([2, 2]);
  const making = graphAnswering(busy, ok);
  await expect(making.relationships.request('r', 'terminate')).rejects.toMatchObject({
    mayHaveApplied: true,
  });
  expect(making.seen).toHaveLength(1);
  expect(() => making.relationships.get('..')).toThrow(TypeError);
});

test('tells an error whose inner one is null', async () => {
  const refusing = graphAnswering(() =>
    Response.json({ error: { code: 'Forbidden', message: 'No.', innerError: null } }, { status: 403 }),
  );
  await expect(refusing.relationships.get('r')).rejects.toMatchObject({ code: 'Forbidden', status: 403 });
});

test('update reads anew when somebody was faster, and gives up at last', async () => {
  const raced = graphAnswering(ok, stale, ok, ok);
  await raced.relationships.update('r', { autoExtendDuration: 'P180D' });
  expect(raced.seen.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET', 'PATCH']);
  const lost = graphAnswering(stale);
  const refused = await lost.relationships.patch('r', {}, 'W/"0"').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ConflictError);
  expect(refused).toMatchObject({ code: 'preconditionFailed', correlationId: 'theirs', platform: 'graph' });
});

test('follows a link on its own host only, and says what it is', async () => {
  const nextLink = 'https://evil.example/v1.0/groups?$skiptoken=a%2Bb&$top=1';
  const paged = graphAnswering(
    () => Response.json({ value: [{ id: 1 }], '@odata.nextLink': nextLink }),
    () => Response.json({ value: [{ id: 2 }] }),
  );
  const filter = "displayName eq 'a b'";
  expect(
    await paged.graph.groups.list({ filter, top: 1 }, { requestId: 'mine' }).toArray({ limit: 9 }),
  ).toHaveLength(2);
  const [first, second] = paged.seen;
  expect(first?.url).toBe(
    'https://graph.example.com/v1.0/groups?$filter=displayName%20eq%20%27a%20b%27&$top=1',
  );
  expect(second?.url).toBe('https://graph.example.com/v1.0/groups?$skiptoken=a%2Bb&$top=1');
  expect(first?.headers.get('client-request-id')).toBe('mine');
  expect(second?.headers.get('client-request-id')).not.toBe('mine');
  expect(first?.headers.get('prefer')).toBe('include-unknown-enum-members');
});

test('an answer of a proxy is an error too', async () => {
  const { graph } = graphAnswering(() => new Response('<html>', { status: 502 }));
  await expect(graph.users.list()).rejects.toThrow(ServerError);
});
