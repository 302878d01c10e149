import { applications } from '../../../domain/identity/application.ts';
import {
  decideDeviceCode,
  deviceCodeSeconds,
  issueDeviceCode,
  pollSeconds,
  waitingDeviceCode,
} from '../../../domain/identity/device-code.ts';
import { requireDirectory, signInTo } from '../../../domain/identity/grants.ts';
import { refused } from '../../../domain/identity/refused.ts';
import type {
  DeviceCodeRequest,
  DeviceCodeV1,
  DeviceCodeV2,
  DeviceDecision,
} from '../../../generated/identity.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import type { World } from '../../../world.ts';
import { escaped, hidden, page } from '../answer.ts';
import { originOf } from '../origin.ts';
import { userFields } from './authorize.ts';

type StartCall = Call<DeviceCodeRequest>;

export const deviceOperations = {
  StartDeviceCodeV1: (call: StartCall): DeviceCodeV1 => {
    const { codes, address, message } = started(call);
    return {
      ...codes,
      verification_url: address,
      expires_in: String(deviceCodeSeconds),
      interval: String(pollSeconds),
      message,
    };
  },
  StartDeviceCodeV2: (call: StartCall): DeviceCodeV2 => {
    const { codes, address, message } = started(call);
    return {
      ...codes,
      verification_uri: address,
      expires_in: deviceCodeSeconds,
      interval: pollSeconds,
      message,
    };
  },
  ShowDeviceLogin: ({ world, request, parameters }: Call) => {
    const userCode = new URLSearchParams(request.query).get('user_code');
    if (userCode === null) {
      return page(
        'Enter code',
        '<form method="get"><label>Code <input name="user_code" required></label><button>Next</button></form>',
      );
    }
    const code = waitingDeviceCode(world, userCode);
    const { displayName } = applicationOf(world, code.appId);
    const fields = `${hidden([['user_code', userCode]])}${userFields(world, parameters.tenant ?? '', 'username')}`;
    const buttons = '<button>Sign in</button> <button name="decision" value="decline">Decline</button>';
    return page(
      'Sign in',
      `<p>${escaped(displayName)} asks to sign you in.</p><form method="post">${fields}${buttons}</form>`,
    );
  },
  DecideDeviceCode: ({ world, parameters, body }: Call<DeviceDecision>) => {
    const code = waitingDeviceCode(world, body.user_code);
    if (body.decision === 'decline') {
      decideDeviceCode(world, code, { state: 'declined' });
      return page('Declined', '<p>The device was not signed in.</p>');
    }
    const application = applicationOf(world, code.appId);
    const { person, directory } = signInTo(
      world,
      { application },
      parameters.tenant ?? '',
      body.username ?? '',
    );
    decideDeviceCode(world, code, {
      state: 'approved',
      tenantId: directory.tenantId,
      userPrincipalName: person.userPrincipalName,
      multiFactor: body.multi_factor !== 'no',
    });
    return page('Signed in', '<p>You can close this page and go back to the device.</p>');
  },
} satisfies Record<string, OperationHandler>;

function started({ world, request, parameters, body }: StartCall) {
  const tenant = parameters.tenant ?? '';
  if (!/^(common|organizations)$/i.test(tenant)) requireDirectory(world, tenant);
  const application = applicationOf(world, body.client_id);
  const { deviceCode, userCode } = issueDeviceCode(world, application, {
    ...(body.scope !== undefined && { scope: body.scope }),
    ...(body.resource !== undefined && { resource: body.resource }),
  });
  const address = `${originOf(request)}/${tenant}/oauth2/deviceauth`;
  const message = `To sign in, use a web browser to open the page ${address} and enter the code ${userCode} to authenticate.`;
  return { codes: { device_code: deviceCode, user_code: userCode }, address, message };
}

function applicationOf(world: World, clientId: string) {
  const application = world.store.of(applications).get(clientId.toLowerCase());
  if (application !== undefined) return application;
  throw refused(
    'application_unknown',
    `Application with identifier '${clientId}' was not found in the directory.`,
    'client_id',
  );
}
