import { scryptSync, timingSafeEqual } from 'node:crypto';
import type { World } from '../../world.ts';
import { companies } from '../companies/company.ts';
import { isWithin } from '../companies/scope.ts';
import { type User, users } from '../companies/user.ts';
import { Refusal } from '../refusal.ts';
import { auditPanel } from './panel-log.ts';
import { type KeptQuestion, keepPerson, type Person, personOf, personOfActor } from './panel-person.ts';
import type { PanelActor } from './panel-role.ts';

/** evidence: modelled */
const mostWrongAnswers = 5;
const lockLength = 30 * 60_000;
const fewestCharacters = 4;
/** What scrypt costs: some 30 ms. */
const cost = { N: 16_384, r: 8, p: 1 } as const;
const hashLength = 32;

/** Sets what the service desk asks the actor. The caller has confirmed its password. @throws Refusal for an answer that is too short or is the question */
export function setSecurityQuestion(
  world: World,
  actor: PanelActor,
  wanted: { readonly question: string; readonly answer: string },
): KeptQuestion {
  const question = wanted.question.trim().replaceAll(/\s+/g, ' ');
  const answer = spoken(wanted.answer);
  if (answer.length < fewestCharacters || spoken(question).includes(answer)) {
    throw new Refusal(
      'invalid',
      'security_question.answer',
      `securityAnswer must have at least ${fewestCharacters} letters or digits, and not stand in the question.`,
      'securityAnswer',
    );
  }
  const { known, user } = personOfActor(world, actor);
  const before = known.securityQuestion;
  const securityQuestion: KeptQuestion = {
    question,
    answerHash: hashed(answer, Buffer.from(world.ids.random.bytes(16))),
    setAt: world.clock.now(),
    // A new question is no way out of a lock.
    wrongAnswers: before?.wrongAnswers ?? 0,
    ...(before?.lockedUntil !== undefined && { lockedUntil: before.lockedUntil }),
  };
  keepPerson(world, { ...known, securityQuestion });
  auditPanel(world, actor, 'SecurityQuestionSet', { user });
  return securityQuestion;
}

/** Until when a question is locked; nothing when it is not. */
export function lockOf(world: World, { lockedUntil }: KeptQuestion): number | undefined {
  return lockedUntil !== undefined && world.clock.now() < lockedUntil ? lockedUntil : undefined;
}

export interface Caller {
  readonly user: User;
  readonly question: KeptQuestion;
  readonly reseller: { readonly id: number; readonly name: string };
}

/** A user of a reseller of the service desk's own marketplace. @throws Refusal of kind `not-found`, also when it has set no question */
export function callerNamed(world: World, actor: PanelActor, username: string): Caller {
  return { ...foundCaller(world, actor, username) };
}

function foundCaller(
  world: World,
  actor: PanelActor,
  username: string,
): Caller & { readonly person: Person } {
  const user = world.store.of(users).first('username', username.toLowerCase());
  const person = user && personOf(world, user);
  const company = user && world.store.of(companies).get(user.parentId);
  const question = person?.known.securityQuestion;
  const isServed = company?.kind === 'reseller' && isWithin(world, company.id, actor.companyId);
  if (person !== undefined && question !== undefined && company !== undefined && isServed)
    return { person, user: person.user, question, reseller: { id: company.id, name: company.name } };
  throw new Refusal(
    'not-found',
    'security_question.not_set',
    `${username} is no user of a reseller, or has set no security question.`,
    'username',
  );
}

export interface Verification {
  readonly verified: boolean;
  readonly triesLeft: number;
  readonly lockedUntil?: number;
}

/** Checks an answer, in the same time whether it is right or wrong. @throws Refusal while the question is locked */
export function verifyAnswer(
  world: World,
  actor: PanelActor,
  username: string,
  answer: string,
): Verification {
  const { person, user, question } = foundCaller(world, actor, username);
  const locked = lockOf(world, question);
  if (locked !== undefined) {
    throw new Refusal(
      'conflict',
      'security_question.locked',
      `The question of ${username} is locked after ${mostWrongAnswers} wrong answers; try again in half an hour.`,
      'username',
    );
  }
  const verified = isSame(spoken(answer), question.answerHash);
  const wrongAnswers = verified ? 0 : question.wrongAnswers + 1;
  const lockedUntil = wrongAnswers >= mostWrongAnswers ? world.clock.now() + lockLength : undefined;
  const { lockedUntil: _, ...kept } = question;
  keepPerson(world, {
    ...person.known,
    securityQuestion: {
      ...kept,
      wrongAnswers: lockedUntil === undefined ? wrongAnswers : 0,
      ...(lockedUntil !== undefined && { lockedUntil }),
    },
  });
  const what = verified ? 'CallerVerified' : lockedUntil === undefined ? 'CallerRefused' : 'CallerLocked';
  auditPanel(world, actor, what, { user });
  return {
    verified,
    triesLeft: mostWrongAnswers - wrongAnswers,
    ...(lockedUntil !== undefined && { lockedUntil }),
  };
}

/** As it is said on the telephone: without case, spaces and signs. */
function spoken(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

function hashed(answer: string, salt: Buffer): string {
  const hash = scryptSync(answer, salt, hashLength, cost);
  return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

function isSame(answer: string, kept: string): boolean {
  const [, N = '', r = '', p = '', salt = '', expected = ''] = kept.split('$');
  const actual = scryptSync(answer, Buffer.from(salt, 'base64url'), hashLength, {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  const wanted = Buffer.from(expected, 'base64url');
  return actual.length === wanted.length && timingSafeEqual(actual, wanted);
}
