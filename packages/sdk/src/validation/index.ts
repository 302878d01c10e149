export { postalCodeIssue } from './country.ts';
export { describeIssue, type Issue, type Language } from './issue.ts';
export {
  type CompromisedPasswordChecker,
  checkPassword,
  type PasswordChecks,
  type PasswordContext,
  validatePassword,
} from './password.ts';
export { longestDomainPrefix } from './rules.ts';
export {
  acceptTerms,
  address,
  contact,
  contractId,
  customDomain,
  customerAgreement,
  domainPrefix,
  email,
  mpnId,
  passwordSchema,
  personName,
  phone,
  quantity,
  state,
} from './schemas.ts';
export { type Validated, validate } from './validate.ts';
