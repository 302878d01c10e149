import { subscriptions } from '../packages/mock-server/src/domain/subscriptions/subscription.ts';
import { createPlatform, type Platform } from '../packages/mock-server/src/index.ts';
import { NotFoundError, type Price, type PriceQuestion, Reseller } from '../packages/sdk/src/index.ts';
import { Quotes } from '../packages/sdk/src/operations/quotes/quotes.ts';
import { icp } from '../packages/sdk/src/platforms/icp/index.ts';
import { partnerCenter } from '../packages/sdk/src/platforms/partner-center/index.ts';

/** Prices that a test sets: a product's purchase price, and the sale price of a platform that keeps one. */
export class SetPrices {
  readonly purchase = new Map<string, string>();
  readonly sale = new Map<string, string>();
  validUntil: string | undefined;

  readonly get = async ({ product, term, billingCycle, quantity = 1 }: PriceQuestion): Promise<Price> => {
    const amount = this.purchase.get(product);
    if (amount === undefined) throw new NotFoundError(`${product} is unknown.`);
    const purchase = { amount, currency: 'USD' };
    const sale = this.sale.get(product);
    return {
      platform: 'set',
      product,
      name: `Product ${product}`,
      term,
      billingCycle,
      purchase,
      list: { amount: '20', currency: 'USD' },
      ...(sale !== undefined && { sale: { amount: sale, currency: 'USD' } }),
      reason: { kind: 'price-list', message: 'Set by the test.' },
      ...(this.validUntil !== undefined && { validUntil: this.validUntil }),
      quantity,
      date: '2026-11-20',
      total: { purchase },
    };
  };
}

export interface QuotesWorld {
  readonly world: Platform;
  readonly reseller: Reseller;
  readonly quotes: Quotes;
  readonly prices: SetPrices;
  /** CLINICA SAN ISIDRO, and its tenant. */
  readonly customer: string;
  readonly tenant: string;
}

const seeded = createPlatform({ seed: 'demo-latam', strict: true });

/** The same customer on both platforms, over HTTP. */
export async function quotesOn(which: 'icp' | 'partner-center'): Promise<QuotesWorld> {
  const world = seeded.fork();
  const { url } = await world.listen();
  const { environment } = world;
  const { icp: account, partnerCenter: token } = world.credentials(url);
  const pc = partnerCenter({ ...token, environment });
  const [found] = await pc.client.customers.search('CompanyName', 'CLINICA').toArray({ limit: 1 });
  const tenantId = found?.id ?? '';
  const service = [...world.world.store.of(subscriptions).all()].find(
    (each) => each.kind === 'tenant' && each.tenantId === tenantId,
  );
  const { resellerAccountId, ...rest } = account;
  const onIcp = which === 'icp';
  const reseller = new Reseller(onIcp ? icp({ ...rest, account: resellerAccountId, environment }) : pc);
  const prices = new SetPrices();
  const quotes = new Quotes(reseller.platform, {
    price: prices.get,
    buy: (input, options) => reseller.subscriptions.buy(input, options),
  });
  return {
    world,
    reseller,
    quotes,
    prices,
    customer: onIcp ? String(service?.companyId) : tenantId,
    tenant: onIcp ? String(service?.id) : tenantId,
  };
}
