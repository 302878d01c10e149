import { inspect } from 'node:util';
import { createPlatform, type Platform } from '@tenantry/mock-server';
import { PartnerCenter, type PartnerCenterOptions, type TenantryError } from '@tenantry/sdk/partner-center';
import { afterEach, beforeEach } from 'vitest';

/** Microsoft 365 Business Basic, Standard and Premium. */
export const basic = 'CFQ7TTC0LH18:0001:CFQ7TTC0K971';
export const standard = 'CFQ7TTC0LDPB:0001:CFQ7TTC0MCQJ';
export const premium = 'CFQ7TTC0LCHC:0002:CFQ7TTC006V7';

export const basicLine = {
  id: 0,
  catalogItemId: basic,
  quantity: 3,
  termDuration: 'P1Y',
  billingCycle: 'monthly',
} as const;

/** A client on a port, and the customers that the demonstration world has. */
export interface Setting {
  readonly platform: Platform;
  readonly url: string;
  /** Has a subscription of Basic with 28 seats and one of Standard with 8. */
  readonly customerId: string;
  readonly otherCustomerId: string;
  readonly token: string;
  client(options?: Partial<PartnerCenterOptions>): PartnerCenter;
}

/** A forked world on a port of its own for each test. */
export function eachOnItsOwnPort(): () => Setting {
  const seeded = createPlatform({ seed: 'demo-latam', strict: true });
  let setting: Setting;
  beforeEach(async () => {
    const platform = seeded.fork();
    const { url } = await platform.listen();
    const token = platform.credentials().partnerCenter.accessToken;
    setting = {
      platform,
      url,
      token,
      customerId: tenantOf(platform, 'textilesrimac'),
      otherCustomerId: tenantOf(platform, 'vinosdelmaipo'),
      client: (options) =>
        new PartnerCenter({
          baseUrl: url,
          accessToken: token,
          environment: platform.environment,
          ...options,
        }),
    };
  });
  afterEach(() => setting.platform.close());
  return () => setting;
}

/** The id of the tenant whose domain begins so. */
function tenantOf(platform: Platform, prefix: string): string {
  const found = stored<{ id: string; initialDomain: string }>(platform, 'tenants');
  const tenant = found.find(({ initialDomain }) => initialDomain.startsWith(`${prefix}.`));
  if (tenant === undefined) throw new Error(`The demonstration world has no ${prefix}.`);
  return tenant.id;
}

/** What the world holds of a kind. */
export function stored<Entity>(platform: Platform, collection: string): Entity[] {
  return ((platform.world.store.content() as Record<string, unknown>)[collection] ?? []) as Entity[];
}

/** The error that a call ends with. */
export async function failing(call: PromiseLike<unknown>): Promise<TenantryError> {
  const ended = await Promise.resolve(call).then(
    (value) => ({ value }),
    (error: TenantryError) => ({ error }),
  );
  if ('error' in ended) return ended.error;
  throw new Error(`It should fail, and gave ${inspect(ended.value)}.`);
}

/** Everything that is told of a failed call: to people, to logs, to the journal. */
export function told(error: unknown, platform: Platform): string {
  return [
    String((error as Error).message),
    String((error as Error).stack),
    JSON.stringify(error),
    inspect(error, { depth: 12, showHidden: true, getters: true }),
    JSON.stringify(platform.journal.find({ limit: 1_000 })),
  ].join('\n');
}

/** What `PartnerCenter` takes to run many callers on the world's clock: it goes on only when all of them wait, and by as much as the first needs. */
export function sharedTime(platform: Platform): {
  readonly environment: Platform['environment'];
  readonly fetch: NonNullable<PartnerCenterOptions['fetch']>;
} {
  const { environment } = platform;
  const sleepers: { readonly until: number; wake(): void }[] = [];
  let underWay = 0;
  let looking = false;
  const quiet = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return underWay === 0;
  };
  const goOn = async () => {
    if (looking) return;
    looking = true;
    while (sleepers.length > 0 && (await quiet())) {
      sleepers.sort((one, other) => one.until - other.until);
      const until = sleepers[0]?.until ?? 0;
      await environment.sleep(Math.max(0, until - environment.now()));
      while (sleepers[0] !== undefined && sleepers[0].until <= environment.now()) sleepers.shift()?.wake();
    }
    looking = false;
  };
  return {
    environment: {
      ...environment,
      sleep: (milliseconds) =>
        new Promise((wake) => {
          sleepers.push({ until: environment.now() + milliseconds, wake });
          void goOn();
        }),
    },
    fetch: async (url, init) => {
      underWay += 1;
      try {
        const response = await fetch(url, init);
        const { status, headers } = response;
        return new Response(await response.arrayBuffer(), { status, headers });
      } finally {
        underWay -= 1;
        void goOn();
      }
    },
  };
}
