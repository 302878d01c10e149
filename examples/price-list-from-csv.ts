// A price list of a marketplace from a CSV file: checked against what is sold, set in one call, read back.
import { createPlatform } from '@tenantry/mock-server';
import { Icp } from '@tenantry/sdk/icp';
import { table } from './table.ts';

const csv = `service,billing type,price
Microsoft 365 Business Basic,Monthly (with 1-year commitment) - P1Y,21.50
Microsoft 365 Business Premium,Monthly (with 1-year commitment) - P1Y,79.90
Microsoft 365 E3,Prepaid (with 1-year commitment) - P1Y,1590.00`;

const platform = createPlatform({ seed: 'demo-latam' });
const icp = new Icp({ ...platform.credentials().icp, fetch: platform.fetch });

const [marketplace] = await icp.marketplaces.list();
if (marketplace === undefined) throw new Error('The reseller has no marketplace.');
const listed = await icp.marketplaceServices.getCharges(marketplace.Id);

const changes = csv
  .split('\n')
  .slice(1)
  .map((line) => {
    const [service = '', billingType = '', price = ''] = line.split(',');
    const found = listed.find((each) => each.DisplayName === service);
    const charge = found?.Charges?.find((each) => each.PriceableItem?.endsWith(billingType));
    if (found === undefined || charge === undefined)
      throw new Error(`"${service}" with "${billingType}" is not in this price list.`);
    if (!/^\d+(\.\d{1,2})?$/.test(price)) throw new Error(`"${price}" is no price; write 21.50.`);
    return {
      ServiceId: found.ServiceId,
      Charges: [{ PriceableItemId: charge.PriceableItemId, CustomPrice: Number(price) }],
    };
  });

const updated = await icp.marketplaceServices.updateCharges(marketplace.Id, changes);
const set = new Set(changes.flatMap((change) => change.Charges.map((charge) => charge.PriceableItemId)));
console.log(`${marketplace.Name}:`);
console.log(
  table(
    updated
      .flatMap((service) => service.Charges ?? [])
      .filter((charge) => set.has(charge.PriceableItemId))
      .map((charge) => ({
        Item: charge.PriceableItem ?? '',
        Purchase: (charge.PurchasePrice ?? 0).toFixed(2),
        Recommended: (charge.SuggestedRetailPrice ?? 0).toFixed(2),
        Price: (charge.CustomPrice ?? 0).toFixed(2),
        Currency: charge.Currency ?? '',
      })),
  ),
);
