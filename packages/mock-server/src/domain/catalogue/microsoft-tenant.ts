import { choices, field, product } from './build.ts';
import type { Product } from './product.ts';

export const tenantServiceName = '141309_MicrosoftOrganizationtenant_54197';

/** Names of the tenant service's fields. evidence: docs, client for those marked so; the others are modelled after the guide's labels */
export const tenantFields = {
  existing: 'ExistingOffice365customer', // client
  domain: 'Primarydomainname', // client
  mpnId: 'MicrosoftpartnerID', // client
  language: 'Language',
  requirePasswordChange: 'Requirepasswordchange',
  defaultRoles: 'DefaultGDAProles',
  acceptAgreement: 'AcceptMCA',
  firstName: 'Primarycontactfirstname', // docs
  lastName: 'Primarycontactlastname', // docs
  email: 'PrimaryContactEmailAddress', // docs
  phone: 'Phone', // docs
  acceptedOn: 'DateofAcceptance',
  state: 'State',
  notify: 'Notifyme',
  tenantId: 'MicrosoftTenantId', // client
} as const;

const languages = choices({ en: 'English', es: 'Spanish', pt: 'Portuguese', de: 'German', fr: 'French' });

const terms = [
  {
    language: 'en',
    title: 'Microsoft Customer Agreement',
    content:
      'The customer accepts the Microsoft Customer Agreement before the first order. (Simulated text.)',
  },
  {
    language: 'es',
    title: 'Contrato de cliente de Microsoft',
    content:
      'El cliente acepta el contrato de cliente de Microsoft antes del primer pedido. (Texto simulado.)',
  },
];

export const tenantProduct: Product = product({
  name: tenantServiceName,
  displayName: 'Microsoft Organization tenant',
  vendor: 'Microsoft',
  description:
    'The Microsoft tenant of a customer: created, or taken over when the customer has one. Licences hang on it.',
  kind: 'tenant',
  categories: ['Microsoft'],
  requiresTerms: true,
  terms,
  firstItemId: 1000,
  offers: [{ billingType: 'Free', term: undefined, cycle: 'once', dollars: '0', type: 'Setup' }],
  fields: [
    field(tenantFields.existing, 'Existing Office 365 customer', { type: 'boolean', defaultValue: false }),
    field(tenantFields.domain, 'Primary domain name', {
      display: 'Mandatory',
      remoteValidation: true,
      unique: true,
      validator: '[0-9A-Za-z]{1,27}',
      hint: 'Letters and digits only: no hyphen, period or underscore. Make sure that <name>.onmicrosoft.com is free first.',
    }),
    field(tenantFields.language, 'Language', { options: languages ?? [] }),
    field(tenantFields.requirePasswordChange, 'Require password change', {
      type: 'boolean',
      defaultValue: false,
    }),
    field(tenantFields.defaultRoles, 'Default GDAP roles', {
      type: 'boolean',
      defaultValue: false,
      hint: 'Basic support roles for 180 days.',
    }),
    field(tenantFields.mpnId, 'Microsoft partner ID', {
      validator: '[0-9]{1,10}',
      editable: true,
      hint: 'Can be left empty and set later.',
    }),
    field(tenantFields.acceptAgreement, 'Accept MCA', { type: 'boolean', defaultValue: false }),
    field(tenantFields.firstName, 'First name'),
    field(tenantFields.lastName, 'Last name'),
    field(tenantFields.email, 'Email address', { validator: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+' }),
    field(tenantFields.phone, 'Phone number', { validator: '\\+?[0-9 ()-]{6,20}' }),
    field(tenantFields.acceptedOn, 'Date of acceptance', { type: 'datetime' }),
    field(tenantFields.state, 'State', { display: 'Mandatory', editable: true }),
    field('PostalCode', 'Postal code'),
    field(tenantFields.notify, 'Notify me', {
      type: 'boolean',
      defaultValue: false,
      hint: 'An e-mail when provisioning is completed.',
    }),
    field('SpecialQualifications', 'Special qualifications', {
      options: choices({ None: 'None', Education: 'Education', Government: 'Government' }) ?? [],
      defaultValue: 'None',
    }),
    field('Verification', 'Verification'),
    field(tenantFields.tenantId, 'Microsoft tenant ID', { display: 'Readonly' }),
  ],
});
