import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { AuthenticationHandler, Client, PageIterator } from '@microsoft/microsoft-graph-client';
import { createPlatform } from '@tenantry/mock-server';
import { afterAll, expect, test } from 'vitest';
import { addCustomers } from './gdap-world.ts';
import { asCustomer, graphToken, roles } from './graph-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-ca-'));
const platform = createPlatform({ seed: 'empty', strict: true });
addCustomers(platform.world, 350);
const { url, ca = '' } = await platform.listen({ https: true, caFolder: folder });
// As NODE_EXTRA_CA_CERTS would have it.
setDefaultCACertificates([...getCACertificates('default'), readFileSync(ca, 'utf8')]);
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

/** Its own sign-in, which gives tokens to the production host only; what it sends is led to the simulator. */
const signIn = new AuthenticationHandler({ getAccessToken: async () => graphToken(platform) });
signIn.setNext({
  execute: async (context) => {
    context.response = await platform.fetch(context.request as string, context.options as RequestInit);
  },
});
const atProductionHost = Client.initWithMiddleware({ middleware: signIn });

/** As its documentation sets it up. */
const overHttps = Client.init({
  baseUrl: `${url}/`,
  customHosts: new Set([new URL(url).hostname]),
  authProvider: (done) => done(null, graphToken(platform)),
});
const root = '/tenantRelationships/delegatedAdminRelationships';

test.each([
  ['at the production host', atProductionHost],
  ['over HTTPS', overHttps],
])(
  "Microsoft's own client, %s, creates, locks, assigns, pages and ends a relationship",
  async (where, client) => {
    const accessDetails = { unifiedRoles: [{ roleDefinitionId: roles.helpdesk }] };
    const created = await client
      .api(root)
      .post({ displayName: `Soporte ${where}`, duration: 'P730D', accessDetails });
    expect(created).toMatchObject({ status: 'created', customer: null });
    const path = `${root}/${created.id}`;
    await client.api(path).header('If-Match', created['@odata.etag']).patch({ duration: 'P365D' });
    await expect(
      client.api(path).header('If-Match', created['@odata.etag']).patch({ duration: 'P90D' }),
    ).rejects.toMatchObject({ statusCode: 412, code: 'preconditionFailed' });
    await client.api(`${path}/requests`).post({ action: 'lockForApproval' });
    await asCustomer(url, created.id, 'approve', { tenantDomain: 'cliente7' });
    platform.advance('PT1M');
    expect(await client.api(path).get()).toMatchObject({
      status: 'active',
      duration: 'P365D',
      customer: { displayName: 'Cliente 7' },
    });
    const { value: groups } = await client.api('/groups').filter("displayName eq 'HelpdeskAgents'").get();
    const assignment = await client.api(`${path}/accessAssignments`).post({
      accessContainer: { accessContainerId: groups[0].id, accessContainerType: 'securityGroup' },
      accessDetails,
    });
    platform.advance('PT1M');
    expect(await client.api(`${path}/accessAssignments/${assignment.id}`).get()).toMatchObject({
      status: 'active',
    });
    const names = new Set<string>();
    const note = ({ displayName }: { readonly displayName: string }) => names.add(displayName).size > 0;
    const page = await client.api(root).filter("status eq 'active'").select('displayName').get();
    await new PageIterator(client, page, note).iterate();
    expect(names.size).toBe(351);
    await client.api(`${path}/requests`).post({ action: 'terminate' });
    platform.advance('PT1M');
    expect(await client.api(path).get()).toMatchObject({ status: 'terminated' });
    const draft = { displayName: 'Borrador', duration: 'P1Y', accessDetails };
    const { id, '@odata.etag': etag } = await client.api(root).post(draft);
    await client.api(`${root}/${id}`).header('If-Match', etag).delete();
    await expect(client.api(`${root}/nothing`).get()).rejects.toMatchObject({
      statusCode: 404,
      code: 'notFound',
    });
  },
);
