import { hashOf } from './identity/hash.ts';

/** A password of this simulator only; it meets the rules that ICP's guide names. */
export const simulatedPassword = 'Cumbre!Azul2027';

/** The secret of a seed's application: of this simulator only, and always the same. */
export function simulatedSecret(appId: string): string {
  return `sim~${hashOf(`secret of application ${appId}`).slice(0, 36)}`;
}
