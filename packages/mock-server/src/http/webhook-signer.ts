import { createHash } from 'node:crypto';
import { library, serialNumber } from './certificates.ts';
import { certificatesPath } from './webhook-outbox.ts';
import type { WireResponse } from './wire.ts';

/** What signs webhooks, with the certificates that a receiver is shown. */
export interface WebhookSigner {
  /** For receivers to trust: PEM. */
  readonly root: string;
  /** Of what signs: DER. */
  readonly certificate: Uint8Array;
  /** Another one at every start, so that no receiver keeps an old certificate by its URL. */
  readonly certificateName: string;
  /** The signature in base64: RSA, PKCS#1 v1.5, SHA-256. */
  sign(body: string): Promise<string>;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2_048,
};
/** Long, since a world's clock may stand anywhere. */
const validity = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2049-12-31T00:00:00Z') };
/** Says what it is, and still has what receivers are documented to look for. */
const issuer = 'CN=Tenantry simulator webhooks CA, O=Microsoft Corporation (simulated)';
const rootName = 'root.pem';
const subject = 'CN=pcnotifications-dispatch.tenantry.test, O=Tenantry simulator';

let made: Promise<WebhookSigner> | undefined;

/** The process's own; made when the first webhook is sent. */
export function webhookSigner(): Promise<WebhookSigner> {
  made ??= make();
  return made;
}

async function make(): Promise<WebhookSigner> {
  const x509 = await library();
  const [rootKeys, keys] = await Promise.all(
    [0, 1].map(() => crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])),
  );
  if (rootKeys === undefined || keys === undefined) throw new Error('No keys were made.');
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serialNumber(),
    name: issuer,
    signingAlgorithm: algorithm,
    keys: rootKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity,
    serialNumber: serialNumber(),
    subject,
    issuer,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    ],
  });
  const der = new Uint8Array(certificate.rawData);
  return {
    root: root.toString('pem'),
    certificate: der,
    certificateName: `${createHash('sha256').update(der).digest('hex').slice(0, 32)}.cer`,
    async sign(body) {
      const data = new TextEncoder().encode(body);
      const signature = await crypto.subtle.sign(algorithm.name, keys.privateKey, data);
      return Buffer.from(signature).toString('base64');
    },
  };
}

/** The simulator's root and certificate, for receivers. */
export async function certificateAnswer(path: string): Promise<WireResponse> {
  const { root, certificate, certificateName } = await webhookSigner();
  const name = path.slice(certificatesPath.length);
  if (name === rootName)
    return { status: 200, headers: { 'content-type': 'application/x-pem-file' }, body: root };
  if (name === certificateName)
    return { status: 200, headers: { 'content-type': 'application/pkix-cert' }, body: certificate };
  const error = `There is no certificate ${name}; each start of the simulator has its own.`;
  return { status: 404, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error }) };
}
