import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { certificateAnswer, webhookSigner } from '../../../mock-server/src/http/webhook-signer.ts';
import { readCertificate } from './certificate.ts';
import { signWebhook } from './sign-webhook.ts';
import { verifyWebhook } from './verify-webhook.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';
import { WebhookVerifier, type WebhookVerifierOptions } from './webhook-verifier.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const environment = { now: () => now };
const certificateUrl = 'https://certificates.microsoft.com/dispatch.cer';
const event = {
  EventName: 'subscription-updated',
  ResourceUri: 'https://api.partnercenter.microsoft.com/webhooks/v1/customers/c1/subscriptions/s1',
  ResourceName: 'subscription',
  AuditUri: null,
  ResourceChangeUtcDate: '2026-11-19T16:19:06.3520276+00:00',
};

let root = '';
let certificate = new Uint8Array();
let signer: Awaited<ReturnType<typeof webhookSigner>>;
beforeAll(async () => {
  signer = await webhookSigner();
  root = signer.root;
  certificate = new Uint8Array(signer.certificate);
});

async function signed(body = JSON.stringify(event), change: Record<string, string | undefined> = {}) {
  const headers = {
    authorization: `Signature ${await signer.sign(body)}`,
    'x-ms-certificate-url': certificateUrl,
    'x-ms-signature-algorithm': 'rsa-sha256',
    ...change,
  };
  return { headers, body };
}

function options(more: WebhookVerifierOptions = {}): WebhookVerifierOptions {
  return { environment, fetch: async () => new Response(certificate), trustedCertificates: [root], ...more };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WebhookVerificationError)) throw error ?? new Error('It was believed.');
  expect(error.solution).not.toBe('');
  return error.code;
}

describe('verification', () => {
  test('believes what is signed, in either header, in any case', async () => {
    const { headers, body } = await signed();
    const verifier = new WebhookVerifier(options());
    expect(await verifier.verify({ headers, body })).toMatchObject({
      customerId: 'c1',
      subscriptionId: 's1',
    });
    const { authorization, ...rest } = headers;
    const own = new Headers({
      ...rest,
      Authorization: 'Bearer other',
      'X-MS-Signature': authorization ?? '',
    });
    own.set('X-MS-Signature-Algorithm', 'RSA-SHA256');
    expect(
      await verifyWebhook({ headers: own, body: new TextEncoder().encode(body) }, options()),
    ).toMatchObject({
      known: true,
    });
  });

  test.each([
    ['no signature', { authorization: undefined }, 'header_missing'],
    ['no certificate', { 'x-ms-certificate-url': undefined }, 'header_missing'],
    ['no algorithm', { 'x-ms-signature-algorithm': undefined }, 'header_missing'],
    ['another scheme', { authorization: 'Bearer abc' }, 'scheme_unknown'],
    ['SHA-1', { 'x-ms-signature-algorithm': 'RSA-SHA1' }, 'algorithm_refused'],
    ['another signature', { authorization: `Signature ${btoa('x'.repeat(256))}` }, 'signature_wrong'],
  ])('does not believe %s', async (_, change, code) => {
    const { headers, body } = await signed(undefined, change);
    expect(await codeOf(new WebhookVerifier(options()).verify({ headers, body }))).toBe(code);
  });

  test.each([
    'http://certificates.microsoft.com/a.cer',
    'https://certificates.microsoft.com:8443/a.cer',
    'https://user@certificates.microsoft.com/a.cer',
    'https://certificates.microsoft.com.evil.example/a.cer',
    'https://evilmicrosoft.com/a.cer',
    'https://other.blob.core.windows.net/a.cer',
    'https://169.254.169.254/a.cer',
    'https://[::1]/a.cer',
    'http://127.0.0.1:9/a.cer',
    'file:///etc/passwd',
    'nowhere',
  ])('fetches nothing from %s', async (url) => {
    let fetched = false;
    const fetch = async () => {
      fetched = true;
      return new Response(certificate);
    };
    const { headers, body } = await signed(undefined, { 'x-ms-certificate-url': url });
    const verifier = new WebhookVerifier(options({ fetch }));
    expect(await codeOf(verifier.verify({ headers, body }))).toBe('certificate_url_refused');
    expect(fetched).toBe(false);
  });

  test('fetches from an origin that was named, and no other of its host', async () => {
    const extra = options({ extraCertificateOrigins: ['http://127.0.0.1:4010'] });
    const from = async (url: string) => (await signed(undefined, { 'x-ms-certificate-url': url })) as never;
    const verifier = new WebhookVerifier(extra);
    expect(await verifier.verify(await from('http://127.0.0.1:4010/a.cer'))).toMatchObject({ known: true });
    expect(await codeOf(verifier.verify(await from('http://127.0.0.1:4011/a.cer')))).toBe(
      'certificate_url_refused',
    );
  });

  test('fetches a certificate once, and again after a failure', async () => {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      return calls === 1 ? new Response(null, { status: 503 }) : new Response(certificate);
    };
    const verifier = new WebhookVerifier(options({ fetch }));
    const request = await signed();
    expect(await codeOf(verifier.verify(request))).toBe('certificate_unavailable');
    await Promise.all([verifier.verify(request), verifier.verify(request)]);
    await verifier.verify(request);
    expect(calls).toBe(2);
  });

  test.each([
    ['a redirect', () => Response.redirect('http://127.0.0.1/', 302), 'certificate_unavailable'],
    ['too much', () => new Response(new Uint8Array(70_000)), 'certificate_unavailable'],
    ['no certificate', () => new Response('<html>'), 'certificate_malformed'],
  ])('does not take %s for a certificate', async (_, answer, code) => {
    const verifier = new WebhookVerifier(options({ fetch: async () => answer() }));
    expect(await codeOf(verifier.verify(await signed()))).toBe(code);
  });

  test('does not believe a certificate that nobody trusted has issued, or is out of date', async () => {
    const request = await signed();
    const leaf = new WebhookVerifier(options({ trustedCertificates: [certificate] }));
    expect(await leaf.verify(request)).toMatchObject({ known: true });
    const forged = new Uint8Array(certificate);
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    const fetch = async () => new Response(forged);
    expect(await codeOf(new WebhookVerifier(options({ fetch })).verify(request))).toBe(
      'certificate_untrusted',
    );
    const late = options({ environment: { now: () => Date.UTC(2050, 5) } });
    expect(await codeOf(new WebhookVerifier(late).verify(request))).toBe('certificate_expired');
    const rootItself = options({ fetch: async () => new Response(readCertificate(root).der) });
    expect(await codeOf(new WebhookVerifier(rootItself).verify(request))).toBe('signature_wrong');
  });

  test('does not believe what is too old', async () => {
    const old = JSON.stringify({ ...event, ResourceChangeUtcDate: '2026-11-01T00:00:00Z' });
    expect(await codeOf(new WebhookVerifier(options()).verify(await signed(old)))).toBe('event_too_old');
    const patient = new WebhookVerifier(options({ toleranceMs: 30 * 86_400_000 }));
    expect(await patient.verify(await signed(old))).toMatchObject({ known: true });
  });

  test('believes no body with any byte changed', async () => {
    const { headers, body } = await signed();
    const verifier = new WebhookVerifier(options());
    const bytes = new TextEncoder().encode(body);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = new Uint8Array(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(await codeOf(verifier.verify({ headers, body: changed }))).toBe('signature_wrong');
      }),
      { numRuns: 50 },
    );
  });

  test('takes what signWebhook signs', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const made = await signWebhook(event, {
      privateKey: pem,
      certificateUrl,
      signatureHeader: 'x-ms-signature',
    });
    // Another key than the certificate's: everything but the signature itself is right.
    expect(await codeOf(new WebhookVerifier(options()).verify(made))).toBe('signature_wrong');
    expect(made.headers['x-ms-signature']).toMatch(/^Signature [A-Za-z0-9+/]+=*$/);
  });

  test('any bytes are a certificate or an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => readCertificate(bytes)).toThrow(Error);
      }),
    );
  });

  test('the simulator gives its certificates, and no others', async () => {
    expect((await certificateAnswer('/_tenantry/webhooks/none.cer')).status).toBe(404);
    const { body } = await certificateAnswer(`/_tenantry/webhooks/${signer.certificateName}`);
    expect(body).toEqual(signer.certificate);
  });
});
