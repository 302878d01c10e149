import type { JsonSchema, WireDocument } from '../../http/wire-document.ts';

const text: JsonSchema = { type: 'string' };

/** What belongs to the marketplace and is no part of its API: it has no document in openapi/. */
export const outsideDocument: WireDocument = {
  platform: 'ingram-outside',
  basePath: '',
  operations: [
    {
      operationId: 'signInAtRealm',
      method: 'POST',
      path: '/auth/realms/{realm}/protocol/openid-connect/token',
      effect: 'read',
      evidence: ['client'],
      source: 'Public client of newer tenants, fact sheet section 1',
      sdk: '',
      request: {
        required: true,
        contentType: 'application/x-www-form-urlencoded',
        schema: {
          type: 'object',
          required: ['grant_type', 'client_id', 'client_secret', 'username', 'password'],
          properties: {
            grant_type: text,
            client_id: text,
            client_secret: text,
            scope: text,
            username: text,
            password: text,
          },
        },
      },
      response: {
        type: 'object',
        required: ['access_token', 'expires_in'],
        properties: { access_token: text, expires_in: { type: 'integer' }, token_type: text, scope: text },
      },
    },
    {
      operationId: 'downloadReport',
      method: 'GET',
      path: '/rdecontainer/{file}',
      effect: 'read',
      evidence: ['docs', 'sample', 'modelled'],
      source: 'Links of reports, fact sheet section 3; sample 11. The refusal is modelled',
      sdk: '',
    },
  ],
  schemas: {},
};
