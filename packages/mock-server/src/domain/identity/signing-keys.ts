import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { Claims } from './json-web-token.ts';

export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const keyBits = 2_048;
const mostRemembered = 1_000;

/**
 * What a world signs its tokens with. It is no entity: no snapshot has it, a reset leaves it, forks share it.
 * Made when first needed, since making it takes longer than starting the server.
 */
export class SigningKeys {
  #key: SigningKey | undefined;
  #exported: string | undefined;
  #onMade: () => void = () => {};
  /** Claims of tokens whose signature was found good: checking one takes longer than most answers do. */
  readonly #verified = new Map<string, Claims>();

  /** @param stored what `exported()` gave */
  constructor(stored?: string) {
    if (stored !== undefined) this.#key = keyOf(createPrivateKey(stored));
  }

  get current(): SigningKey {
    if (this.#key === undefined) {
      this.#key = keyOf(generateKeyPairSync('rsa', { modulusLength: keyBits }).privateKey);
      this.#onMade();
    }
    return this.#key;
  }

  /** For the world's own file only. */
  exported(): string | undefined {
    this.#exported ??= this.#key?.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return this.#exported;
  }

  /** Calls back when there is something new to keep. */
  onMade(callback: () => void): void {
    this.#onMade = callback;
  }

  verified(token: string, verify: () => Claims): Claims {
    const known = this.#verified.get(token);
    if (known !== undefined) return known;
    const claims = verify();
    if (this.#verified.size >= mostRemembered) this.#verified.clear();
    this.#verified.set(token, claims);
    return claims;
  }
}

function keyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const id = createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
  return { id, privateKey, publicKey };
}
