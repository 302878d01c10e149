import type { WideOffer } from './wide-offer.ts';

/** Software, by subscription or for good. */
export const softwareOffers: readonly WideOffer[] = [
  {
    offerId: 'DG7GMGF0D5RK:0005',
    title: 'Windows Server Standard subscription, 16 cores',
    family: 'software-subscription',
    sold: 'subscription',
    dollars: '672.00',
    productTitle: 'Windows Server subscription',
  },
  {
    offerId: 'DG7GMGF0D7FV:0001',
    title: 'SQL Server Standard subscription, 2 cores',
    family: 'software-subscription',
    sold: 'subscription',
    dollars: '1418.00',
    productTitle: 'SQL Server subscription',
  },
  {
    offerId: 'DG7GMGF0D7FT:0001',
    title: 'SQL Server Enterprise subscription, 2 cores',
    family: 'software-subscription',
    sold: 'subscription',
    dollars: '5434.00',
    productTitle: 'SQL Server subscription',
  },
  {
    offerId: 'DG7GMGF0DWM3:0002',
    title: 'BizTalk Server Branch',
    family: 'perpetual-software',
    sold: 'perpetual',
    dollars: '620.00',
    availabilityId: 'DG7GMGF0DT1M',
  },
  {
    offerId: 'DG7GMGF0DVST:0003',
    title: 'Office LTSC Professional Plus',
    family: 'perpetual-software',
    sold: 'perpetual',
    dollars: '564.00',
    availabilityId: 'DG7GMGF0DSJB',
  },
  {
    offerId: 'DG7GMGF0D8H4:0002',
    title: 'Windows 11 Pro upgrade',
    family: 'perpetual-software',
    sold: 'perpetual',
    dollars: '189.00',
  },
];
