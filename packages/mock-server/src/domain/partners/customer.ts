import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { cultureOf, isoOfCountry } from '../companies/country.ts';
import { Refusal } from '../refusal.ts';
import { type Subscription, subscriptions } from '../subscriptions/subscription.ts';
import { providerOf } from '../tenants/relationship.ts';
import {
  type CommercialRelationship,
  commercialRelationships,
  type Tenant,
  tenants,
} from '../tenants/tenant.ts';
import type { PostalAddress } from './partner.ts';
import { partnerOf } from './partner.ts';

/** Whom a customer's invoices and mail go to. */
export interface CustomerProfile {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email: string;
  readonly culture: string;
  readonly language: string;
  readonly companyName: string;
  readonly address: PostalAddress;
}

/** The relationship that lets a partner sell to a tenant; resellers reach those they stand in. */
export function relationshipOf(
  world: World,
  actor: Actor,
  customerId: string,
): CommercialRelationship | undefined {
  const partner = partnerOf(world, actor);
  return world.store
    .of(commercialRelationships)
    .find('tenant', customerId)
    .find(
      (each) =>
        each.state === 'accepted' &&
        (partner.kind === 'indirect-reseller'
          ? each.resellerId === partner.companyId
          : each.providerId === partner.companyId),
    );
}

/** A customer of the actor's partner. @throws Refusal when there is no reseller relationship with it */
export function customerInScope(world: World, actor: Actor, customerId: string): Tenant {
  const id = customerId.toLowerCase();
  const tenant = world.store.of(tenants).get(id);
  if (tenant !== undefined && relationshipOf(world, actor, id) !== undefined) return tenant;
  throw new Refusal(
    'forbidden',
    'customer.no_relationship',
    `The partner has no commerce relationship with customer ${customerId}; send the customer the link of GET /v1/customers/relationshiprequests.`,
    'customerId',
  );
}

/** The profile as it was set, or made of what is known of the tenant. */
export function profileOf(world: World, tenant: Tenant): CustomerProfile {
  if (tenant.profile !== undefined) return tenant.profile;
  const iso = isoOf(tenant);
  const language = tenant.language ?? 'es';
  return {
    firstName: tenant.agreement?.firstName ?? 'Ana',
    lastName: tenant.agreement?.lastName ?? 'Ruiz',
    email: tenant.agreement?.email ?? `administracion@${tenant.initialDomain}`,
    culture: cultureOf(iso),
    language,
    companyName: tenant.companyName,
    address: {
      country: iso,
      ...companyAddress(world, tenant),
      ...(tenant.agreement && { phoneNumber: tenant.agreement.phone }),
    },
  };
}

/** The tenant's country in ISO letters. */
export function isoOf(tenant: Tenant): string {
  return tenant.profile?.address.country?.toUpperCase() ?? isoOfCountry(tenant.country);
}

function companyAddress(_world: World, tenant: Tenant): PostalAddress {
  return {
    addressLine1: 'Av. Central 100',
    city: tenant.region ?? tenant.country,
    ...(tenant.region !== undefined && { state: tenant.region }),
  };
}

/** The Microsoft subscriptions of a customer, oldest first: what hangs below others (Azure subscriptions) is not among them. */
export function subscriptionsOf(world: World, customerId: string) {
  return world.store
    .of(subscriptions)
    .find('tenant', customerId)
    .filter((each) => each.vendorReferenceId !== undefined && listed.has(each.kind));
}

/** Those of a customer's that a partner sold, whichever reseller stands between. */
export function soldBy(world: World, customerId: string, providerId: number): Subscription[] {
  return subscriptionsOf(world, customerId).filter(
    (each) => providerOf(world, each.companyId) === providerId,
  );
}

/** All that a customer has from an actor's partner or its provider, listed as a subscription or not. */
export function ownedInScope(world: World, actor: Actor, customerId: string): Subscription[] {
  const providerId = relationshipOf(world, actor, customerId)?.providerId;
  return world.store
    .of(subscriptions)
    .find('tenant', customerId)
    .filter((each) => providerOf(world, each.companyId) === providerId);
}

/** Those that an actor may see: its own partner's, or its provider's. */
export function subscriptionsInScope(world: World, actor: Actor, customerId: string): Subscription[] {
  const relationship = relationshipOf(world, actor, customerId);
  return relationship === undefined ? [] : soldBy(world, customerId, relationship.providerId);
}

/** Kinds that the list of a customer's subscriptions shows. */
const listed: ReadonlySet<string> = new Set([
  'licence',
  'azure-plan',
  'software-subscription',
  'marketplace-saas',
  'savings-plan',
]);
