interface Country {
  readonly name: string;
  readonly iso: string;
  /** What ICP bills its companies in. */
  readonly currency: string;
  /** What Microsoft sells in there; US dollars unless named. evidence: modelled */
  readonly microsoftCurrency?: string;
  readonly culture: string;
}

const countries: readonly Country[] = [
  { name: 'Argentina', iso: 'AR', currency: 'USD', culture: 'es-AR' },
  { name: 'Brazil', iso: 'BR', currency: 'BRL', microsoftCurrency: 'BRL', culture: 'pt-BR' },
  { name: 'Chile', iso: 'CL', currency: 'CLP', culture: 'es-CL' },
  { name: 'Colombia', iso: 'CO', currency: 'COP', culture: 'es-CO' },
  { name: 'Costa Rica', iso: 'CR', currency: 'USD', culture: 'es-CR' },
  { name: 'Ecuador', iso: 'EC', currency: 'USD', culture: 'es-EC' },
  { name: 'El Salvador', iso: 'SV', currency: 'USD', culture: 'es-SV' },
  { name: 'Germany', iso: 'DE', currency: 'EUR', microsoftCurrency: 'EUR', culture: 'de-DE' },
  { name: 'Guatemala', iso: 'GT', currency: 'USD', culture: 'es-GT' },
  { name: 'Mexico', iso: 'MX', currency: 'MXN', microsoftCurrency: 'MXN', culture: 'es-MX' },
  { name: 'Panama', iso: 'PA', currency: 'USD', culture: 'es-PA' },
  { name: 'Peru', iso: 'PE', currency: 'PEN', culture: 'es-PE' },
  { name: 'United Kingdom', iso: 'GB', currency: 'EUR', microsoftCurrency: 'EUR', culture: 'en-GB' },
  { name: 'United States', iso: 'US', currency: 'USD', culture: 'en-US' },
  { name: 'Uruguay', iso: 'UY', currency: 'USD', culture: 'es-UY' },
];

const byName = new Map(countries.map((country) => [country.name, country]));
const byIso = new Map(countries.map((country) => [country.iso, country]));

/** Countries by the English name that ICP shows. */
export function knownCountry(name: string): boolean {
  return byName.has(name);
}

/** The currency that a company of a country is billed in. */
export function currencyOf(country: string): string {
  return byName.get(country)?.currency ?? 'USD';
}

/** The currency that Microsoft sells in. */
export function microsoftCurrencyOf(iso: string): string {
  return byIso.get(iso)?.microsoftCurrency ?? 'USD';
}

export function isoOfCountry(name: string): string {
  return byName.get(name)?.iso ?? 'US';
}

export function countryOfIso(iso: string): string | undefined {
  return byIso.get(iso.toUpperCase())?.name;
}

export function cultureOf(iso: string): string {
  return byIso.get(iso)?.culture ?? 'en-US';
}

/** The markets that the catalogue is made for. */
export const markets: readonly string[] = ['PE', 'CO', 'CL', 'MX', 'US', 'BR', 'DE'];
