import type { WideOffer } from './wide-offer.ts';

/** Azure that is paid ahead: reservations and savings plans. */
export const reservationOffers: readonly WideOffer[] = [
  {
    offerId: 'DZH318Z0BQ3V:00G1',
    title: 'Reserved VM Instance, D32s v3, US West 2',
    family: 'reservation',
    sold: 'reservation',
    dollars: '9100.00',
    productTitle: 'Reserved VM Instance, Dsv3 Series',
    dynamicAttributes: { armSkuName: 'Standard_D32s_v3', armRegionName: 'westus2', duration: '3Years' },
  },
  {
    offerId: 'DZH318Z0BQ36:004G',
    title: 'Reserved VM Instance, NV12, US East 2',
    family: 'reservation',
    sold: 'reservation',
    dollars: '7800.00',
    productTitle: 'Reserved VM Instance, NV Series',
    availabilityId: 'DZH318Z08C0S',
    dynamicAttributes: { armSkuName: 'Standard_NV12', armRegionName: 'eastus2' },
  },
  {
    offerId: 'DZH318Z0BQ4B:00J1',
    title: 'Reserved VM Instance, B1s, Brazil South',
    family: 'reservation',
    sold: 'reservation',
    dollars: '62.00',
    productTitle: 'Reserved VM Instance, BS Series',
    dynamicAttributes: { armSkuName: 'Standard_B1s', armRegionName: 'brazilsouth' },
  },
  {
    offerId: 'DZH318Z09V6F:0001',
    title: 'Azure savings plan for compute',
    family: 'savings-plan',
    sold: 'reservation',
    dollars: '1.00',
    productTitle: 'Azure savings plan for compute',
    availabilityId: 'DZH318Z0BLD3',
    maximum: 1,
    dynamicAttributes: { armSkuName: 'Compute_Savings_Plan', duration: '1Year', termDuration: 'P1Y' },
  },
];
