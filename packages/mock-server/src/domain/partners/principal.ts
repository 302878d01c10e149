import { derivedId } from '../../kernel/derived-id.ts';
import type { Partner } from './partner.ts';

/** The object id of a user or application in the partner's tenant: of its name, so that it is always the same. evidence: modelled, nobody keeps a partner's own directory here */
export function objectIdOf(partner: Partner, name: string): string {
  return derivedId(`${partner.tenantId} ${name.toLowerCase()}`);
}
