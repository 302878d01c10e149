import type { CompanyDetails } from '../../../domain/companies/change-company.ts';
import type { Company } from '../../../domain/companies/company.ts';
import type {
  CompanyAccount,
  CompanyUpdate,
  Department,
  DepartmentAccount,
  DepartmentUpdate,
  ResellerAccount,
  ResellerUpdate,
  Company as WireCompany,
} from '../../../generated/icp.gen.ts';
import { icpDate } from '../dates.ts';

/** A domain field and its name on the wire; the misspelling is the contract's. */
const names = {
  name: 'CompanyName',
  email: 'Email',
  address: 'Address',
  city: 'City',
  zip: 'Zip',
  country: 'Country',
  region: 'State',
  vatId: 'VATID',
  phone: 'ContactPhone',
  contactPerson: 'ContactPerson',
  technicalContact: 'TechnicalContact',
  technicalEmail: 'TechnicalEmail',
  technicalAccountManager: 'TehnicalAccountManager',
  salesman: 'Salesman',
  contractId: 'ContractId',
  contractEndDate: 'CompanyContractEndDate',
  purchaseOrderNumber: 'PurchaseOrderNumber',
  customerId: 'CustomerId',
  crefoNumber: 'CrefoNumber',
  referenceNumber: 'ReferenceNumber',
  industry: 'Industry',
  mpnId: 'MPNId',
  bankDetails: 'BankDetails',
  domains: 'Domain',
  marketplaceIds: 'Marketplaces',
} as const satisfies Partial<Record<keyof Company, string>>;

const departmentNames = {
  ...names,
  name: 'DepartmentName',
  phone: 'Phone',
  language: 'Language',
} as const;

export function toCompany(company: Company): WireCompany {
  return {
    AccountId: company.id,
    AccountState: company.state,
    AccountType: company.kind === 'company' ? 'Company' : 'Reseller',
    ...(company.parentId !== undefined && { ParentAccountId: company.parentId }),
    Currency: company.currency,
    BillingStartDate: icpDate(company.createdAt),
    OnlineBillSplitByEndCustomer: false,
    ...(company.marketplaceIds[0] !== undefined && { Marketplace: company.marketplaceIds[0] }),
    ...renamed(company, names),
  } as WireCompany;
}

export function toDepartment(department: Company): Department {
  return {
    AccountId: department.id,
    AccountState: department.state,
    ...(department.parentId !== undefined && { ParentAccountId: department.parentId }),
    BillingStartDate: icpDate(department.createdAt),
    CompanyDomain: department.domains,
    ...(department.vatId !== undefined && { VAT: department.vatId }),
    ...renamed(department, departmentNames, new Set(['Domain', 'Marketplaces'])),
  } as unknown as Department;
}

export function companyDetailsOf(
  account: CompanyAccount | ResellerAccount | CompanyUpdate | ResellerUpdate,
): CompanyDetails {
  const { Marketplace: single, ...rest } = account as CompanyAccount;
  const details = restored(rest, names) as CompanyDetails;
  return details.marketplaceIds === undefined && single !== undefined
    ? { ...details, marketplaceIds: [single] }
    : details;
}

export function departmentDetailsOf(account: DepartmentAccount | DepartmentUpdate): CompanyDetails {
  return restored(account, departmentNames) as CompanyDetails;
}

function renamed(
  company: Company,
  table: Readonly<Record<string, string>>,
  left: ReadonlySet<string> = new Set(),
) {
  const values = company as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(table)
      .filter(([field, name]) => values[field] !== undefined && !left.has(name))
      .map(([field, name]) => [name, values[field]]),
  );
}

function restored(account: object, table: Readonly<Record<string, string>>) {
  const values = account as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(table)
      .filter(([, name]) => values[name] !== undefined)
      .map(([field, name]) => [field, values[name]]),
  );
}
