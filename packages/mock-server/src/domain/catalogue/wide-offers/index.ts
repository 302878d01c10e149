import { businessAppOffers } from './business-apps.ts';
import { limitedOffers } from './limited.ts';
import { marketplaceOffers } from './marketplace.ts';
import { microsoft365Offers } from './microsoft-365.ts';
import { reservationOffers } from './reservations.ts';
import { softwareOffers } from './software.ts';
import { trialOffers } from './trials.ts';
import type { WideOffer } from './wide-offer.ts';

export type { WideOffer } from './wide-offer.ts';

/**
 * Ids are those of public samples where there are some, otherwise modelled in the vendor's style; prices and marketplace publishers are modelled.
 * The ids of items count on from the place in this list: what is put in between changes those behind it.
 */
export const wideOffers: readonly WideOffer[] = [
  ...trialOffers,
  ...microsoft365Offers,
  ...businessAppOffers,
  ...limitedOffers,
  ...softwareOffers,
  ...reservationOffers,
  ...marketplaceOffers,
];
