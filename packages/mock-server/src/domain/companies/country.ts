/** Countries that are sold to, by the English name that ICP shows. */
const countries: Readonly<Record<string, { readonly code: string; readonly currency: string }>> = {
  Argentina: { code: 'AR', currency: 'USD' },
  Brazil: { code: 'BR', currency: 'BRL' },
  Chile: { code: 'CL', currency: 'CLP' },
  Colombia: { code: 'CO', currency: 'COP' },
  'Costa Rica': { code: 'CR', currency: 'USD' },
  Ecuador: { code: 'EC', currency: 'USD' },
  'El Salvador': { code: 'SV', currency: 'USD' },
  Germany: { code: 'DE', currency: 'EUR' },
  Guatemala: { code: 'GT', currency: 'USD' },
  Mexico: { code: 'MX', currency: 'MXN' },
  Panama: { code: 'PA', currency: 'USD' },
  Peru: { code: 'PE', currency: 'PEN' },
  'United Kingdom': { code: 'GB', currency: 'EUR' },
  'United States': { code: 'US', currency: 'USD' },
  Uruguay: { code: 'UY', currency: 'USD' },
};

export function knownCountry(name: string): boolean {
  return Object.hasOwn(countries, name);
}

/** The currency that a company of a country is billed in. */
export function currencyOf(country: string): string {
  return countries[country]?.currency ?? 'USD';
}

/** ISO 3166 alpha-2. */
export function countryCodeOf(country: string): string {
  return countries[country]?.code ?? 'US';
}
