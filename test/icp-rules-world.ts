import { createPlatform, type Platform } from '@tenantry/mock-server';
import { Icp, type TenantryError } from '@tenantry/sdk/icp';

export const customer = 435_348;
export const tenantService = '141309_MicrosoftOrganizationtenant_54197';
export const basic = '1429492_NCEMicros365BusinessBasic_12901';
export const yearly = 'Monthly (with 1-year commitment) - P1Y';
const root = 'https://tenantry.test/SimpleAPI/SimpleAPIService.svc/rest/';

const seeded = createPlatform({ seed: 'demo-latam', strict: true });
export let platform: Platform;
export let icp: Icp;

/** A fork of the demonstration world, and its client, for each test. */
export function renewWorld(): void {
  platform = seeded.fork();
  icp = as('api@abbiebox.example');
}

export function as(username: string): Icp {
  const { baseUrl, password } = platform.credentials().icp;
  return new Icp({ baseUrl, username, password, fetch: platform.fetch, environment: platform.environment });
}

/** As curl would: the wire's own answer, status and text. */
export async function post(operation: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await platform.fetch(root + operation, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

export async function signedIn() {
  const { username, password } = platform.credentials().icp;
  return { authenticate: `CCPSessionId ${await icp.session.getToken(username, password)}` };
}

export const refused = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('It should be refused.');
    },
    (error: TenantryError) => error.message,
  );
/** Everything that a request could have changed; the session itself aside. */
export const world = () =>
  JSON.stringify({ ...platform.world.store.content(), sessions: undefined, users: undefined });

export async function licence(quantity = 10, fields: Record<string, string> = {}): Promise<number> {
  await icp.marketplaceServices.acceptTerms(101, tenantService);
  const order = (ServiceName: string, Fields: Record<string, string | number | boolean>) =>
    icp.subscriptions.create({ ParentAccountId: customer, ServiceName, Fields });
  await order(tenantService, {
    ExistingOffice365customer: false,
    Primarydomainname: 'reglas',
    Language: 'es',
    State: 'Lima',
    AcceptMCA: true,
    Primarycontactfirstname: 'Ana',
    Primarycontactlastname: 'Ruiz',
    PrimaryContactEmailAddress: 'ana@ecositio.example',
    Phone: '+51 1 555 0100',
    DateofAcceptance: '2026-11-20',
  });
  platform.advance('PT1M');
  const { AccountId } = await order(basic, { Quantity: quantity, BillingType: yearly, ...fields });
  platform.advance('PT2S');
  return AccountId;
}

export const setQuantity = (id: number, quantity: number) =>
  icp.subscriptions.update({
    AccountId: id,
    ServiceName: basic,
    Fields: [{ name: 'Quantity', value: String(quantity) }],
  });
export const quantityOf = async (id: number) =>
  (await icp.subscriptions.get(id)).Fields.find((field) => field.Name === 'Quantity')?.Value;
