export interface SignWebhookOptions {
  /** An RSA key: PKCS#8 as PEM, or a key of Web Crypto for RSASSA-PKCS1-v1_5 with SHA-256. */
  readonly privateKey: string | CryptoKey;
  readonly certificateUrl: string;
  /** Where the signature goes, as the registration's `signatureTokenToMsSignatureHeader` says. @default 'authorization' */
  readonly signatureHeader?: 'authorization' | 'x-ms-signature';
}

/** A webhook as it would be sent. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * Signs an event as Partner Center does: for tests of a receiver, with a key of your own.
 * Source: Partner Center developer documentation: partner-center-webhooks
 * @example
 * const { headers, body } = await signWebhook(
 *   { EventName: 'test-created', ResourceName: 'test', ResourceChangeUtcDate: '2026-11-20T10:00:00+00:00' },
 *   { privateKey, certificateUrl: 'https://certificates.example/webhooks.cer' },
 * );
 */
export async function signWebhook(
  event: Readonly<Record<string, unknown>>,
  { privateKey, certificateUrl, signatureHeader = 'authorization' }: SignWebhookOptions,
): Promise<SignedWebhook> {
  const body = JSON.stringify(event);
  const key = typeof privateKey === 'string' ? await keyOf(privateKey) : privateKey;
  const signature = await crypto.subtle.sign(algorithm.name, key, new TextEncoder().encode(body));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(signature)));
  return {
    body,
    headers: {
      'content-type': 'application/json',
      [signatureHeader]: `Signature ${base64}`,
      'x-ms-certificate-url': certificateUrl,
      'x-ms-signature-algorithm': 'rsa-sha256',
    },
  };
}

function keyOf(pem: string): Promise<CryptoKey> {
  const base64 = pem.replace(/-----[A-Z ]+-----|\s/g, '');
  const der = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}
