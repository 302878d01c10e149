import { Refusal, type RefusalKind } from '../refusal.ts';

/** A no of the authority; `code` below `identity.`. */
export function refused(
  code: string,
  message: string,
  field?: string,
  kind: RefusalKind = 'invalid',
): Refusal {
  return new Refusal(kind, `identity.${code}`, message, field);
}
