import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { type Tenant, tenants } from '../tenants/tenant.ts';
import { audit } from './create-customer.ts';
import { partnerOf } from './partner.ts';

export interface NewVerifiedDomain {
  readonly name: string;
  /** As the details of the domain name it; must be the same. */
  readonly detailedName?: string | undefined;
  readonly authenticationType?: string | undefined;
}

const domainForm = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Adds a domain that the partner registered to its customer's tenant. @throws Refusal when it is none, or another tenant's */
export function addVerifiedDomain(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: NewVerifiedDomain,
): Tenant {
  const name = input.name.trim().toLowerCase();
  const field = 'VerifiedDomainName';
  if (!domainForm.test(name) || name.length > 253) {
    throw new Refusal(
      'invalid',
      'domain.form',
      `${field} "${input.name}" is no domain; write example.com.`,
      field,
    );
  }
  if (name === 'onmicrosoft.com' || name.endsWith('.onmicrosoft.com')) {
    throw new Refusal(
      'invalid',
      'domain.initial',
      `${field} ${name} is Microsoft's own; add a domain that the partner registered.`,
      field,
    );
  }
  if (input.detailedName !== undefined && input.detailedName.trim().toLowerCase() !== name) {
    throw new Refusal(
      'invalid',
      'domain.names_differ',
      `Domain.Name "${input.detailedName}" is not ${field} "${input.name}"; give the same name in both.`,
      'Domain.Name',
    );
  }
  const type = input.authenticationType;
  if (type !== undefined && !/^(managed|federated)$/i.test(type)) {
    throw new Refusal(
      'invalid',
      'domain.authentication_type',
      `Domain.AuthenticationType "${type}" is not known; send Managed or Federated.`,
      'Domain.AuthenticationType',
    );
  }
  const holder = world.store.of(tenants).first('domain', name);
  if (holder !== undefined) {
    throw new Refusal(
      'conflict',
      'domain.taken',
      holder.id === tenant.id
        ? `${field} ${name} is the customer's already; there is nothing to add.`
        : `${field} ${name} belongs to another tenant; have it removed there first.`,
      field,
    );
  }
  const updated = world.store.of(tenants).put({ ...tenant, customDomains: [...tenant.customDomains, name] });
  audit(world, actor, partnerOf(world, actor), updated, 'DomainAdded');
  return updated;
}
