import { Refusal } from '../refusal.ts';
import { hasStateList, stateCodesOf } from './states.ts';

/** What an address and the tax data of a market must look like. */
export interface CountryRules {
  readonly iso2: string;
  readonly iso3: string;
  readonly cultures: readonly string[];
  readonly languages: readonly string[];
  readonly callingCodes: readonly string[];
  readonly states: readonly string[];
  readonly stateRequired: boolean;
  readonly postalCode: { readonly required: boolean; readonly form: string };
  readonly taxId: { readonly format: string; readonly sample: string; readonly form: string };
  /** The tax id is a VAT id of the European kind. */
  readonly vat: boolean;
  readonly registrationNumber: boolean;
  readonly phoneForm: string;
  readonly region: string;
}

interface Row {
  readonly iso3: string;
  readonly cultures: readonly string[];
  readonly callingCode: string;
  readonly postalCode: string;
  readonly postalCodeRequired?: true;
  readonly taxFormat: string;
  readonly taxSample: string;
  readonly taxForm: string;
  readonly vat?: true;
  readonly registrationNumber?: true;
  readonly region?: string;
}

/**
 * Markets by ISO code. Postal codes and tax ids are as the countries write them; samples are made up.
 * evidence: docs for which facts a market has, modelled for their values
 */
const rows: Readonly<Record<string, Row>> = {
  AR: {
    iso3: 'ARG',
    cultures: ['es-AR'],
    callingCode: '54',
    postalCode: '^([A-Z]\\d{4}[A-Z]{3}|\\d{4})$',
    taxFormat: 'CUIT, NN-NNNNNNNN-N',
    taxSample: '30-50001091-2',
    taxForm: '^\\d{2}-?\\d{8}-?\\d$',
  },
  BR: {
    iso3: 'BRA',
    cultures: ['pt-BR'],
    callingCode: '55',
    postalCode: '^\\d{5}-?\\d{3}$',
    postalCodeRequired: true,
    taxFormat: 'CNPJ, NN.NNN.NNN/NNNN-NN',
    taxSample: '12.345.678/0001-95',
    taxForm: '^\\d{2}\\.?\\d{3}\\.?\\d{3}/?\\d{4}-?\\d{2}$',
    registrationNumber: true,
  },
  CA: {
    iso3: 'CAN',
    cultures: ['en-CA', 'fr-CA'],
    callingCode: '1',
    postalCode: '^[A-Z]\\d[A-Z] ?\\d[A-Z]\\d$',
    postalCodeRequired: true,
    taxFormat: 'GST/HST number, NNNNNNNNNRTNNNN',
    taxSample: '123456789RT0001',
    taxForm: '^\\d{9}RT\\d{4}$',
    region: 'North America',
  },
  CL: {
    iso3: 'CHL',
    cultures: ['es-CL'],
    callingCode: '56',
    postalCode: '^\\d{7}$',
    taxFormat: 'RUT, NNNNNNNN-N',
    taxSample: '76100200-1',
    taxForm: '^\\d{7,8}-?[0-9K]$',
  },
  CN: {
    iso3: 'CHN',
    cultures: ['zh-CN'],
    callingCode: '86',
    postalCode: '^\\d{6}$',
    postalCodeRequired: true,
    taxFormat: 'Unified social credit code, 18 characters',
    taxSample: '91310000MA1FL00000',
    taxForm: '^[0-9A-Z]{18}$',
    region: 'Asia',
  },
  CO: {
    iso3: 'COL',
    cultures: ['es-CO'],
    callingCode: '57',
    postalCode: '^\\d{6}$',
    taxFormat: 'NIT, NNNNNNNNN-N',
    taxSample: '900100200-3',
    taxForm: '^\\d{9}(-?\\d)?$',
  },
  CR: {
    iso3: 'CRI',
    cultures: ['es-CR'],
    callingCode: '506',
    postalCode: '^\\d{5}$',
    taxFormat: 'Cedula juridica, N-NNN-NNNNNN',
    taxSample: '3-101-000001',
    taxForm: '^\\d-?\\d{3}-?\\d{6}$',
  },
  DE: {
    iso3: 'DEU',
    cultures: ['de-DE'],
    callingCode: '49',
    postalCode: '^\\d{5}$',
    postalCodeRequired: true,
    taxFormat: 'USt-IdNr., DENNNNNNNNN',
    taxSample: 'DE100000001',
    taxForm: '^DE\\d{9}$',
    vat: true,
    region: 'Europe',
  },
  EC: {
    iso3: 'ECU',
    cultures: ['es-EC'],
    callingCode: '593',
    postalCode: '^\\d{6}$',
    taxFormat: 'RUC, 13 digits',
    taxSample: '1790000001001',
    taxForm: '^\\d{13}$',
  },
  GB: {
    iso3: 'GBR',
    cultures: ['en-GB'],
    callingCode: '44',
    postalCode: '^[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}$',
    postalCodeRequired: true,
    taxFormat: 'VAT number, GBNNNNNNNNN',
    taxSample: 'GB100000001',
    taxForm: '^GB\\d{9}$',
    vat: true,
    region: 'Europe',
  },
  GT: {
    iso3: 'GTM',
    cultures: ['es-GT'],
    callingCode: '502',
    postalCode: '^\\d{5}$',
    taxFormat: 'NIT, NNNNNNN-N',
    taxSample: '1000001-2',
    taxForm: '^\\d{6,8}-?[0-9K]$',
  },
  MX: {
    iso3: 'MEX',
    cultures: ['es-MX'],
    callingCode: '52',
    postalCode: '^\\d{5}$',
    postalCodeRequired: true,
    taxFormat: 'RFC, 12 or 13 characters',
    taxSample: 'TYM101010AA1',
    taxForm: '^[A-Z&]{3,4}\\d{6}[A-Z0-9]{3}$',
  },
  PA: {
    iso3: 'PAN',
    cultures: ['es-PA'],
    callingCode: '507',
    postalCode: '^\\d{4}$',
    taxFormat: 'RUC, NNNN-NNN-NNNNNN',
    taxSample: '1000-100-100001',
    taxForm: '^\\d{1,8}-\\d{1,4}-\\d{1,6}$',
  },
  PE: {
    iso3: 'PER',
    cultures: ['es-PE'],
    callingCode: '51',
    postalCode: '^\\d{5}$',
    taxFormat: 'RUC, 11 digits',
    taxSample: '20100000011',
    taxForm: '^(10|15|17|20)\\d{9}$',
  },
  SV: {
    iso3: 'SLV',
    cultures: ['es-SV'],
    callingCode: '503',
    postalCode: '^\\d{4}$',
    taxFormat: 'NIT, NNNN-NNNNNN-NNN-N',
    taxSample: '0614-010100-101-1',
    taxForm: '^\\d{4}-?\\d{6}-?\\d{3}-?\\d$',
  },
  US: {
    iso3: 'USA',
    cultures: ['en-US'],
    callingCode: '1',
    postalCode: '^\\d{5}(-\\d{4})?$',
    postalCodeRequired: true,
    taxFormat: 'EIN, NN-NNNNNNN',
    taxSample: '10-0000001',
    taxForm: '^\\d{2}-?\\d{7}$',
    region: 'North America',
  },
  UY: {
    iso3: 'URY',
    cultures: ['es-UY'],
    callingCode: '598',
    postalCode: '^\\d{5}$',
    taxFormat: 'RUT, 12 digits',
    taxSample: '210000010011',
    taxForm: '^\\d{12}$',
  },
};

/** The rules of a market by its ISO letters, in any case. */
export function countryRulesOf(iso: string): CountryRules | undefined {
  const iso2 = iso.toUpperCase();
  const row = Object.hasOwn(rows, iso2) ? rows[iso2] : undefined;
  if (row === undefined) return undefined;
  return {
    iso2,
    iso3: row.iso3,
    cultures: row.cultures,
    languages: row.cultures.map((culture) => culture.slice(0, 2)),
    callingCodes: [row.callingCode],
    states: stateCodesOf(iso2),
    stateRequired: hasStateList(iso2),
    postalCode: { required: row.postalCodeRequired === true, form: row.postalCode },
    taxId: { format: row.taxFormat, sample: row.taxSample, form: row.taxForm },
    vat: row.vat === true,
    registrationNumber: row.registrationNumber === true,
    phoneForm: '^[0-9 ()+.-]{6,20}$',
    region: row.region ?? 'Latin America',
  };
}

/** @throws Refusal when the market is not known */
export function marketRules(iso: string): CountryRules {
  const rules = countryRulesOf(iso);
  if (rules !== undefined) return rules;
  throw new Refusal(
    'not-found',
    'country_rules.unknown',
    `country "${iso}" has no rules here; give the two ISO letters of a market, e.g. PE.`,
    'country',
  );
}
