import { type KeptQuestion, personOfActor } from '../../../domain/panels/panel-person.ts';
import { confirmPassword } from '../../../domain/panels/panel-session.ts';
import {
  callerNamed,
  lockOf,
  setSecurityQuestion,
  verifyAnswer,
} from '../../../domain/panels/security-question.ts';
import type {
  Caller,
  CallerAnswer,
  SecurityQuestion,
  SecurityQuestionChange,
  Verification,
} from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { panelActor } from '../panel-call.ts';

function toQuestion(world: World, kept: KeptQuestion | undefined): SecurityQuestion {
  if (kept === undefined) return { isSet: false };
  return { isSet: true, question: kept.question, setAt: isoOf(kept.setAt), ...lock(lockOf(world, kept)) };
}

function lock(lockedUntil: number | undefined): { lockedUntil?: string } {
  return lockedUntil === undefined ? {} : { lockedUntil: isoOf(lockedUntil) };
}

const usernameOf = ({ parameters }: Call) => parameters.username ?? '';

export const securityOperations = {
  getSecurityQuestion: (call: Call): SecurityQuestion =>
    toQuestion(call.world, personOfActor(call.world, panelActor(call)).known.securityQuestion),
  setSecurityQuestion: (call: Call<SecurityQuestionChange>): SecurityQuestion => {
    const { world, body } = call;
    const actor = panelActor(call);
    confirmPassword(world, personOfActor(world, actor), body.password, 'password');
    const wanted = { question: body.question, answer: body.securityAnswer };
    return world.transact(() => toQuestion(world, setSecurityQuestion(world, actor, wanted)));
  },
  getCaller: (call: Call): Caller => {
    const { user, question, reseller } = callerNamed(call.world, panelActor(call), usernameOf(call));
    return {
      username: user.username,
      resellerId: String(reseller.id),
      resellerName: reseller.name,
      question: question.question,
      ...lock(lockOf(call.world, question)),
    };
  },
  verifyCaller: (call: Call<CallerAnswer>): Verification => {
    const { lockedUntil, ...checked } = verifyAnswer(
      call.world,
      panelActor(call),
      usernameOf(call),
      call.body.securityAnswer,
    );
    return { ...checked, ...lock(lockedUntil) };
  },
} satisfies Record<string, OperationHandler>;
