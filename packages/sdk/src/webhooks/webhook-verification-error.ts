import { TenantryError } from '../http/errors/tenantry-error.ts';

const solutions = {
  header_missing:
    'Partner Center sends the signature, X-MS-Certificate-Url and X-MS-Signature-Algorithm with every event: look whether a proxy takes them away.',
  scheme_unknown: 'The signature must read "Signature" and then base64.',
  algorithm_refused: 'Only rsa-sha256 is taken.',
  certificate_url_refused:
    'Name the origin in extraCertificateOrigins, if it really is where the certificates are.',
  certificate_unavailable: 'Answer with a failure, so that the event comes again; look at the cause.',
  certificate_malformed: 'The certificate must be one DER certificate with an RSA key.',
  certificate_expired: 'Set the clock of this machine; else the certificate is not to be trusted.',
  certificate_untrusted:
    'Put the certificate that issued it into trustedCertificates, if it really is Microsoft’s.',
  signature_wrong:
    'Give the body as it came, byte by byte, before any parser. If it is that, somebody else sent it.',
  event_too_old: 'Raise toleranceMs, if events may come as late as that; else it is a replay.',
  event_malformed: 'The body must be a JSON object with EventName and ResourceChangeUtcDate.',
} as const;

/** Why a webhook is not believed. */
export type WebhookVerificationCode = keyof typeof solutions;

/** A request that is not believed to be Partner Center's event. Neither body nor signature is in it. */
export class WebhookVerificationError extends TenantryError {
  declare readonly code: WebhookVerificationCode;

  constructor(code: WebhookVerificationCode, message: string, cause?: unknown) {
    super(message, { platform: 'partner-center', code, solution: solutions[code], cause });
  }
}
