import { companies } from '../../../domain/companies/company.ts';
import { activate } from '../../../domain/panels/invitation.ts';
import { issuePanelLink, redeemOneTimeToken } from '../../../domain/panels/one-time-token.ts';
import { changeOwnPassword } from '../../../domain/panels/own-password.ts';
import { panelOfRole } from '../../../domain/panels/panel-role.ts';
import { type OpenedSession, signInToPanel, signOutOfPanel } from '../../../domain/panels/panel-session.ts';
import { operationsOf } from '../../../domain/panels/rights.ts';
import type {
  Activated,
  Activation,
  OneTimeSignIn,
  PasswordChange,
  Session,
  SessionDetails,
  SignIn,
} from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { panelActor } from '../panel-call.ts';
import { toOneTimeAccess } from '../shapes/one-time-access.ts';

function nameOf(world: World, companyId: number): string {
  return world.store.of(companies).get(companyId)?.name ?? '';
}

function toSession(world: World, { token, actor }: OpenedSession): Session {
  return {
    token,
    expiresAt: isoOf(actor.sessionEndsAt),
    username: actor.username,
    role: actor.role,
    panel: panelOfRole[actor.role],
    accountId: String(actor.companyId),
    accountName: nameOf(world, actor.companyId),
    modelled: true,
  };
}

export const sessionOperations = {
  signIn: ({ world, body }: Call<SignIn>): Session =>
    toSession(world, signInToPanel(world, body.username, body.password)),
  signInOnce: ({ world, body }: Call<OneTimeSignIn>): Session =>
    toSession(world, redeemOneTimeToken(world, body.oneTimeToken)),
  activateUser: ({ world, body }: Call<Activation>): Activated => ({
    username: activate(world, body.activationToken, body.password).username,
    modelled: true,
  }),
  getSession: (call: Call): SessionDetails => {
    const actor = panelActor(call);
    return {
      username: actor.username,
      role: actor.role,
      panel: panelOfRole[actor.role],
      accountId: String(actor.companyId),
      accountName: nameOf(call.world, actor.companyId),
      expiresAt: isoOf(actor.sessionEndsAt),
      operations: operationsOf(actor.role),
      modelled: true,
      evidence: 'modelled',
    };
  },
  signOut: (call: Call) => signOutOfPanel(call.world, panelActor(call)),
  changePassword: (call: Call<PasswordChange>) =>
    changeOwnPassword(call.world, panelActor(call), call.body.currentPassword, call.body.newPassword),
  createPanelLink: (call: Call) => {
    const actor = panelActor(call);
    return toOneTimeAccess(call.world, actor, issuePanelLink(call.world, actor));
  },
} satisfies Record<string, OperationHandler>;
