/** As much of an X.509 certificate as a signature's check needs. */
export interface Certificate {
  readonly der: Uint8Array<ArrayBuffer>;
  readonly issuer: Uint8Array<ArrayBuffer>;
  readonly subject: Uint8Array<ArrayBuffer>;
  /** The organizations (O) that the issuer names. */
  readonly issuerOrganizations: readonly string[];
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly signedPart: Uint8Array<ArrayBuffer>;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

interface Element {
  readonly tag: number;
  readonly whole: Uint8Array<ArrayBuffer>;
  readonly content: Uint8Array<ArrayBuffer>;
}

const sequence = 0x30;
const explicitVersion = 0xa0;
const utcTime = 0x17;
const generalizedTime = 0x18;
/** The object identifier 2.5.4.10, as DER writes it. */
const organization = '55040a';

/** Reads a DER or PEM certificate. @throws Error when it is none */
export function readCertificate(source: Uint8Array | string): Certificate {
  const der = typeof source === 'string' ? fromPem(source) : new Uint8Array(source);
  const outer = elementAt(der, 0);
  if (outer.tag !== sequence || outer.whole.length !== der.length) throw new Error('It is no certificate.');
  const [signed, algorithm, signature] = childrenOf(outer);
  const fields = childrenOf(required(signed));
  // The version is left out of certificates of the first one.
  const [, , issuer, validity, subject, publicKey] =
    fields[0]?.tag === explicitVersion ? fields.slice(1) : fields;
  const [notBefore, notAfter] = childrenOf(required(validity)).map(instantOf);
  return {
    der,
    issuer: required(issuer).whole,
    subject: required(subject).whole,
    issuerOrganizations: organizationsOf(required(issuer)),
    notBefore: notBefore ?? Number.NaN,
    notAfter: notAfter ?? Number.NaN,
    publicKey: required(publicKey).whole,
    signedPart: required(signed).whole,
    signatureAlgorithm: hexOf(required(childrenOf(required(algorithm))[0]).content),
    // The first byte of a bit string counts the bits that are not used: none.
    signature: required(signature).content.slice(1),
  };
}

function organizationsOf(name: Element): string[] {
  return childrenOf(name).flatMap((set) =>
    childrenOf(set).flatMap((pair) => {
      const [type, value] = childrenOf(pair);
      const isOrganization = type !== undefined && hexOf(type.content) === organization;
      return isOrganization && value !== undefined ? [new TextDecoder().decode(value.content)] : [];
    }),
  );
}

function instantOf({ tag, content }: Element): number {
  const text = new TextDecoder().decode(content);
  const digits = tag === utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits);
  if ((tag !== utcTime && tag !== generalizedTime) || parts === null) throw new Error('A date is none.');
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function childrenOf({ content }: Element): Element[] {
  const children: Element[] = [];
  for (let at = 0; at < content.length; ) {
    const child = elementAt(content, at);
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

function elementAt(bytes: Uint8Array<ArrayBuffer>, start: number): Element {
  const tag = bytes[start];
  let length = bytes[start + 1];
  let from = start + 2;
  if (tag === undefined || length === undefined) throw new Error('It ends too early.');
  if (length >= 0x80) {
    const count = length & 0x7f;
    if (count === 0 || count > 3) throw new Error('A length is none.');
    length = bytes.slice(from, from + count).reduce((sum, byte) => sum * 256 + byte, 0);
    from += count;
  }
  if (from + length > bytes.length) throw new Error('It ends too early.');
  return { tag, whole: bytes.slice(start, from + length), content: bytes.slice(from, from + length) };
}

function required(element: Element | undefined): Element {
  if (element === undefined) throw new Error('A part is missing.');
  return element;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromPem(text: string): Uint8Array<ArrayBuffer> {
  const base64 = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(text)?.[1];
  if (base64 === undefined) throw new Error('It is no PEM certificate.');
  return Uint8Array.from(atob(base64.replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
}
