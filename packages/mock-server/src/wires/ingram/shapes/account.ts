import type { NewAccount } from '../../../domain/accounts/change-account.ts';
import type { NewAccountContact } from '../../../domain/accounts/check-account.ts';
import type { Account } from '../../../domain/accounts/find-accounts.ts';
import { isoOfCountry } from '../../../domain/companies/country.ts';
import type {
  Customer,
  CustomerSummary,
  CustomerUpdate,
  NewCustomer,
  NewReseller,
  Reseller,
} from '../../../generated/ingram.gen.ts';

/** An account, whole: logins and passwords are never answered. */
function toAccount({ company, profile }: Account): Omit<Customer, 'resellerId'> {
  const { externalId, taxRegId, addressExtension } = profile;
  return {
    id: String(company.id),
    ...(externalId !== undefined && { externalId }),
    attributes: { ...profile.attributes },
    status: profile.status,
    name: company.name,
    address: {
      streetAddress: company.address,
      ...(addressExtension !== undefined && { addressExtension }),
      postalCode: company.zip,
      city: company.city,
      ...(company.region !== undefined && { state: company.region }),
      countryCode: isoOfCountry(company.country),
    },
    contactPersons: profile.contacts.map((contact) => ({ ...contact })),
    language: profile.language,
    ...(taxRegId !== undefined && { taxRegId }),
  };
}

export function toCustomer(account: Account): Customer {
  return { ...toAccount(account), resellerId: String(account.company.resellerId) };
}

export function toReseller(account: Account): Reseller {
  const { taxationProviderName, customerClass } = account.profile;
  return {
    ...toAccount(account),
    currency: account.company.currency,
    ...(taxationProviderName !== undefined && { taxationProviderName }),
    ...(customerClass !== undefined && { customerClass }),
  };
}

/** Rows have four fields. evidence: sample */
export function toCustomerSummary({ company, profile }: Account): CustomerSummary {
  return {
    id: String(company.id),
    ...(profile.externalId !== undefined && { externalId: profile.externalId }),
    name: company.name,
    status: profile.status,
  };
}

export function newAccountOf(body: NewCustomer | NewReseller): NewAccount {
  const { contactPersons, ...rest } = body;
  return { ...rest, contacts: contactPersons as readonly NewAccountContact[] };
}

export function accountChangeOf({ id: _, contactPersons, ...rest }: CustomerUpdate) {
  return {
    ...rest,
    ...(contactPersons !== undefined && { contacts: contactPersons as readonly NewAccountContact[] }),
  };
}
