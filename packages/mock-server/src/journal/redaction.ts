const secretHeaders = new Set([
  'authenticate',
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-subscription-key',
]);
/** Letters and digits of a field's name, in lower case. */
const secretName =
  /password|secret|passphrase|credential|token$|tokenhint$|assertion$|securityanswer$|devicecode$|^usercode$|codeverifier$|securelink$|^downloadurl$/;
/** In forms and queries only: in JSON a `code` is mostly that of an error. */
const secretField = /^(code|sig)$/;
/** A token as a whole, or text that says a code. */
const secretAnswers = new Set([
  'GetSessionToken',
  'StartDeviceCodeV1',
  'StartDeviceCodeV2',
  'ShowDeviceLogin',
  'AuthorizeV1',
  'AuthorizeV2',
]);
const redacted = '[redacted]';
const longestText = 2_000;

/** Headers without what signs a caller in. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.has(name.toLowerCase()) ? redacted : value,
    ]),
  );
}

/** What was sent, without passwords and tokens; what cannot be read, and so not be searched for them, is left out. */
export function redactRequest(body: string): unknown {
  if (body === '') return undefined;
  const json = parsed(body);
  if (json !== undefined) return redactValue(json);
  return /^[^\s<{["=]+=/.test(body) ? redactForm(body) : `[${body.length} characters, not JSON]`;
}

/** What was answered, without passwords and tokens; an answer that is a token goes as a whole. */
export function redactResponse(body: string, operationId: string | undefined): unknown {
  if (body === '') return undefined;
  if (operationId !== undefined && secretAnswers.has(operationId)) return redacted;
  const json = parsed(body);
  if (json === undefined) return body.length > longestText ? `${body.slice(0, longestText)}…` : body;
  return redactValue(json);
}

/** A query or a form. */
export function redactForm(form: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(new URLSearchParams(form), ([name, value]) => [
      name,
      isSecret(name) || secretField.test(name) ? redacted : value,
    ]),
  );
}

function parsed(body: string): unknown {
  try {
    // Trimming takes a byte order mark too: what follows it is JSON with secrets all the same.
    return JSON.parse(body.trim());
  } catch {
    return undefined;
  }
}

function redactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const pairsWithSecret = entries.some(
    ([name, inner]) => /^(name|key)$/i.test(name) && typeof inner === 'string' && isSecret(inner),
  );
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      isSecret(name) || (pairsWithSecret && /^value$/i.test(name)) ? redacted : redactValue(inner),
    ]),
  );
}

function isSecret(name: string): boolean {
  return secretName.test(name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
}
