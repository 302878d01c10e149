import type { RefusalTable } from './table.ts';

/** evidence: docs for the 404 of a sheet that is not there, modelled codes */
export const priceRefusals: RefusalTable = {
  'price_sheet.view': [400, 800002],
  'price_sheet.market': [400, 800002],
  'price_sheet.timeline': [400, 800002],
  'price_sheet.month': [400, 800002],
  'price_sheet.none': [404, 1000],
  'rate_card.currency': [400, 800002],
  'margin.country': [400, 800002],
};
