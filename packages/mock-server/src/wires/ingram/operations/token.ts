import { apiSubscriptionOf, apiTokenSeconds, signInToApi } from '../../../domain/accounts/api-access.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { TokenInfo, TokenRequest } from '../../../generated/ingram.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';

function basicOf(header: string | undefined): { readonly username: string; readonly password: string } {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(header ?? '') ?? [];
  const [, username, password] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  if (username !== undefined && password !== undefined) return { username, password };
  throw new Refusal(
    'unauthenticated',
    'api_token.credentials',
    'Sign in with the header Authorization: Basic, and user name and password in base64.',
  );
}

export const tokenOperations = {
  generateAuthToken: ({ world, request, body }: Call<TokenRequest>): TokenInfo => {
    const subscription = apiSubscriptionOf(world, request.headers['x-subscription-key']);
    const user = basicOf(request.headers.authorization);
    const token = signInToApi(world, subscription, { ...user, marketplace: body.marketplace });
    return { token, expiresInSeconds: apiTokenSeconds };
  },
} satisfies Record<string, OperationHandler>;
