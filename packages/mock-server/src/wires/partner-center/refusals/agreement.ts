import type { RefusalTable } from './table.ts';

export const agreementRefusals: RefusalTable = {
  'agreement.type_unknown': [400, 900126],
  'agreement.type_retired': [400, 800042],
  'agreement.template_unknown': [404, 1000],
  'agreement.template_not_current': [400, 3000],
  'agreement.country': [400, 3000],
  'agreement.date_form': [400, 3000],
  'agreement.date_in_future': [400, 3000],
  'agreement.contact_incomplete': [400, 3000],
  'agreement.contact_email': [400, 3000],
  'agreement.exists': [400, 600061],
};
