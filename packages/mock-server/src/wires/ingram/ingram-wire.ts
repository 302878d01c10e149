import { actorOfApiToken, apiSubscriptionOf } from '../../domain/accounts/api-access.ts';
import type { Actor } from '../../domain/actor.ts';
import { ingramDocument } from '../../generated/ingram-document.gen.ts';
import type { OperationHandler, Wire } from '../../http/wire.ts';
import { accountOperations } from './operations/account.ts';
import { catalogueOperations } from './operations/catalogue.ts';
import { orderOperations } from './operations/order.ts';
import { reportOperations } from './operations/report.ts';
import { subscriptionOperations } from './operations/subscription.ts';
import { tokenOperations } from './operations/token.ts';
import { validationOperations } from './operations/validation.ts';
import { refusalOf } from './refuse.ts';
import { failure, json, regionOf } from './respond.ts';
import { countCall } from './throttle.ts';

const operations: Readonly<Record<string, OperationHandler>> = {
  ...tokenOperations,
  ...accountOperations,
  ...catalogueOperations,
  ...orderOperations,
  ...subscriptionOperations,
  ...validationOperations,
  ...reportOperations,
};

const stranger: Actor = { wire: 'ingram', userId: 0, username: '', companyId: 0, permissions: new Set() };
const scheme = /^bearer\s+/i;

/** One of the API's hosts has no region in its paths. evidence: client */
const document = {
  ...ingramDocument,
  operations: ingramDocument.operations.map((operation) => ({
    ...operation,
    otherBasePaths: ['/marketplace'],
  })),
};

/** The Ingram Micro Cloud Marketplace: a key on every call before the token, and conflicts that look like crashes. */
export const ingramWire: Wire = {
  document,
  hosts: [/^api\.cloud\.im$/, /^simpleapiprod\.azure-api\.net$/],
  hostNames: ['api.cloud.im', 'simpleapiprod.azure-api.net'],
  operations,
  countedBy: () => 'key',
  authenticate(world, operation, request) {
    const subscription = apiSubscriptionOf(world, request.headers['x-subscription-key']);
    countCall(world, subscription.keyHash);
    if (operation.operationId === 'generateAuthToken') return stranger;
    const { authorization } = request.headers;
    const token = scheme.test(authorization ?? '') ? authorization?.replace(scheme, '') : undefined;
    return actorOfApiToken(world, subscription, token, regionOf(request));
  },
  respond: (_operation, result, exchange) => json(200, result, exchange),
  refuse: (_operation, reason, exchange) => refusalOf(reason, exchange),
  violated: (_operation, violations, exchange) =>
    failure(400, violations.map(({ message }) => message).join(' '), exchange),
};
