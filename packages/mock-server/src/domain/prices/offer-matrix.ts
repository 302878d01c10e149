import { derivedId } from '../../kernel/derived-id.ts';
import { isMicrosoft } from '../catalogue/availability.ts';
import { microsoftProducts } from '../catalogue/catalogue.ts';
import { markets } from '../companies/country.ts';

const columns = [
  'ProductTitle',
  'ProductId',
  'SkuId',
  'SkuTitle',
  'ProvisioningId',
  'ProvisioningString',
  'MinLicenses',
  'MaxLicenses',
  'AssetOwnershipLimit',
  'AssetOwnershipLimitType',
  'ProductSkuPreRequisites',
  'ProductSkuConversion',
  'Description',
  'AllowedCountries',
];

const asPath = (offer: string) => offer.replace(':', '/');

/** What holds for the purchase of each licence SKU, its header first. evidence: docs, sample for the columns, modelled provisioning ids */
export function* offerMatrix(): Generator<readonly string[]> {
  yield columns;
  for (const product of microsoftProducts.filter(isMicrosoft)) {
    const { microsoft } = product;
    if (microsoft.family !== 'online-services') continue;
    const upgrades = product.upgradesTo.flatMap(
      (name) => microsoftProducts.find((each) => each.name === name || each.offerId === name)?.offerId ?? [],
    );
    yield [
      microsoft.productTitle,
      microsoft.productId,
      microsoft.skuId,
      product.displayName,
      derivedId(`provisioning ${product.offerId}`),
      microsoft.productTitle.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_'),
      String(product.seats?.minimum ?? 1),
      String(product.seats?.maximum ?? 1),
      '',
      '',
      (microsoft.prerequisites ?? []).map(asPath).join(','),
      upgrades.map(asPath).join(','),
      product.description,
      (microsoft.markets ?? markets).join(';'),
    ];
  }
}
