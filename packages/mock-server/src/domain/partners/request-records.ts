import { millisecondsPerDay, parseInstant, startOfDay } from '../../kernel/calendar.ts';
import { derivedId } from '../../kernel/derived-id.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { auditEvents } from '../audit/audit-event.ts';
import { type SignInRecord, signInRecords } from '../identity/sign-in-record.ts';
import { Refusal } from '../refusal.ts';
import { integrationOf } from './access-token.ts';
import { type Partner, partnerOf } from './partner.ts';
import { objectIdOf } from './principal.ts';

/** How far back the records go. evidence: modelled */
const keptDays = 30;

/** One call that a user of the partner made. */
export interface RequestRecord {
  readonly requestId: string;
  readonly correlationId: string;
  readonly operation: string;
  readonly at: number;
  readonly username: string;
  readonly objectId: string;
  readonly applicationId: string;
  readonly multiFactor: boolean;
}

/**
 * The calls of the partner's users, newest first. evidence: modelled: they are the changes that the audit of
 * the partner has, since reads leave no trace in the world; and a user counts as signed in with MFA when
 * all its tokens are
 */
export function requestRecords(world: World, actor: Actor): RequestRecord[] {
  const partner = partnerOf(world, actor);
  const since = world.clock.now() - keptDays * millisecondsPerDay;
  const tokens = tokensByUser(world, partner);
  const application = applicationOf(world, partner);
  return world.store
    .of(auditEvents)
    .find('company', partner.companyId)
    .filter((event) => event.wire === 'partner-center' && event.at >= since && tokens.has(event.username))
    .reverse()
    .map((event) => ({
      requestId: derivedId(`request ${event.id}`),
      correlationId: derivedId(`correlation ${event.id}`),
      operation: event.eventType,
      at: event.at,
      username: event.username,
      objectId: objectIdOf(partner, event.username),
      applicationId: application.id,
      multiFactor: tokens.get(event.username)?.every((token) => token.multiFactor) === true,
    }));
}

export interface AdoptionDay {
  readonly day: number;
  readonly applicationId: string;
  readonly applicationName: string;
  readonly withMultiFactor: number;
  readonly total: number;
}

/** How many calls of users came from sign-ins with MFA, by day, oldest first; both days count. @throws Refusal when a date is none, or they are the wrong way round */
export function multiFactorAdoption(
  world: World,
  actor: Actor,
  range: { readonly startDate?: string | undefined; readonly endDate?: string | undefined },
): AdoptionDay[] {
  const from = dayOf(range.startDate, 'startDate') ?? Number.NEGATIVE_INFINITY;
  const to = dayOf(range.endDate, 'endDate') ?? Number.POSITIVE_INFINITY;
  if (from > to) {
    throw new Refusal(
      'invalid',
      'request_records.range',
      'startDate lies after endDate; send the earlier day as startDate.',
      'startDate',
    );
  }
  const { id: applicationId, name: applicationName } = applicationOf(world, partnerOf(world, actor));
  const days = new Map<number, { withMultiFactor: number; total: number }>();
  for (const record of requestRecords(world, actor).reverse()) {
    const day = startOfDay(record.at);
    if (day < from || day > to) continue;
    const counted = days.get(day) ?? { withMultiFactor: 0, total: 0 };
    counted.total += 1;
    if (record.multiFactor) counted.withMultiFactor += 1;
    days.set(day, counted);
  }
  return [...days].map(([day, counted]) => ({ day, applicationId, applicationName, ...counted }));
}

export interface Principal {
  readonly username: string;
  readonly objectId: string;
  /** Absent when nothing is recorded of it. */
  readonly lastRequestAt?: number;
}

/** Users of the partner that hold a token from a sign-in without MFA. evidence: modelled */
export function principalsWithoutMultiFactor(world: World, actor: Actor): Principal[] {
  const partner = partnerOf(world, actor);
  const records = requestRecords(world, actor);
  return [...tokensByUser(world, partner)]
    .filter(([, tokens]) => tokens.some((token) => !token.multiFactor))
    .map(([username]) => {
      const last = records.find((record) => record.username === username);
      return {
        username,
        objectId: objectIdOf(partner, username),
        ...(last !== undefined && { lastRequestAt: last.at }),
      };
    });
}

function tokensByUser(world: World, partner: Partner): Map<string, SignInRecord[]> {
  const found = new Map<string, SignInRecord[]>();
  for (const token of world.store.of(signInRecords).find('company', partner.companyId)) {
    if (token.signIn !== 'user') continue;
    found.set(token.username, [...(found.get(token.username) ?? []), token]);
  }
  return found;
}

/** The application that the partner's users call through. evidence: modelled, the audit does not say which */
function applicationOf(world: World, partner: Partner): { readonly id: string; readonly name: string } {
  const known = world.store
    .of(signInRecords)
    .find('company', partner.companyId)
    .find(({ signIn }) => signIn === 'application');
  return {
    id: known?.applicationId ?? integrationOf(partner),
    name: known?.username ?? `${partner.name} integration`,
  };
}

function dayOf(text: string | undefined, field: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return startOfDay(parseInstant(text));
  } catch {
    throw new Refusal(
      'invalid',
      'request_records.date',
      `${field} "${text}" is no date; write 2026-11-20.`,
      field,
    );
  }
}
