import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { Refusal } from '../refusal.ts';

export interface PostalAddress {
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  /** ISO 3166 alpha-2. */
  readonly country?: string;
  readonly region?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly middleName?: string;
  readonly phoneNumber?: string;
}

export interface ContactPerson {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly middleName?: string;
  readonly email?: string;
  readonly phoneNumber?: string;
}

/** A Microsoft partner: the tenant behind a provider or reseller of the distributor's tree. */
export interface Partner {
  /** The company of the distributor's tree that the partner is. */
  readonly companyId: number;
  readonly tenantId: string;
  readonly mpnId: string;
  readonly kind: 'indirect-provider' | 'indirect-reseller' | 'direct-bill';
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly domain: string;
  /** Signed the Microsoft Partner Agreement: nothing can be sold before. */
  readonly agreementSigned: boolean;
  /** Made for tests, in the sandbox. */
  readonly forTests?: true;
  readonly address: PostalAddress;
  readonly primaryContact: ContactPerson;
  readonly taxId?: string;
  readonly purchaseOrderNumber?: string;
  readonly language: string;
  readonly culture: string;
  readonly support: { readonly email: string; readonly telephone: string; readonly website: string };
  readonly approver?: { readonly address?: PostalAddress; readonly email?: string };
  /** What the organization profile says differently from the legal one. */
  readonly organization?: {
    readonly companyName?: string;
    readonly address?: PostalAddress;
    readonly email?: string;
  };
  /** What the billing profile says differently from the legal one. */
  readonly billing?: {
    readonly companyName?: string;
    readonly address?: PostalAddress;
    readonly primaryContact?: ContactPerson;
  };
}

export const partners = defineCollection<Partner>()({
  name: 'partners',
  key: (partner) => partner.companyId,
  indexes: {
    tenant: (partner) => partner.tenantId,
    mpnId: (partner) => partner.mpnId,
    kind: (partner) => partner.kind,
  },
});

/** The MPN id of a company that is a partner. */
export function mpnIdOf(world: World, companyId: number | undefined): string | undefined {
  return companyId === undefined ? undefined : world.store.of(partners).get(companyId)?.mpnId;
}

/** The partner that an actor acts for. @throws Refusal when it is none */
export function partnerOf(world: World, actor: Actor): Partner {
  const partner = actor.companyId === undefined ? undefined : world.store.of(partners).get(actor.companyId);
  if (partner !== undefined) return partner;
  throw new Refusal('forbidden', 'partner.unknown', `${actor.username} acts for no Microsoft partner.`);
}
