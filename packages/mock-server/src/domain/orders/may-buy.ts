import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { hasCustomerAgreement } from '../partners/customer-agreement.ts';
import { partnerOf } from '../partners/partner.ts';
import { Refusal } from '../refusal.ts';
import type { Tenant } from '../tenants/tenant.ts';

/** What must be so before anything is bought for a customer. @throws Refusal. evidence: docs */
export function checkMayBuy(
  world: World,
  actor: Actor,
  tenant: Tenant,
  resellers: { readonly named: boolean; readonly attested: boolean },
): void {
  const partner = partnerOf(world, actor);
  if (!partner.agreementSigned) {
    throw new Refusal(
      'forbidden',
      'order.partner_agreement',
      'The partner has not signed the Microsoft Partner Agreement; its global administrator must.',
    );
  }
  if (!hasCustomerAgreement(world, tenant)) {
    throw new Refusal(
      'forbidden',
      'order.customer_agreement',
      `Customer ${tenant.id} has not accepted the Microsoft Customer Agreement; confirm it with POST /v1/customers/{id}/agreements.`,
    );
  }
  if (tenant.accountStatus === 'UnderReview') {
    throw new Refusal(
      'forbidden',
      'order.under_review',
      `Customer ${tenant.id} is under review at Microsoft; try again in some days.`,
    );
  }
  if (tenant.accountStatus === 'NotAllowed') {
    throw new Refusal(
      'forbidden',
      'order.not_approved',
      `Customer ${tenant.id} was not approved by Microsoft; nothing can be bought for it.`,
    );
  }
  if (resellers.named && !resellers.attested) {
    throw new Refusal(
      'invalid',
      'order.reseller_attestation',
      'partnerOnRecordAttestationAccepted must be true where a reseller is named: it says that the reseller knows of the purchase.',
      'partnerOnRecordAttestationAccepted',
    );
  }
}
