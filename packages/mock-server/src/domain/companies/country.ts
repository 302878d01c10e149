/** Currencies of the countries that are sold to, by the English name that ICP shows. */
const currencies: Readonly<Record<string, string>> = {
  Argentina: 'USD',
  Brazil: 'BRL',
  Chile: 'CLP',
  Colombia: 'COP',
  'Costa Rica': 'USD',
  Ecuador: 'USD',
  'El Salvador': 'USD',
  Germany: 'EUR',
  Guatemala: 'USD',
  Mexico: 'MXN',
  Panama: 'USD',
  Peru: 'PEN',
  'United Kingdom': 'EUR',
  'United States': 'USD',
  Uruguay: 'USD',
};

export function knownCountry(name: string): boolean {
  return Object.hasOwn(currencies, name);
}

/** The currency that a company of a country is billed in. */
export function currencyOf(country: string): string {
  return currencies[country] ?? 'USD';
}
