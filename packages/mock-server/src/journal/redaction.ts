const secretHeaders = new Set([
  'authenticate',
  'authorization',
  'cookie',
  'set-cookie',
  'x-subscription-key',
]);
const secretFields =
  /^(password|newpassword|token|sessiontoken|access_token|refresh_token|id_token|client_secret|clientsecret|assertion|securityanswer)$/i;
const secretAnswers = new Set(['GetSessionToken']);
const redacted = '[redacted]';

/** Headers without what signs a caller in. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.has(name.toLowerCase()) ? redacted : value,
    ]),
  );
}

/** A body without passwords and tokens; an answer that is a token goes as a whole. */
export function redactBody(body: string, operationId?: string, isAnswer = false): unknown {
  if (isAnswer && operationId !== undefined && secretAnswers.has(operationId) && body.startsWith('"'))
    return redacted;
  if (body === '') return undefined;
  try {
    return redactValue(JSON.parse(body));
  } catch {
    return body.length > 2_000 ? `${body.slice(0, 2_000)}…` : body;
  }
}

function redactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretFields.test(name) ? redacted : redactValue(inner),
    ]),
  );
}
