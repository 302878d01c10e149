import { createPlatform, type Platform } from '@tenantry/mock-server';
import type { IngramPanels } from '@tenantry/sdk/ingram/panels';
import {
  activated,
  address,
  contact,
  first,
  panelsAt,
  password,
  workload,
  workloadName,
} from './panels-world.ts';

export type Role =
  | 'resellerAdministrator'
  | 'resellerStaff'
  | 'serviceDesk'
  | 'customerAdministrator'
  | 'limitedAdministrator'
  | 'serviceUser'
  | 'visitingReseller';

/** What a reseller and one of its customers have: numbers to ask for, by what they are. */
export interface Holdings {
  readonly accounts: string[];
  readonly orders: string[];
  readonly documents: string[];
  readonly services: string[];
  readonly users: string[];
  readonly products: string[];
  readonly usernames: string[];
}

export interface RightsWorld {
  readonly platform: Platform;
  readonly url: string;
  /** Of the reseller whose people are tried. */
  readonly own: Holdings;
  /** Of a reseller of another marketplace. */
  readonly foreign: Holdings;
  readonly usernames: Readonly<Record<Exclude<Role, 'visitingReseller'>, string>>;
  tokenOf(role: Role): Promise<string>;
}

const reach = { phoneNumber: contact.phoneNumber, address };

/** Two marketplaces with a customer each, who has ordered, been billed, and has people of every role. */
export async function rightsWorld(foreignName: string): Promise<RightsWorld> {
  const platform = createPlatform({ seed: 'empty', strict: true, journalSize: 10 });
  const { url } = await platform.listen();
  const panels = panelsAt(platform, url);
  const made = await peopled(platform, url, panels.administrator, 'Puerto Verde', 'customer.example');
  const other = await peopled(platform, url, panels.foreign, foreignName, 'foreign.example');
  const { username, staffUsername, serviceDeskUsername } = platform.credentials().ingramPanels;
  const usernames = {
    resellerAdministrator: username,
    resellerStaff: staffUsername,
    serviceDesk: serviceDeskUsername,
    customerAdministrator: 'john@customer.example',
    limitedAdministrator: 'limited@customer.example',
    serviceUser: 'user@customer.example',
  };
  const anonymous = panels.open();
  const tokenOf = async (role: Role): Promise<string> => {
    if (role !== 'visitingReseller')
      return (await anonymous.session.signIn({ username: usernames[role], password })).token;
    const { oneTimeToken } = await panels.staff.customers.signInTo(made.accounts[0] ?? '');
    return (await anonymous.session.signInOnce(oneTimeToken)).token;
  };
  return { platform, url, own: made, foreign: other, usernames, tokenOf };
}

async function peopled(
  platform: Platform,
  url: string,
  reseller: IngramPanels,
  name: string,
  domain: string,
): Promise<Holdings> {
  const panels = panelsAt(platform, url);
  const customer = await reseller.customers.signUp({
    name,
    language: 'en',
    address,
    contact: { ...contact, email: `john@${domain}` },
    credentialsTo: 'customer',
  });
  const john = { username: `john@${domain}`, email: `john@${domain}` };
  const administrator = await activated(panels, url, john);
  const productId = (await first(reseller.prices.list({ name: workloadName })))?.productId ?? '';
  const orders: string[] = [];
  for (const quantity of [3, 2]) {
    const order = await administrator.shop.order({ productId, quantity, parameters: workload });
    orders.push(order.id);
    platform.advance('PT1M');
  }
  for (const [who, role] of [
    ['limited', 'limitedAdministrator'],
    ['user', 'serviceUser'],
  ] as const) {
    const user = await administrator.users.create({
      firstName: 'Eva',
      lastName: 'Rios',
      email: `${who}@${domain}`,
      role,
      ...reach,
    });
    await activated(panels, url, user);
    const { items } = await administrator.services.list();
    const running = items.find(({ name: service }) => service === workloadName);
    await administrator.services.assign(running?.id ?? '', user.id);
  }
  const question = `What is it that ${name} sells?`;
  await reseller.securityQuestion.set({ question, securityAnswer: 'Elm Street', password });
  platform.advance('P2D');
  const people = [...(await administrator.users.list()).items, ...(await reseller.staff.list()).items];
  return {
    accounts: [customer.id, (await reseller.session.get()).accountId],
    orders,
    documents: [
      ...(await administrator.finances.documents()).items,
      ...(await reseller.accounting.documents()).items,
    ].map(({ id }) => id),
    services: (await administrator.services.list()).items.map(({ id }) => id),
    users: people.map(({ id }) => id),
    products: [productId],
    usernames: people.map(({ username }) => username),
  };
}
