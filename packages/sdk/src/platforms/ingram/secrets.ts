/** A value, or where to get it each time, e.g. from a vault. */
export type Secret = string | (() => string | Promise<string>);

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** What a client was trusted with, so that nothing a platform quotes of it is told on. */
export class Secrets {
  readonly #known = new Map<string, string>();

  async get(name: string, secret: Secret): Promise<string> {
    return this.keep(name, typeof secret === 'string' ? secret : await secret());
  }

  /** Remembers a secret, and the one before it: calls that were sent with that may still fail. */
  keep(name: string, secret: string): string {
    const before = this.#known.get(name);
    if (before !== undefined && before !== secret) this.#known.set(`${name} before`, before);
    this.#known.set(name, secret);
    return secret;
  }

  redact(text: string): string {
    return [...this.#known.values()]
      .flatMap((secret) => (secret === '' ? [] : [secret, formEncoded(secret)]))
      .reduce((told, secret) => told.replaceAll(secret, '***'), text)
      .replace(/\b(basic|bearer)\s+[\w.~+/=-]+/gi, '$1 ***');
  }
}
