import type { WideOffer } from './wide-offer.ts';

/** Software as a service of other publishers. */
export const marketplaceOffers: readonly WideOffer[] = [
  {
    offerId: 'DZH318Z0BXWC:0002',
    title: 'Cerro WAF, medium plan',
    family: 'marketplace',
    sold: 'saas',
    dollars: '179.00',
    publisher: 'Cerro Networks',
    productTitle: 'Cerro WAF',
    availabilityId: 'DZH318Z0BMRV',
  },
  {
    offerId: 'DZH318Z0C0PB:0001',
    title: 'Quipu Backup, per seat',
    family: 'marketplace',
    sold: 'saas',
    dollars: '3.50',
    publisher: 'Quipu Software',
    productTitle: 'Quipu Backup',
  },
  {
    offerId: 'DZH318Z0C0PB:0002',
    title: 'Quipu Backup, unlimited',
    family: 'marketplace',
    sold: 'saas',
    dollars: '9.90',
    publisher: 'Quipu Software',
    productTitle: 'Quipu Backup',
  },
  {
    offerId: 'DZH318Z0D1HN:0001',
    title: 'Puente Connector',
    family: 'marketplace',
    sold: 'saas',
    dollars: '45.00',
    publisher: 'Puente Labs',
    productTitle: 'Puente Connector',
    markets: ['US', 'BR', 'MX'],
  },
];
