import { type NewFraudEvent, raiseFraudEvent } from '../domain/azure/fraud-events.ts';
import { users } from '../domain/companies/user.ts';
import type { AdminRelationship } from '../domain/gdap/admin-relationship.ts';
import {
  approveRelationship,
  rejectRelationship,
  terminateByCustomer,
} from '../domain/gdap/request-action.ts';
import { notifications } from '../domain/notifications/notification.ts';
import { Refusal } from '../domain/refusal.ts';
import type { WorldSettings } from '../domain/settings.ts';
import { acceptRelationship } from '../domain/tenants/relationship.ts';
import type { FaultRule, Faults } from '../faults/faults.ts';
import type { Call, OperationHandler, WireRequest } from '../http/wire.ts';
import type { Evidence } from '../http/wire-document.ts';
import type { Journal } from '../journal/journal.ts';
import { addPeriod, isoOf, parseInstant } from '../kernel/calendar.ts';
import type { FiredJob } from '../kernel/scheduler.ts';
import { version } from '../version.ts';
import type { World, WorldSnapshot } from '../world.ts';
import { identityOperations } from './identity-operations.ts';
import { marketplaceOperations } from './marketplace-operations.ts';

export interface CoverageRow {
  readonly platform: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly built: boolean;
  readonly evidence: readonly Evidence[];
}

/** What the admin API works on. */
export interface AdminContext {
  readonly journal: Journal;
  readonly faults: Faults;
  coverage(): readonly CoverageRow[];
  credentials(origin: string): Readonly<Record<string, unknown>>;
  reset(): void;
  restore(snapshot: WorldSnapshot): void;
  forkWorld(name: string): void;
  deleteWorld(name: string): boolean;
  /** What is not an entity has changed: the clock, or the settings. */
  stateChanged(): void;
}

/** These replace the world or move its clock job by job; each job is a transaction by itself. */
export const outsideTransactions: ReadonlySet<string> = new Set([
  'moveClock',
  'resetWorld',
  'restoreSnapshot',
]);

const mostFired = 1_000;

/** What fired while the clock was moved. */
export function clockReport(world: World, fired: readonly FiredJob[]) {
  const counts: Record<string, number> = {};
  for (const job of fired) counts[job.kind] = (counts[job.kind] ?? 0) + 1;
  return {
    now: isoOf(world.clock.now()),
    counts,
    fired: fired.slice(0, mostFired).map((job) => ({ ...job, at: isoOf(job.at) })),
  };
}

/** By operation id of openapi/admin.yaml. */
export function adminOperations(context: AdminContext) {
  return {
    getHealth: ({ world }: Call) => ({ status: 'ok', now: isoOf(world.clock.now()), version }),
    getCredentials: ({ request }: Call) => context.credentials(originOf(request)),
    getCoverage: () => ({ operations: context.coverage() }),
    resetWorld: ({ world }: Call) => {
      context.reset();
      return clockOf(world);
    },
    getClock: ({ world }: Call) => clockOf(world),
    moveClock: ({ world, body }: Call<{ advance?: string; to?: string }>) => {
      const now = world.clock.now();
      const target = targetOf(now, body);
      if (target < now) {
        throw new Refusal(
          'invalid',
          'admin.clock_goes_on_only',
          `The clock stands at ${isoOf(now)} and cannot go back to ${isoOf(target)}; name a later time, or reset the world.`,
          body.advance !== undefined ? 'advance' : 'to',
        );
      }
      const report = clockReport(world, world.scheduler.advanceTo(target));
      context.stateChanged();
      return report;
    },
    findRequests: ({ request }: Call) => {
      const query = new URLSearchParams(request.query);
      const platform = query.get('platform');
      const operationId = query.get('operationId');
      const since = query.get('since');
      const filter = {
        ...(platform !== null && { platform }),
        ...(operationId !== null && { operationId }),
        ...(query.has('status') && { status: wholeNumber(query, 'status') }),
        ...(since !== null && { since: named('since', () => parseInstant(since)) }),
        ...(query.get('unmatched') === 'true' && { unmatched: true }),
        ...(query.has('limit') && { limit: wholeNumber(query, 'limit') }),
      };
      return {
        total: context.journal.total,
        count: context.journal.count(filter),
        entries: context.journal.find(filter),
      };
    },
    clearJournal: () => context.journal.clear(),
    listFaults: () => ({ faults: context.faults.list() }),
    addFault: ({ body }: Call<Omit<FaultRule, 'id'> & { id?: string }>) => context.faults.add(body),
    clearFaults: () => context.faults.clear(),
    removeFault: ({ parameters }: Call) => {
      if (!context.faults.remove(parameters.id ?? '')) throw missing('fault', parameters.id);
    },
    listNotifications: ({ world, request }: Call) => ({ messages: messagesFor(world, request) }),
    clearOutbox: ({ world }: Call) => {
      for (const message of [...world.store.of(notifications).all()])
        world.store.of(notifications).delete(message.id);
    },
    takeSnapshot: ({ world }: Call) => world.snapshot(),
    restoreSnapshot: ({ world, body }: Call<WorldSnapshot>) => {
      try {
        context.restore(body);
      } catch (error) {
        throw new Refusal(
          'invalid',
          'admin.unreadable_snapshot',
          `The snapshot cannot be restored (${error instanceof Error ? error.message : String(error)}); send one that GET /_tenantry/snapshot gave. The world is as it was.`,
          'content',
        );
      }
      return clockOf(world);
    },
    ...identityOperations,
    ...marketplaceOperations,
    getSettings: ({ world }: Call) => world.settings,
    changeSettings: ({ world, body }: Call<Partial<WorldSettings>>) => {
      world.settings = { ...world.settings, ...body };
      context.stateChanged();
      return world.settings;
    },
    acceptRelationship: ({ world, actor, body }: Call<{ tenantDomain: string; provider?: number }>) => {
      const { tenantId, state } = acceptRelationship(world, actor, {
        domain: body.tenantDomain,
        ...(body.provider !== undefined && { providerId: body.provider }),
      });
      return { tenantId, state };
    },
    approveGdap: ({ world, actor, parameters, body }: Call<{ tenantDomain?: string } | undefined>) =>
      toGdap(approveRelationship(world, actor, parameters.relationshipId ?? '', body?.tenantDomain)),
    rejectGdap: ({ world, actor, parameters }: Call) =>
      toGdap(rejectRelationship(world, actor, parameters.relationshipId ?? '')),
    terminateGdap: ({ world, actor, parameters }: Call) =>
      toGdap(terminateByCustomer(world, actor, parameters.relationshipId ?? '')),
    raiseFraudEvent: ({ world, actor, body }: Call<NewFraudEvent>) => {
      const { id, type, status } = raiseFraudEvent(world, actor, body);
      return { eventId: id, eventType: type, eventStatus: status };
    },
    setMfa: ({ world, body }: Call<{ username: string; enabled: boolean }>) => {
      const user = world.store.of(users).first('username', body.username.toLowerCase());
      if (user === undefined) throw missing('user', body.username);
      const { username, mfa } = world.store.of(users).put({ ...user, mfa: body.enabled });
      return { username, mfa };
    },
    forkWorld: ({ request, body }: Call<{ name: string }>) => {
      context.forkWorld(body.name);
      return {
        name: body.name,
        baseUrl: `${originOf(request)}/_tenantry/worlds/${body.name}`,
        header: `X-Tenantry-World: ${body.name}`,
      };
    },
    deleteWorld: ({ parameters }: Call) => {
      if (!context.deleteWorld(parameters.name ?? '')) throw missing('world', parameters.name);
    },
  } satisfies Record<string, OperationHandler>;
}

function toGdap({ id, status, displayName, tenantId }: AdminRelationship) {
  return { id, status, displayName, ...(tenantId !== undefined && { tenantId }) };
}

/** Where the caller found this server. */
function originOf({ headers }: WireRequest): string {
  const { host = 'localhost' } = headers;
  return `${headers['x-forwarded-proto'] ?? 'http'}://${host}${headers['x-forwarded-prefix'] ?? ''}`;
}

function targetOf(now: number, move: { readonly advance?: string; readonly to?: string }): number {
  const { advance, to = '' } = move;
  return advance !== undefined
    ? named('advance', () => addPeriod(now, advance))
    : named('to', () => parseInstant(to));
}

/** Says which field it was that could not be read. */
function named<Result>(field: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal('invalid', 'admin.not_readable', `${field}: ${error.message}`, field);
  }
}

function clockOf(world: World) {
  const next = world.scheduler.next();
  return { now: isoOf(world.clock.now()), flowing: world.clock.flowing, next: next ? isoOf(next.due) : null };
}

function messagesFor(world: World, request: WireRequest) {
  const query = new URLSearchParams(request.query);
  const kind = query.get('kind');
  const to = query.get('to');
  const limit = query.has('limit') ? wholeNumber(query, 'limit') : 100;
  return [...world.store.of(notifications).all()]
    .filter((message) => (kind === null || message.kind === kind) && (to === null || message.to === to))
    .reverse()
    .slice(0, limit)
    .map((message) => ({ ...message, at: isoOf(message.at) }));
}

function wholeNumber(query: URLSearchParams, name: string): number {
  const value = Number(query.get(name));
  if (!Number.isInteger(value) || value < 0) {
    throw new Refusal(
      'invalid',
      'admin.not_a_number',
      `${name} must be a whole number; write for example ${name}=100.`,
      name,
    );
  }
  return value;
}

function missing(what: string, id: string | undefined): Refusal {
  return new Refusal('not-found', `admin.no_${what}`, `There is no ${what} "${id ?? ''}" in this world.`);
}
