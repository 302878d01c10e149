import { hashOf } from './identity/hash.ts';

/** A password of this simulator only; it meets the rules that ICP's guide names. */
export const simulatedPassword = 'Cumbre!Azul2027';

/** The secret of a seed's application: of this simulator only, and always the same. */
export function simulatedSecret(appId: string): string {
  return `sim~${hashOf(`secret of application ${appId}`).slice(0, 36)}`;
}

/** The subscription key of a seed's marketplace. */
export function subscriptionKeyOf(marketplace: string): string {
  return simulatedSecret(`marketplace ${marketplace} key`);
}

/** The secret of the client that a seed's realm knows. */
export function realmSecretOf(marketplace: string): string {
  return simulatedSecret(`marketplace ${marketplace} realm`);
}
