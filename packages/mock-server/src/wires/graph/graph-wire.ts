import { systemActor } from '../../domain/actor.ts';
import { actorOfAccessToken } from '../../domain/partners/access-token.ts';
import { Refusal } from '../../domain/refusal.ts';
import { graphDocument } from '../../generated/graph-document.gen.ts';
import { originOf } from '../../http/origin.ts';
import type { OperationHandler, Wire } from '../../http/wire.ts';
import { selected } from './list.ts';
import { assignmentOperations } from './operations/assignment.ts';
import { billingOperations, isOpen } from './operations/billing.ts';
import { customerOperations } from './operations/customer.ts';
import { directoryOperations } from './operations/directory.ts';
import { relationshipOperations } from './operations/relationship.ts';
import { refusalOf } from './refuse.ts';
import { Accepted, Blob, errorBody, idsOf, json } from './respond.ts';
import { checkAllowed } from './scopes.ts';

const operations: Readonly<Record<string, OperationHandler>> = {
  ...relationshipOperations,
  ...assignmentOperations,
  ...customerOperations,
  ...directoryOperations,
  ...billingOperations,
};

const scheme = /^bearer\s+/i;
const audience = 'https://graph.microsoft.com';

/** Seconds that a caller is asked to leave an operation alone. evidence: docs */
const operationRetryAfter = '10';

/** Microsoft Graph v1.0: delegated administration (GDAP) with as much of directories as it needs, and exports of billing. */
export const graphWire: Wire = {
  document: graphDocument,
  hosts: [/^graph\.microsoft\.com$/, /^microsoftgraph\.chinacloudapi\.cn$/],
  operations,
  lenientPaths: true,
  authenticate(world, operation, request) {
    // Its query is its credential.
    if (operation.operationId === 'DownloadBillingBlob') return systemActor;
    const { authorization } = request.headers;
    if (authorization === undefined || !scheme.test(authorization)) {
      throw new Refusal('unauthenticated', 'access_token.missing', 'Access token is empty.');
    }
    const actor = actorOfAccessToken(world, authorization.replace(scheme, ''), { audience });
    checkAllowed(world, actor, operation);
    return actor;
  },
  respond(operation, result, exchange) {
    const { request } = exchange;
    const here = `${originOf(request)}${request.path}`;
    if (result instanceof Accepted) {
      const headers = { 'retry-after': operationRetryAfter };
      if (result.path !== undefined)
        return json(202, {}, exchange, { location: originOf(request) + result.path, ...headers });
      const relationship = here.replace(/\/accessAssignments\/[^/]*$/i, '');
      return json(202, {}, exchange, {
        location: `${relationship}/operations/${result.operationId}`,
        ...headers,
      });
    }
    if (result instanceof Blob) {
      const headers = { 'content-type': 'application/gzip', ...idsOf(exchange) };
      return { status: 200, headers, body: '', stream: result.bytes };
    }
    if (
      operation.operationId === 'GetBillingOperation' &&
      isOpen(exchange.world, (result as { id: string }).id)
    )
      return json(200, result, exchange, { 'retry-after': operationRetryAfter });
    const { status = 200 } = operation;
    if (status === 204) return json(204, undefined, exchange);
    const location = status === 201 ? { location: `${here}/${(result as { id: string }).id}` } : {};
    return json(status, selected(result, request.query), exchange, location);
  },
  refuse: (_operation, reason, exchange) => refusalOf(reason, exchange),
  violated: (_operation, violations, exchange) =>
    errorBody(400, 'badRequest', violations.map((violation) => violation.message).join(' '), exchange),
};
