import { agreementRefusals } from './agreement.ts';
import { azureRefusals } from './azure.ts';
import { cartRefusals } from './cart.ts';
import { customerRefusals } from './customer.ts';
import { customerTenantRefusals } from './customer-tenant.ts';
import { deviceRefusals } from './device.ts';
import { foundationRefusals } from './foundation.ts';
import { legacyRefusals } from './legacy.ts';
import { migrationRefusals } from './migration.ts';
import { partnerRefusals } from './partner.ts';
import { priceRefusals } from './price.ts';
import { selfServePolicyRefusals } from './self-serve-policy.ts';
import { serviceRequestRefusals } from './service-request.ts';
import { subscriptionRefusals } from './subscription.ts';
import type { RefusalTable } from './table.ts';
import { transferRefusals } from './transfer.ts';
import { userRefusals } from './user.ts';
import { validationRefusals } from './validation.ts';

/** Every refusal that Partner Center has a code for. */
export const refusals: RefusalTable = {
  ...foundationRefusals,
  ...agreementRefusals,
  ...azureRefusals,
  ...cartRefusals,
  ...customerRefusals,
  ...subscriptionRefusals,
  ...legacyRefusals,
  ...migrationRefusals,
  ...transferRefusals,
  ...customerTenantRefusals,
  ...partnerRefusals,
  ...selfServePolicyRefusals,
  ...serviceRequestRefusals,
  ...validationRefusals,
  ...deviceRefusals,
  ...userRefusals,
  ...priceRefusals,
};
