import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import type { Partner } from './partner.ts';

/** What lets a partner make customers in the US government community cloud. */
export interface ValidationCode {
  readonly partnerId: string;
  readonly organizationName: string;
  readonly validationId: string;
  readonly maximum: number;
  readonly remaining: number;
  /** When it was last used; its version. */
  readonly changedAt: number;
}

/** How often a code was used; a code that nobody used has no record. */
interface ValidationCodeUse {
  /** `<partner's company>:<validation id>` */
  readonly id: string;
  readonly used: number;
  readonly at: number;
}

export const validationCodeUses = defineCollection<ValidationCodeUse>()({
  name: 'validationCodeUses',
  key: (use) => use.id,
  indexes: {},
});

/** The bodies that every partner who sells has a code of. evidence: modelled */
const organizations = [
  { name: 'Port Alder Public Works', maximum: 5 },
  { name: 'Alder County Health Department', maximum: 5 },
  { name: 'Alder Water District', maximum: 1 },
];

const issuedAt = Date.UTC(2025, 0, 15, 16, 30);

export function validationCodesOf(world: World, partner: Partner): ValidationCode[] {
  if (partner.kind === 'indirect-reseller') return [];
  return organizations.map(({ name, maximum }, index) => {
    const validationId = `${partner.companyId}${index + 1}`;
    const use = world.store.of(validationCodeUses).get(useId(partner, validationId));
    return {
      partnerId: partner.tenantId,
      organizationName: name,
      validationId,
      maximum,
      remaining: maximum - (use?.used ?? 0),
      changedAt: use?.at ?? issuedAt,
    };
  });
}

/** A code that can be used once more. @throws Refusal when it is missing, unknown or used up */
export function usableValidationCode(
  world: World,
  partner: Partner,
  validationId: string | undefined,
): ValidationCode {
  const field = 'validationCode';
  if (validationId === undefined || validationId.trim() === '') {
    throw new Refusal(
      'invalid',
      'validation_code.missing',
      `${field} is mandatory for GovernmentCommunityCloud; give a validationId of GET /v1/customers/all/validations.`,
      field,
    );
  }
  const code = validationCodesOf(world, partner).find((each) => each.validationId === validationId.trim());
  if (code === undefined) {
    throw new Refusal(
      'invalid',
      'validation_code.unknown',
      `${field} "${validationId}" is none of the partner's; GET /v1/customers/all/validations lists them.`,
      field,
    );
  }
  if (code.remaining === 0) {
    throw new Refusal(
      'conflict',
      'validation_code.used_up',
      `${field} ${validationId} was used ${code.maximum} times, as often as it may be; use another.`,
      field,
    );
  }
  return code;
}

/** Counts one use of a code. */
export function spendValidationCode(world: World, partner: Partner, code: ValidationCode): void {
  world.store.of(validationCodeUses).put({
    id: useId(partner, code.validationId),
    used: code.maximum - code.remaining + 1,
    at: world.clock.now(),
  });
}

function useId(partner: Partner, validationId: string): string {
  return `${partner.companyId}:${validationId}`;
}
