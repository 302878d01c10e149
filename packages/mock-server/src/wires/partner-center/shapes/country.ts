import type { CountryRules } from '../../../domain/partners/country-rules.ts';
import type { CountryInformation } from '../../../generated/partner-center.gen.ts';
import { attributes } from './resource.ts';

export function toCountryInformation(rules: CountryRules): CountryInformation {
  const [defaultCulture] = rules.cultures;
  return {
    iso2Code: rules.iso2,
    iso3Code: rules.iso3,
    ...(defaultCulture !== undefined && { defaultCulture }),
    isStateRequired: rules.stateRequired,
    supportedStatesList: [...rules.states],
    supportedLanguagesList: [...new Set(rules.languages)],
    supportedCulturesList: [...rules.cultures],
    isPostalCodeRequired: rules.postalCode.required,
    postalCodeRegex: rules.postalCode.form,
    isCityRequired: true,
    isVatIdSupported: rules.vat,
    ...(rules.vat && { vatIdRegex: rules.taxId.form }),
    isTaxIdSupported: !rules.vat,
    isTaxIdOptional: true,
    taxIdFormat: rules.taxId.format,
    taxIdSample: rules.taxId.sample,
    isRegistrationNumberSupported: rules.registrationNumber,
    phoneNumberRegex: rules.phoneForm,
    geographicRegion: rules.region,
    resellerAgreementRegion: rules.region,
    countryCallingCodesList: [...rules.callingCodes],
    attributes: attributes('CountryInformation'),
  };
}
