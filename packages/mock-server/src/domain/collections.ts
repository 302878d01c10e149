import type { CollectionDefinition } from '../kernel/collection.ts';
import { jobs } from '../kernel/scheduler.ts';
import { subscriptionAttributes } from './account-subscriptions/subscription-attributes.ts';
import { accountProfiles } from './accounts/account-profile.ts';
import { apiSubscriptions, apiTokens } from './accounts/api-access.ts';
import { marketplaceSites } from './accounts/marketplace-site.ts';
import { auditEvents } from './audit/audit-event.ts';
import { azureBudgets } from './azure/budgets.ts';
import { fraudEvents } from './azure/fraud-event.ts';
import { ledger } from './billing/ledger-line.ts';
import { billingExports } from './billing-exports/billing-export.ts';
import { companies } from './companies/company.ts';
import { roles } from './companies/role.ts';
import { sessions } from './companies/session.ts';
import { users } from './companies/user.ts';
import { credentials } from './credentials.ts';
import { configurationPolicies, deviceBatches, devices } from './devices/device.ts';
import { deviceJobs } from './devices/device-job.ts';
import { accessAssignments, relationshipOperations } from './gdap/access-assignment.ts';
import { adminRelationships } from './gdap/admin-relationship.ts';
import { relationshipRequests } from './gdap/relationship-request.ts';
import { securityGroups } from './gdap/security-group.ts';
import { applications } from './identity/application.ts';
import { authorizationCodes } from './identity/authorization-code.ts';
import { deviceCodes } from './identity/device-code.ts';
import { partnerUsers } from './identity/partner-user.ts';
import { refreshTokens } from './identity/refresh-token.ts';
import { signInRecords } from './identity/sign-in-record.ts';
import { revokedTokens } from './identity/verify-token.ts';
import { insightsExecutions } from './insights/execution.ts';
import { insightsQueries } from './insights/query.ts';
import { insightsReports } from './insights/report.ts';
import { migrationSchedules, migrations } from './migrations/migration.ts';
import { notifications } from './notifications/notification.ts';
import { carts } from './orders/cart.ts';
import { creditLimits, creditRequests } from './orders/credit-request.ts';
import { orders } from './orders/order.ts';
import { brandings } from './panels/branding.ts';
import { messageTemplates } from './panels/message-template.ts';
import { oneTimeTokens } from './panels/one-time-token.ts';
import { panelPeople } from './panels/panel-person.ts';
import { panelSessions } from './panels/panel-session.ts';
import { servicePlaces } from './panels/service-places.ts';
import { applicationConsents } from './partners/application-consent.ts';
import { customerAgreements } from './partners/customer-agreement.ts';
import { partners } from './partners/partner.ts';
import { selfServePolicies } from './partners/self-serve-policy.ts';
import { serviceRequests } from './partners/service-request.ts';
import { validationCodeUses } from './partners/validation-code.ts';
import { marketplaces } from './prices/marketplace.ts';
import { specialDeals } from './prices/special-deal.ts';
import { productUpgrades } from './product-upgrades/product-upgrade.ts';
import { ratedReports } from './rated-reports/rated-report.ts';
import { salesOrders } from './sales-orders/sales-order.ts';
import { overages } from './subscriptions/overage.ts';
import { subscriptions } from './subscriptions/subscription.ts';
import { transitions } from './subscriptions/transition.ts';
import { directoryUsers } from './tenants/directory-user.ts';
import { commercialRelationships, tenants } from './tenants/tenant.ts';
import { transfers } from './transfers/transfer.ts';
import { webhookDeliveries } from './webhooks/delivery.ts';
import { webhookRegistrations } from './webhooks/registration.ts';

/** Every kind of entity a world holds. */
export const collections = [
  accessAssignments,
  adminRelationships,
  applicationConsents,
  applications,
  authorizationCodes,
  deviceCodes,
  partnerUsers,
  refreshTokens,
  revokedTokens,
  signInRecords,
  auditEvents,
  azureBudgets,
  fraudEvents,
  billingExports,
  commercialRelationships,
  carts,
  companies,
  credentials,
  creditLimits,
  creditRequests,
  customerAgreements,
  jobs,
  ledger,
  marketplaces,
  notifications,
  orders,
  overages,
  partners,
  relationshipOperations,
  relationshipRequests,
  roles,
  securityGroups,
  selfServePolicies,
  serviceRequests,
  sessions,
  specialDeals,
  subscriptions,
  tenants,
  transitions,
  users,
  validationCodeUses,
  configurationPolicies,
  deviceBatches,
  deviceJobs,
  devices,
  directoryUsers,
  insightsExecutions,
  insightsQueries,
  insightsReports,
  migrations,
  migrationSchedules,
  productUpgrades,
  transfers,
  webhookDeliveries,
  webhookRegistrations,
  accountProfiles,
  apiSubscriptions,
  apiTokens,
  marketplaceSites,
  ratedReports,
  salesOrders,
  subscriptionAttributes,
  brandings,
  messageTemplates,
  oneTimeTokens,
  panelPeople,
  panelSessions,
  servicePlaces,
] as unknown as readonly CollectionDefinition<object>[];
