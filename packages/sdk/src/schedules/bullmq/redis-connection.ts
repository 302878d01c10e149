import type { Redis } from 'ioredis';
import { TenantryError } from '../../http/errors/tenantry-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';

/** A connection that is there, and what must not be told of it. */
export interface RedisConnection {
  readonly client: Redis;
  /** Whether it is ours to close. */
  readonly isOwn: boolean;
  /** An error of Redis in words, without its password and without the command, which may have it. */
  readonly readable: (error: unknown) => TenantryError;
}

/** @throws TenantryError when Redis cannot be reached, or does not let one in */
export async function connectRedis(
  redis: string | Redis,
  Client: typeof import('ioredis').Redis,
): Promise<RedisConnection> {
  if (typeof redis !== 'string')
    return { client: redis, isOwn: false, readable: readableWithout([redis.options.password]) };
  const { password } = urlOf(redis);
  const readable = readableWithout([password, decoded(password)]);
  // Without a limit of tries, as BullMQ asks for: what is sent while Redis restarts waits for it.
  const client = new Client(redis, { lazyConnect: true, maxRetriesPerRequest: null });
  let reason: unknown;
  const hear = (error: unknown) => {
    reason ??= error;
  };
  client.on('error', hear);
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    throw readable(reason ?? error);
  }
  return { client, isOwn: true, readable };
}

function urlOf(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^rediss?:$/.test(url.protocol)) return url;
  // The value itself may have a password in it.
  const issue = {
    code: 'schedule.redis_url',
    path: ['redis'],
    message: 'is no URL of Redis.',
    remedy: 'Write redis://user:password@host:6379/0, or rediss:// for TLS.',
  };
  throw new ValidationError([issue]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readableWithout(secrets: readonly (string | undefined | null)[]) {
  return (error: unknown): TenantryError => {
    if (error instanceof TenantryError) return error;
    const { message, code } = error as { message?: string; code?: string };
    const words = secrets.reduce<string>(
      (text, secret) => (secret ? text.replaceAll(secret, '***') : text),
      message || code || 'no reason given',
    );
    return new TenantryError(`Redis: ${words}`, {
      code: 'schedule.redis',
      solution: 'See that Redis runs, and that its address, user and password are right.',
    });
  };
}
