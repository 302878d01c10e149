import { guidOf } from '../../http/guid-of.ts';

/** A request id made of a key: calling again with the key repeats the call instead of making another. */
export function requestIdFor(key: string, what: string): Promise<string> {
  return guidOf(`tenantry ${what} ${key}`);
}
