import { signIn, signOut } from '../../../domain/companies/sign-in.ts';
import type { GetSessionTokenRequest } from '../../../generated/icp.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { tokenOf } from '../icp-wire.ts';

export const sessionOperations = {
  GetSessionToken: ({ world, body }: Call<GetSessionTokenRequest>) =>
    signIn(world, body.username, body.password).token,
  PingPong: () => null,
  TerminateSessionToken: ({ world, request }: Call) => signOut(world, tokenOf(request)),
} satisfies Record<string, OperationHandler>;
