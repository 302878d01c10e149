import { describe, expect, test } from 'vitest';
import {
  administrator,
  as,
  codeOf,
  foreignAdministrator,
  minute,
  panelWorld,
  pass,
  serviceDesk,
  staff,
} from '../../../../../test/panel-domain.ts';
import { personOfActor } from './panel-person.ts';
import { callerNamed, setSecurityQuestion, verifyAnswer } from './security-question.ts';

const question = 'Which street did you grow up in?';
const answer = 'Calle del Sol 7';

function asked() {
  const world = panelWorld();
  setSecurityQuestion(world, as(world, staff), { question, answer });
  const desk = as(world, serviceDesk);
  return { world, desk, verify: (said: string) => verifyAnswer(world, desk, staff, said) };
}

describe('the security question', () => {
  test('is answered as it is said on the telephone', () => {
    const { verify } = asked();
    for (const said of [answer, 'calle del sol 7', ' CALLE  DEL-SOL, 7 ', 'calledelsol7'])
      expect(verify(said), said).toEqual({ verified: true, triesLeft: 5 });
    expect(verify('Calle del Sol 8')).toEqual({ verified: false, triesLeft: 4 });
    expect(verify('')).toEqual({ verified: false, triesLeft: 3 });
  });

  test('only a hash of the answer is kept, with a salt of its own', () => {
    const { world } = asked();
    setSecurityQuestion(world, as(world, administrator), { question, answer });
    const hashes = [staff, administrator].map(
      (name) => personOfActor(world, as(world, name)).known.securityQuestion?.answerHash ?? '',
    );
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) expect(hash).toMatch(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(JSON.stringify(world.snapshot())).not.toMatch(/calle ?del ?sol/i);
  });

  test('is locked after five wrong answers for half an hour of the world, the right one too', () => {
    const { world, verify } = asked();
    const left = [1, 2, 3, 4].map(() => verify('wrong').triesLeft);
    expect(left).toEqual([4, 3, 2, 1]);
    expect(verify('wrong')).toEqual({
      verified: false,
      triesLeft: 0,
      lockedUntil: world.clock.now() + 30 * minute,
    });
    expect(codeOf(() => verify(answer))).toBe('security_question.locked');
    pass(world, 30 * minute - 1);
    expect(codeOf(() => verify(answer))).toBe('security_question.locked');
    pass(world, 1);
    expect(verify(answer)).toEqual({ verified: true, triesLeft: 5 });
  });

  test('a right answer begins the count anew; a new question is no way out of a lock', () => {
    const { world, verify } = asked();
    for (let tries = 0; tries < 4; tries += 1) verify('wrong');
    expect(verify(answer).triesLeft).toBe(5);
    for (let tries = 0; tries < 5; tries += 1) verify('wrong');
    setSecurityQuestion(world, as(world, staff), {
      question: 'What was your first school?',
      answer: 'Elm School',
    });
    expect(codeOf(() => verify('Elm School'))).toBe('security_question.locked');
  });

  test('answers that are none are refused', () => {
    const { world } = asked();
    for (const said of ['abc', '   ', '!!!!!!', 'street'])
      expect(codeOf(() => setSecurityQuestion(world, as(world, staff), { question, answer: said }))).toBe(
        'security_question.answer',
      );
  });

  test('is asked of users of the own marketplace who have set one', () => {
    const { world, desk } = asked();
    setSecurityQuestion(world, as(world, foreignAdministrator), { question, answer });
    expect(callerNamed(world, desk, staff.toUpperCase()).reseller.id).toBe(320_001);
    for (const username of [administrator, foreignAdministrator, serviceDesk, 'nobody@customer.example'])
      expect(
        codeOf(() => callerNamed(world, desk, username)),
        username,
      ).toBe('security_question.not_set');
  });
});
