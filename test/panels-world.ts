import type { Platform } from '@tenantry/mock-server';
import { IngramPanels, type PagePromise, type PanelSignIn } from '@tenantry/sdk/ingram/panels';

export const password = 'Cumbre!Azul2027';

export const address = {
  streetAddress: '101, Any Street',
  postalCode: '20170',
  city: 'Herndon',
  state: 'VA',
  countryCode: 'US',
};
export const contact = {
  firstName: 'John',
  lastName: 'Smith',
  email: 'john@customer.example',
  phoneNumber: '1##8881234567#',
};

type Opening = PanelSignIn | { readonly username?: undefined; readonly oneTimeToken?: undefined };

/** What the product asks for that is sold without a tenant. */
export const workload = { AdministratorEmail: 'it@customer.example', DataCentre: 'us-east' };
export const workloadName = 'Andes Backup workload';

/** Clients of the panels of a platform at an address. */
export function panelsAt(platform: Platform, baseUrl: string) {
  const open = (signIn: Opening = {}) =>
    new IngramPanels({ ...signIn, baseUrl, environment: platform.environment });
  const { staffUsername, serviceDeskUsername, username } = platform.credentials().ingramPanels;
  return {
    open,
    administrator: open({ username, password }),
    staff: open({ username: staffUsername, password }),
    serviceDesk: open({ username: serviceDeskUsername, password }),
    foreign: open({ username: platform.credentials().ingramPanelsMx.username, password }),
  };
}

/** The last mail to somebody, as the outbox has it. */
export async function mailTo(baseUrl: string, to: string): Promise<{ subject: string; body: string }> {
  const response = await fetch(`${baseUrl}/_tenantry/outbox?to=${encodeURIComponent(to)}&limit=1`);
  const { messages } = (await response.json()) as { messages: { subject: string; body: string }[] };
  const [mail] = messages;
  if (mail === undefined) throw new Error(`There is no mail to ${to}.`);
  return mail;
}

/** Signs a person in for the first time, with the token of its mail. */
export async function activated(
  panels: ReturnType<typeof panelsAt>,
  baseUrl: string,
  user: { readonly username: string; readonly email: string },
): Promise<IngramPanels> {
  const { body } = await mailTo(baseUrl, user.email);
  const activationToken = /Activation: (\S+)/.exec(body)?.[1] ?? '';
  await panels.open().session.activate({ activationToken, password });
  return panels.open({ username: user.username, password });
}

/** The smallest picture: PNG, one by one. */
export const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export async function first<Item>(pages: PagePromise<Item>): Promise<Item | undefined> {
  return (await pages).items[0];
}
