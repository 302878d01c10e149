import { ValidationError } from '../../http/errors/validation-error.ts';

/** An id on ICP is digits: anything else would reach the platform as null, which means the reseller itself. */
export function accountId(
  given: string | number | undefined,
  field = 'customer',
  what = 'AccountId',
): number {
  const id = Number(given);
  if (id > 0 && Number.isInteger(id)) return id;
  throw new ValidationError([
    { code: 'icp.account_id', path: [field], message: `"${given}" is no ${what}.`, remedy: 'Use digits.' },
  ]);
}
