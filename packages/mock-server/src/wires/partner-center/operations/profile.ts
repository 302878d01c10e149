import { partnerOf } from '../../../domain/partners/partner.ts';
import { partnerOfMpnId } from '../../../domain/partners/partner-relationships.ts';
import {
  billingOf,
  legalBusinessOf,
  organizationOf,
  setBilling,
  setLegalBusiness,
  setOrganization,
  setSupport,
  versionOf,
} from '../../../domain/partners/profiles.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  Address,
  BillingProfile,
  LegalBusinessProfile,
  OrganizationProfile,
  SupportProfile,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { checkEtag } from '../etag.ts';
import { queryOf } from '../query.ts';
import {
  fromAddress,
  toBillingProfile,
  toLegalBusinessProfile,
  toMpnProfile,
  toOrganizationProfile,
  toSupportProfile,
} from '../shapes/profile.ts';

function addressOf(given: Address | undefined) {
  return given === undefined ? undefined : fromAddress(given);
}

/** Both versions are one here: a change is authorized at once. evidence: modelled */
function checkVettingVersion(version: string | undefined): void {
  if (version === undefined || /^(current|last_?finalized)$/i.test(version)) return;
  throw new Refusal(
    'invalid',
    'profile.vetting_version',
    `vettingVersion "${version}" is not known; send Current or LastFinalized.`,
    'vettingVersion',
  );
}

export const profileOperations = {
  GetMpnProfile: (call: Call) => toMpnProfile(partnerOfMpnId(call.world, call.actor, queryOf(call).mpnid)),
  GetLegalBusinessProfile: (call: Call) => {
    checkVettingVersion(queryOf(call).vettingversion);
    return toLegalBusinessProfile(legalBusinessOf(partnerOf(call.world, call.actor)));
  },
  UpdateLegalBusinessProfile: ({ world, actor, body }: Call<LegalBusinessProfile>) =>
    toLegalBusinessProfile(
      legalBusinessOf(
        setLegalBusiness(world, actor, {
          companyName: body.companyName,
          address: addressOf(body.address),
          primaryContact: body.primaryContact,
          approverAddress: addressOf(body.companyApproverAddress),
          approverEmail: body.companyApproverEmail,
        }),
      ),
    ),
  GetOrganizationProfile: ({ world, actor }: Call) => toOrganizationProfile(partnerOf(world, actor)),
  UpdateOrganizationProfile: (call: Call<OrganizationProfile>) => {
    const { world, actor, body } = call;
    checkEtag(call, body.attributes?.etag, versionOf(organizationOf(partnerOf(world, actor))));
    return toOrganizationProfile(
      setOrganization(world, actor, {
        companyName: body.companyName,
        address: addressOf(body.defaultAddress),
        email: body.email,
        language: body.language,
        culture: body.culture,
      }),
    );
  },
  GetBillingProfile: ({ world, actor }: Call) => toBillingProfile(partnerOf(world, actor)),
  UpdateBillingProfile: (call: Call<BillingProfile>) => {
    const { world, actor, body } = call;
    checkEtag(call, body.attributes?.etag, versionOf(billingOf(partnerOf(world, actor))));
    return toBillingProfile(
      setBilling(world, actor, {
        companyName: body.companyName,
        address: addressOf(body.address),
        primaryContact: body.primaryContact,
        purchaseOrderNumber: body.purchaseOrderNumber,
        taxId: body.taxId,
        currency: body.billingCurrency,
      }),
    );
  },
  GetSupportProfile: ({ world, actor }: Call) => toSupportProfile(partnerOf(world, actor)),
  UpdateSupportProfile: ({ world, actor, body }: Call<SupportProfile>) =>
    toSupportProfile(setSupport(world, actor, body)),
} satisfies Record<string, OperationHandler>;
