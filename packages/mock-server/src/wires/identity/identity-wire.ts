import type { Actor } from '../../domain/actor.ts';
import { refused } from '../../domain/identity/refused.ts';
import { identityDocument } from '../../generated/identity-document.gen.ts';
import type { Wire } from '../../http/wire.ts';
import { Answer } from './answer.ts';
import { authorizeOperations } from './operations/authorize.ts';
import { consentOperations } from './operations/consent.ts';
import { deviceOperations } from './operations/device.ts';
import { discoveryOperations } from './operations/discovery.ts';
import { tokenOperations } from './operations/token.ts';
import { refusalOf } from './refuse.ts';

/** Nobody yet: to sign in is what this platform is for. */
const anybody: Actor = {
  wire: 'identity',
  userId: 0,
  username: 'anonymous',
  companyId: 0,
  permissions: new Set(),
};

/** Microsoft Entra, as far as it gives tokens for Partner Center and Graph. */
export const identityWire: Wire = {
  document: identityDocument,
  hosts: [
    /^login\.microsoftonline\.com$/,
    /^login\.microsoftonline\.us$/,
    /^login\.chinacloudapi\.cn$/,
    /^login\.partner\.microsoftonline\.cn$/,
    /^sts\.windows\.net$/,
  ],
  lenientPaths: true,
  operations: {
    ...discoveryOperations,
    ...authorizeOperations,
    ...tokenOperations,
    ...deviceOperations,
    ...consentOperations,
  },
  authenticate: () => anybody,
  readBody: (_operation, request) => Object.fromEntries(new URLSearchParams(request.body)),
  respond(_operation, result) {
    if (result instanceof Answer) return result.response;
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store, no-cache',
    };
    return { status: 200, headers, body: JSON.stringify(result) };
  },
  refuse: (_operation, reason, exchange) => refusalOf(reason, exchange),
  violated: (_operation, violations, exchange) =>
    refusalOf(refused('field_missing', violations.map((violation) => violation.message).join(' ')), exchange),
};
