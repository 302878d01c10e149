import type { Actor } from '../../domain/actor.ts';
import { actorOfSession } from '../../domain/companies/sign-in.ts';
import { Refusal } from '../../domain/refusal.ts';
import { icpDocument } from '../../generated/icp-document.gen.ts';
import type { OperationHandler, Wire, WireRequest } from '../../http/wire.ts';
import type { World } from '../../world.ts';
import { fault, faultOf } from './fault.ts';
import { companyOperations } from './operations/company.ts';
import { creditOperations } from './operations/credit.ts';
import { customActionOperations } from './operations/custom-action.ts';
import { departmentOperations } from './operations/department.ts';
import { invoiceOperations } from './operations/invoice.ts';
import { marketplaceOperations } from './operations/marketplace.ts';
import { marketplaceServiceOperations } from './operations/marketplace-service.ts';
import { renewalOperations } from './operations/renewal.ts';
import { reportOperations } from './operations/report.ts';
import { resellerOperations } from './operations/reseller.ts';
import { securityRoleOperations } from './operations/security-role.ts';
import { serviceOperations } from './operations/service.ts';
import { sessionOperations } from './operations/session.ts';
import { specialDealOperations } from './operations/special-deal.ts';
import { subscriptionOperations } from './operations/subscription.ts';
import { upgradeOperations } from './operations/upgrade.ts';
import { userOperations } from './operations/user.ts';

const operations: Readonly<Record<string, OperationHandler>> = {
  ...sessionOperations,
  ...companyOperations,
  ...resellerOperations,
  ...departmentOperations,
  ...userOperations,
  ...securityRoleOperations,
  ...serviceOperations,
  ...subscriptionOperations,
  ...customActionOperations,
  ...upgradeOperations,
  ...renewalOperations,
  ...marketplaceOperations,
  ...marketplaceServiceOperations,
  ...specialDealOperations,
  ...creditOperations,
  ...invoiceOperations,
  ...reportOperations,
};

const stranger: Actor = { wire: 'icp', userId: 0, username: '', companyId: 0, permissions: new Set() };
const scheme = 'CCPSessionId ';

/** The token of the header `Authenticate`, which is not `Authorization`. evidence: client */
export function tokenOf(request: WireRequest): string {
  const header = request.headers.authenticate;
  if (header === undefined) {
    throw new Refusal(
      'unauthenticated',
      'session.missing',
      'The header Authenticate is missing; send "CCPSessionId " and the token of GetSessionToken in it.',
    );
  }
  if (!header.startsWith(scheme)) {
    throw new Refusal(
      'unauthenticated',
      'session.wrong_scheme',
      'The header Authenticate must start with "CCPSessionId ".',
    );
  }
  return header.slice(scheme.length);
}

function checkAddress(world: World, request: WireRequest): void {
  const { allowedAddresses } = world.settings;
  if (allowedAddresses.length > 0 && !allowedAddresses.includes(request.remoteAddress ?? '')) {
    throw new Refusal(
      'forbidden',
      'session.address_not_allowed',
      `Calls from ${request.remoteAddress ?? 'this address'} are not allowed; ask support to add it to the allow-list.`,
    );
  }
}

/** ICP's SimpleAPI: every operation a POST, every failure XML, sessions in a header of their own. */
export const icpWire: Wire = {
  document: icpDocument,
  hosts: [/^marketplace[a-z]*\.intcomexcloud\.com$/],
  hostNames: ['marketplace.intcomexcloud.com', 'marketplacetest.intcomexcloud.com'],
  operations,
  authenticate(world, operation, request) {
    checkAddress(world, request);
    return operation.operationId === 'GetSessionToken' ? stranger : actorOfSession(world, tokenOf(request));
  },
  respond: (_operation, result) => ({
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(result ?? null),
  }),
  refuse: (_operation, reason) => faultOf(reason),
  violated: (_operation, violations) =>
    fault(400, violations.map((violation) => violation.message).join(' ')),
};
