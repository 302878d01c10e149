import type { Actor } from '../../domain/actor.ts';
import { actorOfPanelToken } from '../../domain/panels/panel-session.ts';
import { openOperations, permitOperation } from '../../domain/panels/rights.ts';
import { Refusal } from '../../domain/refusal.ts';
import { ingramPanelsDocument } from '../../generated/ingram-panels-document.gen.ts';
import type { OperationHandler, Wire, WireRequest } from '../../http/wire.ts';
import { accountingOperations } from './operations/accounting.ts';
import { brandingOperations } from './operations/branding.ts';
import { customerOperations } from './operations/customers.ts';
import { logOperations } from './operations/log.ts';
import { messageOperations } from './operations/messages.ts';
import { orderOperations } from './operations/orders.ts';
import { peopleOperations } from './operations/people.ts';
import { priceOperations } from './operations/prices.ts';
import { securityOperations } from './operations/security.ts';
import { serviceOperations } from './operations/services.ts';
import { sessionOperations } from './operations/session.ts';
import { answer, refusalOf } from './respond.ts';

const operations: Readonly<Record<string, OperationHandler>> = {
  ...sessionOperations,
  ...customerOperations,
  ...accountingOperations,
  ...orderOperations,
  ...priceOperations,
  ...peopleOperations,
  ...brandingOperations,
  ...messageOperations,
  ...securityOperations,
  ...logOperations,
  ...serviceOperations,
};

const nobody: Actor = {
  wire: 'ingram-panels',
  userId: 0,
  username: '',
  companyId: 0,
  permissions: new Set(),
};

function tokenOf({ headers }: WireRequest): string {
  const [, token] = /^bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token !== undefined) return token;
  throw new Refusal(
    'unauthenticated',
    'session.missing',
    'Sign in, and send the token of the answer: Authorization: Bearer ….',
  );
}

/** The control panels of the Ingram Micro Cloud Marketplace. Modelled: the vendor has them in its portal alone, and no host of its answers here. */
export const ingramPanelsWire: Wire = {
  document: ingramPanelsDocument,
  hosts: [],
  operations,
  // Wrong passwords are counted although the call is refused.
  outsideTransactions: new Set(['signIn', 'changePassword', 'setSecurityQuestion']),
  authenticate(world, { operationId }, request) {
    if (openOperations.has(operationId)) return nobody;
    const actor = actorOfPanelToken(world, tokenOf(request));
    permitOperation(actor.role, operationId);
    return actor;
  },
  respond: (operation, result) => answer(operation.status ?? 200, result),
  refuse: (_operation, reason) => refusalOf(reason),
  violated: (_operation, violations) =>
    answer(400, {
      code: 'request.invalid',
      message: violations.map(({ message }) => message).join(' '),
      modelled: true,
    }),
};
