import { countryRulesOf } from './country-rules.ts';
import type { PostalAddress } from './partner.ts';
import { hasStateList, stateCodeOf } from './states.ts';

export type AddressStatus =
  | 'VerifiedShippable'
  | 'Verified'
  | 'InteractionRequired'
  | 'StreetPartial'
  | 'PremisesPartial'
  | 'Multiple'
  | 'None'
  | 'NotValidated';

export interface AddressFinding {
  readonly status: AddressStatus;
  readonly suggested: readonly PostalAddress[];
  readonly message?: string;
}

const postBox = /\b(p\.?\s?o\.?\s?box|apartado|casilla|caixa postal|postfach)\b/i;
const unitWithoutNumber = /\b(apt|suite|ste|unit|floor|dpto|depto|oficina|of|piso|sala|wohnung)\.?\s*$/i;
const numberFirst: ReadonlySet<string> = new Set(['US', 'CA', 'GB']);

/**
 * What there is to say about a postal address; there is no map behind it, only its form.
 * evidence: docs for the statuses and which countries' states count, sample for a street without a number, modelled otherwise
 */
export function validateAddress(address: PostalAddress): AddressFinding {
  const iso = (address.country ?? '').trim().toUpperCase();
  if (iso === '') return { status: 'None', suggested: [], message: said(['Country']) };
  const rules = countryRulesOf(iso);
  if (rules === undefined) {
    return {
      status: 'NotValidated',
      suggested: [],
      message: `No address data is known for '${iso}'; the address was not checked.`,
    };
  }
  const wrong = wrongFields(address, iso);
  if (wrong.length > 0) return { status: 'None', suggested: [], message: said(wrong) };
  const best = bestForm(address, iso);
  const line = address.addressLine1 ?? '';
  const streetPartial = !/\d/.test(line) && !/\bs\/?n\b/i.test(line);
  const premisesPartial = [line, address.addressLine2 ?? ''].some((each) => unitWithoutNumber.test(each));
  if (streetPartial) {
    const numbered = { ...best, addressLine1: numberFirst.has(iso) ? `1 ${line}` : `${line} 1` };
    return {
      status: premisesPartial ? 'Multiple' : 'StreetPartial',
      suggested: [numbered],
      message: said(premisesPartial ? ['AddressLine1', 'AddressLine2'] : ['AddressLine1']),
    };
  }
  if (premisesPartial)
    return { status: 'PremisesPartial', suggested: [best], message: said(['AddressLine2']) };
  if (postBox.test(line)) return { status: 'Verified', suggested: [best] };
  const changed = differs(address.state, best.state);
  return { status: changed ? 'InteractionRequired' : 'VerifiedShippable', suggested: [best] };
}

function wrongFields(address: PostalAddress, iso: string): string[] {
  const rules = countryRulesOf(iso);
  const postalCode = (address.postalCode ?? '').trim().toUpperCase();
  const postalCodeMissing = postalCode === '' && rules?.postalCode.required === true;
  const postalCodeWrong = postalCode !== '' && !new RegExp(rules?.postalCode.form ?? '').test(postalCode);
  return [
    ...(isBlank(address.addressLine1) ? ['AddressLine1'] : []),
    ...(isBlank(address.city) ? ['City'] : []),
    ...(hasStateList(iso) && stateCodeOf(iso, address.state ?? '') === undefined ? ['State'] : []),
    ...(postalCodeMissing || postalCodeWrong ? ['PostalCode'] : []),
  ];
}

function bestForm(address: PostalAddress, iso: string): PostalAddress {
  const state = stateCodeOf(iso, address.state ?? '') ?? address.state;
  const postalCode = address.postalCode?.trim().toUpperCase();
  return {
    ...address,
    country: iso,
    ...(state !== undefined && { state }),
    ...(postalCode !== undefined && {
      postalCode: iso === 'US' && postalCode.length === 5 ? `${postalCode}-${plusFour(address)}` : postalCode,
    }),
  };
}

/** The four digits that a full US code ends with: of the text, so that an address always gets the same. */
function plusFour({ addressLine1 = '', city = '' }: PostalAddress): string {
  const text = `${addressLine1.toLowerCase()} ${city.toLowerCase()}`;
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_000;
  return String(1_000 + sum);
}

function differs(left: string | undefined, right: string | undefined): boolean {
  return (left ?? '').trim().toLowerCase() !== (right ?? '').trim().toLowerCase();
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

function said(fields: readonly string[]): string {
  return `These address fields are incomplete or wrong: ${fields.map((field) => `'${field}'`).join(', ')}.`;
}
