import type { DecodedError, FailedResponse } from '../http/dialect.ts';
import { jsonObject } from '../http/json-object.ts';
import { solutionForClaims } from './claims-challenge.ts';

const signInAgain = 'Sign in again, in person: authorizationUrl and redeemCode, or signInWithDeviceCode.';
const secondFactor =
  'Sign in again, in person and with the second factor: the refresh token then carries it, and the tokens made of it too.';
const startAgain = 'Begin the sign-in again; a code serves once, and for minutes.';
const resourceMissing =
  'Check the resource and the cloud. For Partner Center and Graph, add their permissions to the application and consent to them.';

/** What to do about a refusal of Microsoft Entra, by number; general knowledge of Entra, in our words. */
const solutions: Readonly<Record<string, string>> = {
  AADSTS7000215:
    "The secret is wrong. Take the value of the application's secret, not its id, and mind the right application.",
  AADSTS7000222: 'The secret of the application has expired: make a new one, or use a certificate.',
  AADSTS7000218: 'The application must prove itself: give clientSecret or certificate.',
  AADSTS700025: 'The application is a public client: leave clientSecret and certificate out.',
  AADSTS700027: 'The certificate does not belong to the application, or its key made another signature.',
  AADSTS700023: 'The assertion names another audience: check authorityHost and the cloud.',
  AADSTS700024: 'The assertion is not valid now: set the clock of this machine.',
  AADSTS700016:
    'The application is not known in this tenant: check tenantId and clientId. In a customer tenant, consent to it first.',
  AADSTS90002: 'There is no such tenant: check tenantId and the cloud.',
  AADSTS65001:
    "Nobody has consented to the application in this tenant. In a customer's tenant the partner gives consent with its applicationconsents in Partner Center, else an administrator does with the consent link.",
  AADSTS50076: secondFactor,
  AADSTS50079: `The user has to enrol for the second factor. ${secondFactor}`,
  AADSTS50158: 'A further check of the tenant has to be passed in person. Sign in again in a browser.',
  AADSTS53003:
    "A conditional access policy of the tenant blocks this. The customer's administrator can see which in the sign-in logs, and leave service providers out of it.",
  AADSTS70000: signInAgain,
  AADSTS70008: `The code or refresh token is too old. ${signInAgain}`,
  AADSTS700082: `The refresh token was not used for 90 days. ${signInAgain}`,
  AADSTS50173: `The password was changed or the sessions were revoked. ${signInAgain}`,
  AADSTS54005: startAgain,
  AADSTS70011: resourceMissing,
  AADSTS500011: resourceMissing,
  AADSTS50011: 'Add this redirect URI to the application, letter by letter.',
  AADSTS50126: 'User name or password is wrong.',
  AADSTS50034: 'There is no such user in the tenant.',
  AADSTS70016: 'The user has not finished yet: poll again after the interval.',
  AADSTS50020:
    'The user does not belong to this tenant, and may not enter it: check tenantId, or the GDAP relationship.',
  AADSTS70017: 'The person said no. Begin again when they mean to sign in.',
  AADSTS70019: startAgain,
  AADSTS70020: startAgain,
};

/** Refusals that another refresh token would meet too: they are about consent, the person or a policy. */
const notAboutTheToken = [
  'AADSTS65001',
  'AADSTS50020',
  'AADSTS50076',
  'AADSTS50079',
  'AADSTS50158',
  'AADSTS53003',
  'AADSTS700016',
];

/** Whether a refusal may be about the refresh token itself, so that a newer one could pass. */
export function mayBeTheToken({ status, code }: { status?: unknown; code?: unknown }): boolean {
  return status === 400 && !notAboutTheToken.includes(String(code));
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** A refusal of the authority; by its number, else by its OAuth name. `redact` takes out what was sent. */
export function decodeAuthorityError(
  { status, headers, text }: FailedResponse,
  redact: (text: string) => string,
): DecodedError {
  const body = jsonObject(text);
  const error = textOf(body.error);
  const number = Array.isArray(body.error_codes) ? body.error_codes[0] : undefined;
  const code = number === undefined || error === 'slow_down' ? error : `AADSTS${number}`;
  const claims = textOf(body.claims);
  const solution = [solutions[code ?? ''], claims && solutionForClaims(redact(claims))]
    .filter(Boolean)
    .join(' ');
  // Entra appends its ids to the text: they have fields of their own.
  const [description = ''] = (textOf(body.error_description) ?? `HTTP ${status}`).split(/\s*Trace ID:/);
  const refused = error !== undefined && status < 500 && status !== 429;
  return {
    message: redact(description),
    code,
    solution: solution === '' ? undefined : solution,
    correlationId: textOf(body.correlation_id) ?? headers.get('client-request-id') ?? undefined,
    traceId: textOf(body.trace_id) ?? headers.get('x-ms-request-id') ?? undefined,
    meaning: error === 'temporarily_unavailable' ? 503 : refused ? 401 : status,
  };
}
