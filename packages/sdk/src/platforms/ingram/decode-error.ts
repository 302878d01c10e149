import type { DecodedError, FailedResponse } from '../../http/dialect.ts';
import { jsonObject } from '../../http/json-object.ts';

/** What a failure is, the status that the platform should have answered with, and what to do. */
type Known = Required<Pick<DecodedError, 'code' | 'solution'>> & Pick<DecodedError, 'meaning'>;

/**
 * What messages mean: business conflicts come with status 500, as crashes do. One that is not known stays a crash,
 * after which one has to look.
 * evidence: sample for the first, the words of gateway and realm for those with 401; the others are modelled.
 */
const known: readonly (readonly [said: RegExp, means: Known])[] = [
  [
    /there is already an? .*\border\b|prohibits placing an order/i,
    {
      code: 'ingram.open_change_order',
      meaning: 409,
      solution: 'Wait for the open order that the message names, or cancel it; then order again.',
    },
  ],
  [
    /\bsubscription key\b/i,
    {
      code: 'ingram.subscription_key',
      meaning: 401,
      solution: "Take the key from the portal's menu 'Marketplace API': another API user has another one.",
    },
  ],
  [
    /^(?:invalid_grant|invalid_client|unauthorized_client)$/,
    {
      code: 'ingram.wrong_credentials',
      meaning: 401,
      solution: 'Check user, password, client id and client secret of the realm.',
    },
  ],
  [
    /^(?=.*\b(?:mpn|product)s?\b).*\b(?:not unique|non-?unique|ambiguous|more than one|several|multiple)\b/i,
    {
      code: 'ingram.ambiguous_product',
      meaning: 409,
      solution:
        'Send what tells the products apart, in this order: mpn, vendor, subscriptionPeriod, billingPeriod; or the id of the product alone. products.list({ mpn }) has them.',
    },
  ],
  [
    /\b(?:credit|admin(?:istrative)?)[ -]?hold\b/i,
    {
      code: 'ingram.account_on_hold',
      meaning: 409,
      solution: 'The account can order again when it is taken off hold.',
    },
  ],
];

const timedOut: Known = {
  code: 'ingram.gateway_timeout',
  solution: 'The gateway gives up after a minute and the platform goes on: look before it is sent again.',
};

/** A failure in the platform's envelope, in a realm's, or as a page of the gateway. */
export function decodeError({ status, headers, text }: FailedResponse): DecodedError {
  const { message, error, error_description: description, correlationId } = jsonObject(text);
  const said = [message, description, error].find((part) => typeof part === 'string' && part !== '');
  const [, means] = known.find(([words]) => words.test(`${said}`) || words.test(`${error}`)) ?? [];
  const page = /<title>([^<]{1,100})<\/title>/i.exec(text)?.[1];
  return {
    message: String(said ?? page ?? `HTTP ${status}`),
    correlationId: String(correlationId ?? headers.get('x-correlation-id') ?? '') || undefined,
    // A new token mends no wrong key.
    expired: status === 401 && means === undefined,
    ...(means ?? (status === 504 && timedOut)),
  };
}
