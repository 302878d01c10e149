import { systemActor } from '../../domain/actor.ts';
import { actorOfAccessToken } from '../../domain/partners/access-token.ts';
import { partnerOf } from '../../domain/partners/partner.ts';
import { Refusal } from '../../domain/refusal.ts';
import { partnerCenterDocument } from '../../generated/partner-center-document.gen.ts';
import { parsed } from '../../http/pipeline.ts';
import type { OperationHandler, Wire } from '../../http/wire.ts';
import type { WireOperation } from '../../http/wire-document.ts';
import { canonical } from './canonical.ts';
import { FileAnswer } from './file-answer.ts';
import { formIn } from './multipart.ts';
import { agreementOperations } from './operations/agreement.ts';
import { analyticsOperations } from './operations/analytics.ts';
import { auditRecordOperations } from './operations/audit-record.ts';
import { cartOperations } from './operations/cart.ts';
import { customerOperations } from './operations/customer.ts';
import { customerTenantOperations } from './operations/customer-tenant.ts';
import { delegatedAdminOperations } from './operations/delegated-admin.ts';
import { deviceOperations } from './operations/device.ts';
import { entitlementOperations } from './operations/entitlement.ts';
import { fraudEventOperations } from './operations/fraud-event.ts';
import { insightsOperations } from './operations/insights.ts';
import { invoiceOperations } from './operations/invoice.ts';
import { legacyOperations } from './operations/legacy.ts';
import { licenceOperations } from './operations/licence.ts';
import { marginOperations } from './operations/margin.ts';
import { migrationOperations } from './operations/migration.ts';
import { offerOperations } from './operations/offer.ts';
import { orderOperations } from './operations/order.ts';
import { priceSheetOperations } from './operations/price-sheet.ts';
import { productOperations } from './operations/product.ts';
import { productUpgradeOperations } from './operations/product-upgrade.ts';
import { profileOperations } from './operations/profile.ts';
import { promotionOperations } from './operations/promotion.ts';
import { rateCardOperations } from './operations/rate-card.ts';
import { relationshipOperations } from './operations/relationship.ts';
import { securityOperations } from './operations/security.ts';
import { selfServePolicyOperations } from './operations/self-serve-policy.ts';
import { serviceCostOperations } from './operations/service-cost.ts';
import { serviceRequestOperations } from './operations/service-request.ts';
import { subscriptionOperations } from './operations/subscription.ts';
import { subscriptionDetailOperations } from './operations/subscription-details.ts';
import { transferOperations } from './operations/transfer.ts';
import { transitionOperations } from './operations/transition.ts';
import { usageOperations } from './operations/usage.ts';
import { unratedUsageOperations } from './operations/usage-lines.ts';
import { userOperations } from './operations/user.ts';
import { validationOperations } from './operations/validation.ts';
import { webhookOperations } from './operations/webhook.ts';
import { refusalOf } from './refuse.ts';
import { once } from './repeated-calls.ts';
import { Answer, file, json } from './respond.ts';
import { checkRole } from './roles.ts';
import { envelope } from './shapes/insights.ts';
import { countCall, countedBy, Throttled } from './throttle.ts';

const handlers: Readonly<Record<string, OperationHandler>> = {
  ...agreementOperations,
  ...analyticsOperations,
  ...auditRecordOperations,
  ...cartOperations,
  ...customerOperations,
  ...entitlementOperations,
  ...fraudEventOperations,
  ...orderOperations,
  ...productOperations,
  ...promotionOperations,
  ...subscriptionOperations,
  ...subscriptionDetailOperations,
  ...transitionOperations,
  ...offerOperations,
  ...legacyOperations,
  ...migrationOperations,
  ...transferOperations,
  ...productUpgradeOperations,
  ...customerTenantOperations,
  ...profileOperations,
  ...relationshipOperations,
  ...securityOperations,
  ...selfServePolicyOperations,
  ...serviceRequestOperations,
  ...validationOperations,
  ...delegatedAdminOperations,
  ...deviceOperations,
  ...licenceOperations,
  ...usageOperations,
  ...unratedUsageOperations,
  ...userOperations,
  ...priceSheetOperations,
  ...rateCardOperations,
  ...marginOperations,
  ...insightsOperations,
  ...invoiceOperations,
  ...serviceCostOperations,
  ...webhookOperations,
};

const writes = new Set(
  partnerCenterDocument.operations
    .filter(({ effect }) => effect === 'write')
    .map(({ operationId }) => operationId),
);

const operations: Readonly<Record<string, OperationHandler>> = Object.fromEntries(
  Object.entries(handlers).map(([name, handler]) => [name, writes.has(name) ? once(handler) : handler]),
);

/** Answers that are no JSON. */
const files: ReadonlySet<string> = new Set(['GetOrderAttachment']);

const scheme = /^bearer\s+/i;

/** Microsoft Partner Center, REST v1: customers, products, carts, orders and subscriptions. */
export const partnerCenterWire: Wire = {
  document: partnerCenterDocument,
  hosts: [
    /^api\.partnercenter\.microsoft\.com$/,
    /^api\.partner\.microsoft\.com$/,
    /^partner\.partnercenterapi\.microsoftonline\.cn$/,
    /^traf-pcsvcadmin-prod\.trafficmanager\.net$/,
  ],
  operations,
  lenientPaths: true,
  countedBy,
  authenticate(world, operation, request) {
    // Its query is its credential.
    if (operation.operationId === 'DownloadInsightsReport') return systemActor;
    const { authorization } = request.headers;
    if (authorization === undefined || !scheme.test(authorization)) {
      throw new Refusal(
        'unauthenticated',
        'access_token.missing',
        'The header Authorization is missing; send "Bearer " and an access token in it.',
      );
    }
    const actor = actorOfAccessToken(world, authorization.replace(scheme, ''));
    countCall(world, request.path);
    if (operation.signIn === 'user' && actor.signIn !== 'user') {
      throw new Refusal(
        'forbidden',
        'access_token.user_needed',
        `${operation.operationId} does not take a token of an application alone; sign in with a user too.`,
      );
    }
    if (actor.signIn === 'user' && actor.multiFactor === false && world.settings.enforceMultiFactor) {
      throw new Refusal(
        'unauthenticated',
        'access_token.no_mfa',
        'The token of a user must come from a sign-in with MFA; sign in again with MFA.',
      );
    }
    checkRole(world, operation, actor);
    if (operation.sandbox && world.settings.profile !== 'sandbox') {
      throw new Refusal(
        'invalid',
        'environment.sandbox_only',
        `${operation.operationId} works in the sandbox only; start with --profile sandbox.`,
      );
    }
    if (operation.effect === 'write' && partnerOf(world, actor).kind === 'indirect-reseller') {
      throw new Refusal(
        'forbidden',
        'partner.not_permitted',
        'Indirect resellers may look, and not change; their provider does that.',
      );
    }
    return actor;
  },
  readBody(operation, request) {
    if (operation.request?.contentType !== undefined)
      return canonical(formIn(request.headers['content-type'], request.body), operation.request.schema);
    const body = request.body.charCodeAt(0) === 0xfeff ? request.body.slice(1) : request.body;
    return canonical(parsed(body), operation.request?.schema);
  },
  respond(operation, result, exchange) {
    if (result instanceof FileAnswer) return result.respond(exchange);
    if (files.has(operation.operationId)) return file(String(result), exchange);
    const answer = result instanceof Answer ? result : new Answer(operation.status ?? 200, result);
    const { status, body, headers } = answer;
    const shown = status === 204 || status === 202 ? undefined : body;
    const compliance =
      exchange.request.headers.validatemfa === 'true'
        ? { ismfacompliant: String(isMultiFactor(exchange)) }
        : {};
    return json(status, shown, exchange, { ...headers, ...compliance });
  },
  refuse: (operation, reason, exchange) => {
    const refusal = refusalOf(reason, exchange);
    if (!isInsights(operation) || reason instanceof Throttled) return refusal;
    const message = reason instanceof Error ? reason.message : String(reason);
    return { ...refusal, body: JSON.stringify(envelope([], message, refusal.status)) };
  },
  violated: (operation, violations, exchange) => {
    const description = violations.map((violation) => violation.message).join(' ');
    if (isInsights(operation)) return json(400, envelope([], description, 400), exchange);
    const unknownValue = violations.some((violation) => violation.message.includes('must be one of'));
    const code = unknownValue ? 900126 : 800002;
    return json(400, { code, description, data: [], source: 'PartnerFD' }, exchange);
  },
};

/** Insights are a service of their own: their refusals have neither codes nor the shape of the others. evidence: docs for the shape */
function isInsights(operation: WireOperation | undefined): boolean {
  return operation?.basePath?.startsWith('/insights/') === true;
}

function isMultiFactor({ world, request }: Parameters<Wire['respond']>[2]): boolean {
  const token = (request.headers.authorization ?? '').replace(scheme, '');
  return actorOfAccessToken(world, token).multiFactor === true;
}
