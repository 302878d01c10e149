import { createPlatform } from '@tenantry/mock-server';
import { identityCaller, partnerCenter } from '../packages/mock-server/src/wires/identity/identity-caller.ts';

export const platform = createPlatform({ seed: 'demo-latam', strict: true });
export const { own, send, token, authorize, code, redeem, callPartnerCenter } = identityCaller(platform);

/** What an application asks for in its own name. */
export const application = { grant_type: 'client_credentials', scope: `${partnerCenter}/.default` };

/** The AADSTS numbers of a refusal, with its status and error. */
export async function refused(answer: ReturnType<typeof send>) {
  const { status, body } = await answer;
  return [status, body.error, ...((body.error_codes as number[] | undefined) ?? [])];
}
