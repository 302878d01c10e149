import type { DecodedError, FailedResponse } from '../../http/dialect.ts';
import { findElement, readXml } from '../../http/xml.ts';

/** Messages that are known, by a part of them: what they mean and what to do. */
const known: readonly [part: string, code: string, meaning: number | undefined, solution: string][] = [
  ['check your username and password', 'icp.wrong_credentials', 401, 'They are those of the portal.'],
  [
    'enabled mfa',
    'icp.mfa_enabled',
    401,
    'Exempt the API user: Company, Security, Enforced Multi-Factor Authentication.',
  ],
  [
    'relationship link',
    'icp.relationship_not_accepted',
    undefined,
    "Ask the customer to accept the distributor's relationship link, then retry.",
  ],
  [
    'not allowed; ask support',
    'icp.address_not_allowed',
    403,
    'Have your public address allow-listed by support.',
  ],
];

/** What is known about a message of the platform. */
export function explain(
  message: string,
): { readonly code: string; readonly meaning: number | undefined; readonly solution: string } | undefined {
  const folded = message.toLowerCase();
  const found = known.find(([part]) => folded.includes(part));
  return found && { code: found[1], meaning: found[2], solution: found[3] };
}

/** An ICP fault, which is XML whatever was asked for; anything else keeps the start of its text. */
export function decodeFault({ status, text }: FailedResponse): DecodedError {
  const xml = readXml(text);
  const said = findElement(xml, 'Message')?.text || findElement(xml, 'Text')?.text;
  const message = said || text.slice(0, 200) || `HTTP ${status}`;
  const expired = status === 401 || findElement(xml, 'IsSessionExpired')?.text.trim() === 'true';
  return {
    message,
    expired,
    ...(expired ? { code: 'icp.session_expired', meaning: 401 } : said ? explain(said) : {}),
  };
}
