import type { World } from '../../world.ts';
import { productNamed } from '../catalogue/catalogue.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { subscriptionsOf } from './customer.ts';

/** A service of Microsoft's that a partner administers for a customer. */
export interface ManagedService {
  readonly id: string;
  readonly name: string;
  readonly group: string;
}

const exchange: ManagedService = { id: 'Exchange', name: 'Exchange', group: 'Office' };
const teams: ManagedService = { id: 'MicrosoftCommunicationsOnline', name: 'Teams', group: 'Office' };
const sharePoint: ManagedService = { id: 'SharePoint', name: 'SharePoint', group: 'Office' };
const azure: ManagedService = { id: 'Azure', name: 'AzureManagementPortal', group: 'Azure' };

/** Every service that there is, in the order they are listed. */
export const managedServices: readonly ManagedService[] = [exchange, teams, sharePoint, azure];

/** What an active subscription brings, by its product's name. evidence: sample for two services, modelled which product brings which */
const broughtBy: readonly (readonly [RegExp, readonly ManagedService[]])[] = [
  [/^Exchange Online/, [exchange]],
  [/^Microsoft Teams/, [teams]],
  [/^(Office|Microsoft) 365 (Business|E\d|F\d)/, [exchange, teams, sharePoint]],
];

export function managedServicesOf(world: World, tenant: Tenant): ManagedService[] {
  const found = new Set<ManagedService>();
  for (const subscription of subscriptionsOf(world, tenant.id)) {
    if (subscription.state !== 'active') continue;
    if (subscription.kind === 'azure-plan') found.add(azure);
    // Of the product: a subscription may be renamed.
    const name = productNamed(subscription.productName)?.displayName ?? '';
    for (const [pattern, services] of broughtBy)
      if (pattern.test(name)) for (const service of services) found.add(service);
  }
  return managedServices.filter((service) => found.has(service));
}
