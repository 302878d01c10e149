import { describe, expect, test } from 'vitest';
import { failing, fakeAuthority, refused } from '../../../../test/fake-authority.ts';
import type { RefreshTokenStore } from './refresh-token-store.ts';
import { SecureApplication, type SecureApplicationOptions } from './secure-application.ts';

const graph = 'https://graph.microsoft.com';
const partnerCenter = 'https://api.partnercenter.microsoft.com';
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Keeps a token, and what was saved; `save` may be replaced. */
class RecordingStore implements RefreshTokenStore {
  token: string | undefined = 'refresh-0';
  readonly saved: (readonly [string, string | undefined])[] = [];
  beforeSaving: () => Promise<void> = async () => undefined;

  async load() {
    return this.token;
  }

  async save(next: string, previous: string | undefined) {
    await this.beforeSaving();
    this.saved.push([next, previous]);
    this.token = next;
  }
}

function signedIn(
  authority = fakeAuthority(),
  store: RefreshTokenStore = new RecordingStore(),
  options: Partial<SecureApplicationOptions> = {},
) {
  return new SecureApplication({
    tenantId: 'partner',
    clientId: 'client',
    clientSecret: 'the-secret',
    store,
    ...authority.options,
    ...options,
  });
}

describe('the refresh token', () => {
  test('is redeemed for a resource, and the new one is stored with what it replaces', async () => {
    const authority = fakeAuthority();
    const store = new RecordingStore();
    expect(await signedIn(authority, store).accessToken(partnerCenter)).toBe('access-1');
    expect(Object.fromEntries(authority.requests[0]?.form ?? [])).toEqual({
      grant_type: 'refresh_token',
      client_id: 'client',
      client_secret: 'the-secret',
      refresh_token: 'refresh-0',
      scope: `${partnerCenter}/.default offline_access openid`,
    });
    expect(store.saved).toEqual([['refresh-1', 'refresh-0']]);
  });

  test('is kept when the answer brings no new one', async () => {
    const authority = fakeAuthority();
    const store = new RecordingStore();
    authority.turns.push(() => Response.json({ access_token: 'access', expires_in: 3600 }));
    await signedIn(authority, store).accessToken(graph);
    expect([store.saved, store.token]).toEqual([[], 'refresh-0']);
  });

  test('fifty calls redeem it once; tenants and resources each have a token of their own', async () => {
    const authority = fakeAuthority();
    const own = signedIn(authority);
    const many = await Promise.all(Array.from({ length: 50 }, () => own.accessToken(graph)));
    expect([new Set(many).size, authority.requests.length]).toEqual([1, 1]);
    const [a, b] = [own.forCustomer('a'), own.forCustomer('b')];
    const others = await Promise.all([a, a, b, b].map((each) => each.accessToken(graph)));
    expect(new Set([...many, ...others]).size).toBe(3);
    expect(authority.requests.map(({ tenant }) => tenant)).toEqual(['partner', 'a', 'b']);
  });

  test.each([1, 20])(
    'of %i tenants at once none is lost, though the authority takes only the latest',
    async (count) => {
      const authority = fakeAuthority({ strict: true });
      const store = new RecordingStore();
      const own = signedIn(authority, store);
      const tenants = Array.from({ length: count }, (_, index) => own.forCustomer(`tenant-${index}`));
      const tokens = await Promise.all(tenants.map((each) => each.accessToken(graph)));
      expect(new Set(tokens).size).toBe(count);
      expect(store.token).toBe(authority.refreshToken);
      // Each save names the one before it: a store that compares accepts them all.
      expect(store.saved.map(([, previous]) => previous)).toEqual(
        ['refresh-0', ...store.saved.map(([next]) => next)].slice(0, -1),
      );
    },
  );
});

describe('a crash between rotation and store', () => {
  test('a store that throws: no access token, the old token stays, and the new one is saved by the next call', async () => {
    const authority = fakeAuthority({ strict: true });
    const store = new RecordingStore();
    store.beforeSaving = async () => {
      throw new Error('The vault is sealed.');
    };
    const own = signedIn(authority, store);
    const error = await failing(own.accessToken(graph));
    expect(error).toMatchObject({
      code: 'identity.refresh_token_not_stored',
      cause: new Error('The vault is sealed.'),
    });
    expect([store.token, authority.requests.length]).toEqual(['refresh-0', 1]);
    store.beforeSaving = async () => undefined;
    expect(await own.accessToken(graph)).toBe('access-2');
    expect(store.saved).toEqual([
      ['refresh-1', 'refresh-0'],
      ['refresh-2', 'refresh-1'],
    ]);
  });

  test('a store that never answers: nothing is handed out, and a new process goes on with the old token', async () => {
    const authority = fakeAuthority();
    const store = new RecordingStore();
    store.beforeSaving = () => new Promise(() => undefined);
    let handedOut = false;
    void signedIn(authority, store)
      .accessToken(graph)
      .then(() => {
        handedOut = true;
      });
    await settled();
    expect([authority.requests.length, handedOut, store.token]).toEqual([1, false, 'refresh-0']);
    const afterwards = new RecordingStore();
    afterwards.token = store.token;
    expect(await signedIn(authority, afterwards).accessToken(graph)).toBe('access-2');
  });

  test('what could not be saved does not overwrite a sign-in that came after it', async () => {
    const authority = fakeAuthority();
    const store = new RecordingStore();
    store.beforeSaving = async () => {
      throw new Error('full');
    };
    const own = signedIn(authority, store);
    await failing(own.accessToken(graph));
    store.beforeSaving = async () => undefined;
    store.token = 'refresh-of-a-new-sign-in';
    await own.accessToken(graph);
    expect(authority.requests[1]?.form.get('refresh_token')).toBe('refresh-of-a-new-sign-in');
    expect(store.saved).toEqual([['refresh-2', 'refresh-of-a-new-sign-in']]);
  });

  test('early: the access token that is still valid goes on serving', async () => {
    const authority = fakeAuthority();
    const store = new RecordingStore();
    const own = signedIn(authority, store);
    await own.accessToken(graph);
    authority.clock.now += 56 * 60_000;
    store.beforeSaving = async () => {
      throw new Error('full');
    };
    expect(await own.accessToken(graph)).toBe('access-1');
    await settled();
    expect(await own.accessToken(graph)).toBe('access-1');
    expect(store.token).toBe('refresh-1');
  });
});

describe('processes beside one another', () => {
  test('a refused token is tried once more when another process has stored a newer one', async () => {
    const authority = fakeAuthority({ strict: true });
    const store = new RecordingStore();
    authority.turns.push(() => {
      authority.refreshToken = 'refresh-of-another-process';
      store.token = 'refresh-of-another-process';
      return undefined;
    });
    expect(await signedIn(authority, store).accessToken(graph)).toBe('access-1');
    expect(authority.requests.map(({ form }) => form.get('refresh_token'))).toEqual([
      'refresh-0',
      'refresh-of-another-process',
    ]);
  });

  test('once only, and not at all when the store has none newer or the refusal is not about the token', async () => {
    const authority = fakeAuthority();
    const store = new RecordingStore();
    const own = signedIn(authority, store);
    authority.turns.push(() => refused(700082, 'invalid_grant'));
    expect(await failing(own.accessToken(graph))).toMatchObject({ code: 'AADSTS700082' });
    expect(authority.requests).toHaveLength(1);
    const replaced = (number: number) => () => {
      store.token = `newer-${authority.requests.length}`;
      return refused(number, 'invalid_grant');
    };
    authority.turns.push(replaced(700082), replaced(50173));
    expect(await failing(own.accessToken(graph))).toMatchObject({ code: 'AADSTS50173' });
    expect(authority.requests).toHaveLength(3);
    authority.turns.push(replaced(65001));
    expect(await failing(own.accessToken(graph))).toMatchObject({ code: 'AADSTS65001' });
    expect(authority.requests).toHaveLength(4);
  });
});
