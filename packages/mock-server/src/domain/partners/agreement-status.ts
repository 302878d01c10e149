import type { World } from '../../world.ts';
import { Refusal, type RefusalKind } from '../refusal.ts';
import { type Partner, partners } from './partner.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The indirect reseller that signed the Microsoft Partner Agreement. @throws Refusal when it has not, as there: an unsigned agreement is no answer. evidence: sample */
export function signedPartner(
  world: World,
  input: {
    readonly programName: string;
    readonly mpnId?: string | undefined;
    readonly tenantId?: string | undefined;
  },
): Partner {
  const { programName, mpnId = '', tenantId = '' } = input;
  if (programName.toLowerCase() !== 'csp')
    throw refusal('program_unknown', 'programName', `"${programName}" is not known; send csp.`, 'not-found');
  if (mpnId === '' && tenantId === '')
    throw refusal('no_id', 'mpnId', 'and tenantId are both missing; send one of them.');
  if (mpnId !== '' && tenantId !== '')
    throw refusal('two_ids', 'mpnId', 'and tenantId are both given; send one of them only.');
  return mpnId === '' ? signedByTenant(world, tenantId) : signedByMpnId(world, mpnId);
}

function signedByTenant(world: World, tenantId: string): Partner {
  if (!guid.test(tenantId))
    throw refusal('tenant_form', 'tenantId', `"${tenantId}" is no GUID; send the reseller's tenant id.`);
  const partner = world.store.of(partners).first('tenant', tenantId.toLowerCase());
  if (partner === undefined)
    throw refusal('tenant_unknown', 'tenantId', `${tenantId} is no partner account; check the tenant id.`);
  if (!partner.agreementSigned) {
    throw refusal(
      'tenant_unsigned',
      'tenantId',
      `${tenantId} has not signed the Microsoft Partner Agreement; its global administrator must.`,
    );
  }
  return partner;
}

function signedByMpnId(world: World, mpnId: string): Partner {
  if (!/^\d+$/.test(mpnId))
    throw refusal('mpn_form', 'mpnId', `"${mpnId}" must have digits only; send the reseller's MPN id.`);
  const partner = world.store.of(partners).first('mpnId', mpnId);
  if (partner === undefined)
    throw refusal('mpn_unknown', 'mpnId', `${mpnId} is not known in Partner Center; check the id.`);
  if (partner.kind !== 'indirect-reseller') {
    throw refusal(
      'mpn_no_reseller',
      'mpnId',
      `${mpnId} is no indirect reseller; the partner must enroll in the program as one.`,
    );
  }
  if (!partner.agreementSigned) {
    throw refusal(
      'mpn_unsigned',
      'mpnId',
      `${mpnId} has not signed the Microsoft Partner Agreement for the region; its global administrator must.`,
    );
  }
  return partner;
}

function refusal(code: string, field: string, problem: string, kind: RefusalKind = 'invalid'): Refusal {
  return new Refusal(kind, `partner_agreement.${code}`, `${field} ${problem}`, field);
}
