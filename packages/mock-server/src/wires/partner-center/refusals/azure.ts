import type { RefusalTable } from './table.ts';

/** Azure subscriptions below a plan, their use, and budgets. */
export const azureRefusals: RefusalTable = {
  'entitlement.customer_id': [400, 900118],
  'entitlement.id_form': [400, 800002],
  'entitlement.no_relationship': [403, 900159],
  'entitlement.cancellation_reason': [400, 900307],
  'entitlement.not_by_partner': [400, 900337],
  'entitlement.not_permitted': [403, 900335],
  'line.legacy_azure': [403, 800066],
  'line.reservation_scope': [400, 900312],
  'usage.plan_only': [403, 900263],
  'usage.legacy_only': [400, 2006],
  'usage.not_metered': [400, 800011],
  'usage.time': [400, 800002],
  'usage.period': [400, 900126],
  'usage.kind': [400, 900126],
  'usage.currency': [400, 900169],
  'budget.amount': [400, 800002],
};
