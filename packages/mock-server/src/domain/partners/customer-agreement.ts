import { parseInstant } from '../../kernel/calendar.ts';
import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { isEmail } from '../companies/email.ts';
import { Refusal } from '../refusal.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { agreementTemplates, currentTemplate, templatesOfType } from './agreement-template.ts';
import { audit } from './create-customer.ts';
import { partnerOf } from './partner.ts';
import { objectIdOf } from './principal.ts';

/** Who accepted the agreement in the customer's name. */
export interface AgreementContact {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber?: string;
}

/** A partner's word that a customer accepted an agreement. */
export interface CustomerAgreement {
  readonly id: string;
  readonly tenantId: string;
  readonly templateId: string;
  readonly type: string;
  readonly contact: AgreementContact;
  readonly agreedAt: number;
  /** Object id of the partner's user who confirmed it. */
  readonly userId?: string;
}

export const customerAgreements = defineCollection<CustomerAgreement>()({
  name: 'customerAgreements',
  key: (agreement) => agreement.id,
  indexes: { tenant: (agreement) => agreement.tenantId },
});

/** Whether the customer may be sold to: a confirmation is on file, or it signed with Microsoft itself. */
export function hasCustomerAgreement(world: World, tenant: Tenant): boolean {
  return (
    tenant.directlySigned === true ||
    tenant.agreement !== undefined ||
    world.store.of(customerAgreements).count('tenant', tenant.id) > 0
  );
}

/** The confirmations on file, oldest first; what was accepted through the distributor is one of them. */
export function customerAgreementsOf(world: World, tenant: Tenant, type?: string): CustomerAgreement[] {
  const types = new Set(templatesOfType(type).map((template) => template.type as string));
  return [
    ...acceptedElsewhere(tenant),
    ...world.store.of(customerAgreements).find('tenant', tenant.id),
  ].filter((each) => types.has(each.type));
}

function acceptedElsewhere(tenant: Tenant): CustomerAgreement[] {
  if (tenant.agreement === undefined) return [];
  const { firstName, lastName, email, phone, acceptedOn } = tenant.agreement;
  return [
    {
      id: `${tenant.id}-distributor`,
      tenantId: tenant.id,
      templateId: currentTemplate.templateId,
      type: currentTemplate.type,
      contact: { firstName, lastName, email, phoneNumber: phone },
      agreedAt: instantOf(acceptedOn) ?? tenant.createdAt,
    },
  ];
}

function instantOf(text: string): number | undefined {
  try {
    return parseInstant(text);
  } catch {
    return undefined;
  }
}

export interface NewCustomerAgreement {
  readonly templateId: string;
  readonly type: string;
  readonly dateAgreed: string;
  readonly userId?: string | undefined;
  readonly contact: { readonly [Name in keyof AgreementContact]?: string | undefined };
}

/** Confirms that a customer accepted the agreement of today. @throws Refusal when the same contact is on file already */
export function confirmAgreement(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: NewCustomerAgreement,
): CustomerAgreement {
  const partner = partnerOf(world, actor);
  checkTemplate(input);
  const agreedAt = checkedDate(world, input.dateAgreed);
  const contact = checkedContact(input.contact);
  const known = customerAgreementsOf(world, tenant, currentTemplate.type);
  if (known.some((each) => isSame(each.contact, contact))) {
    throw new Refusal(
      'conflict',
      'agreement.exists',
      `primaryContact ${contact.email} has been confirmed for customer ${tenant.id}; confirm again only when name, e-mail or phone changed.`,
      'primaryContact',
    );
  }
  const userId = input.userId ?? (actor.signIn === 'user' ? objectIdOf(partner, actor.username) : undefined);
  const agreement = world.store.of(customerAgreements).put({
    id: world.ids.uuid(),
    tenantId: tenant.id,
    templateId: currentTemplate.templateId,
    type: currentTemplate.type,
    contact,
    agreedAt,
    ...(userId !== undefined && { userId }),
  });
  audit(world, actor, partner, tenant, 'AgreementConfirmed');
  return agreement;
}

function checkTemplate({ type, templateId }: NewCustomerAgreement): void {
  const template = agreementTemplates.find((each) => each.type.toLowerCase() === type.toLowerCase());
  if (template === undefined) {
    throw new Refusal(
      'invalid',
      'agreement.type_unknown',
      `type "${type}" is not known; send ${currentTemplate.type}.`,
      'type',
    );
  }
  if (template.retired === true) {
    throw new Refusal(
      'invalid',
      'agreement.type_retired',
      `type ${template.type} is no longer confirmed; send ${currentTemplate.type}.`,
      'type',
    );
  }
  if (templateId.toLowerCase() !== template.templateId) {
    throw new Refusal(
      'invalid',
      'agreement.template_not_current',
      `templateId ${templateId} is not the current one; send that of GET /v1/agreements?agreementType=${template.type}.`,
      'templateId',
    );
  }
}

function checkedDate(world: World, text: string): number {
  const field = 'dateAgreed';
  const agreedAt = instantOf(text);
  if (agreedAt === undefined) {
    throw new Refusal(
      'invalid',
      'agreement.date_form',
      `${field} "${text}" is no date; write 2026-11-20T00:00:00Z.`,
      field,
    );
  }
  if (agreedAt <= world.clock.now()) return agreedAt;
  throw new Refusal(
    'invalid',
    'agreement.date_in_future',
    `${field} ${text} lies in the future; give the moment the customer accepted.`,
    field,
  );
}

function checkedContact(given: NewCustomerAgreement['contact']): AgreementContact {
  const { firstName = '', lastName = '', email = '', phoneNumber } = given;
  const missing = Object.entries({ firstName, lastName, email }).find(([, value]) => value.trim() === '');
  if (missing !== undefined) {
    const field = `primaryContact.${missing[0]}`;
    throw new Refusal(
      'invalid',
      'agreement.contact_incomplete',
      `${field} is missing; it must be given.`,
      field,
    );
  }
  if (!isEmail(email.trim())) {
    const field = 'primaryContact.email';
    throw new Refusal(
      'invalid',
      'agreement.contact_email',
      `${field} "${email}" is no e-mail address; write name@example.com.`,
      field,
    );
  }
  return { firstName, lastName, email, ...(phoneNumber !== undefined && { phoneNumber }) };
}

function isSame(left: AgreementContact, right: AgreementContact): boolean {
  const folded = ({ firstName, lastName, email, phoneNumber = '' }: AgreementContact) =>
    JSON.stringify([firstName, lastName, email, phoneNumber].map((text) => text.trim().toLowerCase()));
  return folded(left) === folded(right);
}
