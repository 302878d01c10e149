import type { CollectionDefinition } from '../kernel/collection.ts';
import { jobs } from '../kernel/scheduler.ts';
import { auditEvents } from './audit/audit-event.ts';
import { ledger } from './billing/ledger-line.ts';
import { companies } from './companies/company.ts';
import { roles } from './companies/role.ts';
import { sessions } from './companies/session.ts';
import { users } from './companies/user.ts';
import { credentials } from './credentials.ts';
import { notifications } from './notifications/notification.ts';
import { creditLimits, creditRequests } from './orders/credit-request.ts';
import { marketplaces } from './prices/marketplace.ts';
import { specialDeals } from './prices/special-deal.ts';
import { subscriptions } from './subscriptions/subscription.ts';
import { adminRelationships, commercialRelationships, tenants } from './tenants/tenant.ts';

/** Every kind of entity a world holds. */
export const collections = [
  adminRelationships,
  auditEvents,
  commercialRelationships,
  companies,
  credentials,
  creditLimits,
  creditRequests,
  jobs,
  ledger,
  marketplaces,
  notifications,
  roles,
  sessions,
  specialDeals,
  subscriptions,
  tenants,
  users,
] as unknown as readonly CollectionDefinition<object>[];
