import { expect, test } from 'vitest';
import { createPlatform } from '../../index.ts';
import { systemActor } from '../actor.ts';
import { companies } from '../companies/company.ts';
import { setCustomPrices } from './marketplaces.ts';
import { resolvePrice } from './resolve-price.ts';

const productName = '1429492_NCEMicros365BusinessBasic_12901';
const billingType = 'Monthly (with 1-year commitment) - P1Y';

test('a price that a list sets in its currency is paid in the currency of the buyer', () => {
  const { world } = createPlatform({ seed: 'demo-latam' });
  const actor = systemActor;
  setCustomPrices(world, actor, 102, [{ priceableItemId: 3001, price: '15.00' }]);
  const saleTo = (country: string) => {
    const buyer = [...world.store.of(companies).all()].find(
      (each) => each.kind === 'company' && each.country === country && each.marketplaceIds.includes(102),
    );
    const { sale, currency } = resolvePrice(world, { companyId: buyer?.id ?? 0, productName, billingType });
    return `${sale} ${currency}`;
  };
  expect(['Peru', 'Colombia', 'Chile', 'Mexico'].map(saleTo)).toEqual([
    '15.00 PEN',
    '16000.00 COP',
    '3760 CLP',
    '74.00 MXN',
  ]);
});
