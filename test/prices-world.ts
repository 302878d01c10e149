import { companies } from '../packages/mock-server/src/domain/companies/company.ts';
import { createPlatform, type Platform } from '../packages/mock-server/src/index.ts';
import { Reseller } from '../packages/sdk/src/index.ts';
import { icp } from '../packages/sdk/src/platforms/icp/index.ts';
import { partnerCenter } from '../packages/sdk/src/platforms/partner-center/index.ts';

/** Business Basic for a year, paid by the month; on ICP item 3001. */
export const basic = { product: 'CFQ7TTC0LH18:0001', term: 'P1Y', billingCycle: 'monthly' } as const;

const seeded = createPlatform({ seed: 'demo-latam', strict: true });
let platform: Platform;
let origin: string;

/** A fork of the demonstration world for each test, over HTTP. */
export async function openWorld(): Promise<Platform> {
  platform = seeded.fork();
  origin = (await platform.listen()).url;
  return platform;
}

export function onIcp() {
  const { resellerAccountId, ...account } = platform.credentials(origin).icp;
  return new Reseller(icp({ ...account, account: resellerAccountId, environment: platform.environment }));
}

export function onPartnerCenter() {
  const { partnerCenter: credentials } = platform.credentials(origin);
  return new Reseller(partnerCenter({ ...credentials, environment: platform.environment }));
}

/** The AccountId of a customer by a part of its name. */
export function company(name: string): number {
  const found = [...platform.world.store.of(companies).all()].find((each) => each.name.includes(name));
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found.id;
}

/** The tenant id of a customer, which is its id on Partner Center. */
export async function tenantOf(name: string): Promise<string> {
  const { client } = onPartnerCenter().platform;
  const [customer] = await client.customers.search('CompanyName', name).toArray({ limit: 1 });
  return customer?.id ?? '';
}

export function amount(text: string, currency = 'PEN') {
  return { amount: text, currency };
}

export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** What a call was refused with. */
export async function refusalOf(call: PromiseLike<unknown>): Promise<Error & { code?: string }> {
  try {
    await call;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It should be refused.');
}
