import { apiTokenSeconds, signInAtRealm } from '../../domain/accounts/api-access.ts';
import type { Actor } from '../../domain/actor.ts';
import { linkedFile, type RatedFormat } from '../../domain/rated-reports/rated-report.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Call, OperationHandler, Wire, WireResponse } from '../../http/wire.ts';
import { outsideDocument } from './outside-document.ts';

type Form = Readonly<Record<'grant_type' | 'client_id' | 'client_secret' | 'username' | 'password', string>>;

const anybody: Actor = { wire: 'ingram', userId: 0, username: '', companyId: 0, permissions: new Set() };

/** A refusal as OAuth 2 writes it. */
function refused(status: number, error: string, description: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ error, error_description: description }),
  };
}

const fileTypes: Readonly<Record<RatedFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

const operations = {
  signInAtRealm: ({ world, parameters, body }: Call<Form>) => {
    if (body.grant_type !== 'password')
      throw new Refusal('invalid', 'realm.grant', 'grant_type must be password.', 'grant_type');
    const token = signInAtRealm(world, parameters.realm ?? '', {
      clientId: body.client_id,
      clientSecret: body.client_secret,
      username: body.username,
      password: body.password,
    });
    return { access_token: token, expires_in: apiTokenSeconds, token_type: 'Bearer', scope: 'openid' };
  },
  downloadReport: ({ world, request, parameters }: Call): WireResponse => {
    const query = new URLSearchParams(request.query);
    const expires = Date.parse(query.get('se') ?? '');
    const signature = query.get('sig') ?? '';
    const { format, content } = linkedFile(world, { file: parameters.file ?? '', expires, signature });
    return { status: 200, headers: { 'content-type': fileTypes[format] }, body: content };
  },
} satisfies Record<string, OperationHandler>;

/** As the store of files refuses: in XML. evidence: modelled */
function noFile(reason: unknown): WireResponse {
  const [status, code] = reason instanceof Refusal ? [403, 'AuthenticationFailed'] : [500, 'InternalError'];
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`,
  };
}

/** OAuth 2's word for a refusal. evidence: docs of OAuth 2 */
const errors: Readonly<Record<string, readonly [status: number, error: string]>> = {
  'realm.grant': [400, 'unsupported_grant_type'],
  'realm.unknown': [404, 'invalid_request'],
  'realm.client': [401, 'invalid_client'],
  'api_token.credentials': [401, 'invalid_grant'],
};

/** What stands beside the marketplace's API: the realm that newer tenants sign in at, and the store of reports' files. */
export const outsideWire: Wire = {
  document: outsideDocument,
  hosts: [],
  operations,
  authenticate: () => anybody,
  readBody: (_operation, request) => Object.fromEntries(new URLSearchParams(request.body)),
  respond: ({ operationId }, result) =>
    operationId === 'downloadReport'
      ? (result as WireResponse)
      : {
          status: 200,
          headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
          body: JSON.stringify(result),
        },
  refuse(operation, reason) {
    if (operation?.operationId === 'downloadReport') return noFile(reason);
    if (!(reason instanceof Refusal))
      return refused(500, 'server_error', reason instanceof Error ? reason.message : String(reason));
    const [status, error] = errors[reason.code] ?? [400, 'invalid_request'];
    return refused(status, error, reason.message);
  },
  violated: (_operation, violations) =>
    refused(400, 'invalid_request', violations.map(({ message }) => message).join(' ')),
};
