import { createPlatform, type Platform } from '@tenantry/mock-server';
import { Reseller, type Platform as ResellerPlatform } from '@tenantry/sdk';
import { Graph } from '@tenantry/sdk/graph';
import { icp } from '@tenantry/sdk/icp';
import { ingram } from '@tenantry/sdk/ingram';
import { partnerCenter } from '@tenantry/sdk/partner-center';
import { signedToken } from '../packages/mock-server/src/domain/partners/access-token.ts';
import { partners } from '../packages/mock-server/src/domain/partners/partner.ts';

export const names = ['icp', 'ingram', 'partner-center'] as const;
export type Name = (typeof names)[number];

export interface Side {
  readonly reseller: Reseller;
  /** A customer without a tenant; Partner Center makes it with the tenant. */
  readonly customer: string | undefined;
}

const seeded = createPlatform({ seed: 'demo-latam', strict: true });

/** A fork of the demonstration world, over HTTP. */
export async function openWorld(): Promise<{ readonly platform: Platform; readonly origin: string }> {
  const platform = seeded.fork();
  return { platform, origin: (await platform.listen()).url };
}

const contact = {
  firstName: 'Ana',
  lastName: 'Ruiz',
  email: 'ana.ruiz@ecositio.example',
  phoneNumber: '1##7035550100#',
};

/** A reseller of the marketplace in the United States. */
export function onIngram(platform: Platform, origin: string, gdap?: ResellerPlatform['gdap']) {
  const { environment } = platform;
  return new Reseller(ingram({ ...platform.credentials(origin).ingram, environment, ...(gdap && { gdap }) }));
}

/** A customer of the marketplace, by its name. */
export async function customerOf(reseller: ReturnType<typeof onIngram>, name: string): Promise<string> {
  const { id } = await reseller.platform.client.customers.create({
    externalId: 'crm-4710',
    name,
    language: 'en',
    address: {
      streetAddress: 'Example Street 1',
      postalCode: '20170',
      city: 'Herndon',
      state: 'VA',
      countryCode: 'US',
    },
    contactPersons: [
      { type: 'admin', ...contact },
      { type: 'billing', ...contact },
      { type: 'technical', ...contact },
    ],
  });
  return id;
}

export async function sideOf(name: Name, platform: Platform, origin: string): Promise<Side> {
  const { environment } = platform;
  const credentials = platform.credentials(origin);
  if (name === 'icp') {
    const { resellerAccountId, ...account } = credentials.icp;
    const reseller = new Reseller(icp({ ...account, account: resellerAccountId, environment }));
    return { reseller, customer: '435348' };
  }
  if (name === 'partner-center') {
    const reseller = new Reseller(partnerCenter({ ...credentials.partnerCenter, environment }));
    return { reseller, customer: undefined };
  }
  const reseller = onIngram(platform, origin);
  return { reseller, customer: await customerOf(reseller, 'Ecositio') };
}

/** Partner Center and Graph as the marketplace's own provider sees them. */
export function providerOf(platform: Platform, origin: string) {
  const provider = [...platform.world.store.of(partners).all()].find(
    ({ companyId, kind }) => kind === 'indirect-provider' && companyId === marketplaceProvider,
  );
  if (provider === undefined) throw new Error('The marketplace has no provider.');
  const common = {
    companyId: provider.companyId,
    username: `cloud@${provider.domain}`,
    signIn: 'user',
    multiFactor: true,
  } as const;
  const scopes = ['DelegatedAdminRelationship.ReadWrite.All', 'Directory.Read.All'];
  const { environment } = platform;
  const accessToken = signedToken(platform.world, provider, {
    ...common,
    audience: 'https://graph.microsoft.com',
    scopes,
    roles: scopes,
  }).token;
  return {
    reseller: new Reseller(
      partnerCenter({
        baseUrl: origin,
        accessToken: signedToken(platform.world, provider, common).token,
        graph: { accessToken },
        environment,
      }),
    ),
    graph: new Graph({ baseUrl: origin, accessToken, environment }),
  };
}

const marketplaceProvider = 120_001;
