import { systemActor } from '../../domain/actor.ts';
import type { Wire } from '../../http/wire.ts';
import type { WireDocument } from '../../http/wire-document.ts';

/** No API, so it has no document in openapi/. */
const document: WireDocument = {
  platform: 'admin-center',
  basePath: '/AdminPortal',
  operations: [
    {
      operationId: 'GetApprovalPage',
      method: 'GET',
      path: '/Home',
      effect: 'read',
      evidence: ['modelled'],
      source: 'Microsoft 365 admin center: the link that a partner sends to its customer',
      sdk: '',
    },
  ],
  schemas: {},
};

/** The id stands in the fragment, which no browser sends: a script reads it. The answer is the admin API's. */
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Partner relationship (simulated)</title>
<h1>Approve a partner relationship</h1>
<p>Simulated by Tenantry: you are a Global Administrator of the customer.</p>
<p id="which"></p>
<button id="approve">Approve all roles</button> <button id="reject">Reject</button>
<p id="result" role="status"></p>
<script>
  const id = location.hash.split('/').pop();
  const result = document.getElementById('result');
  document.getElementById('which').textContent = 'Relationship ' + id;
  for (const action of ['approve', 'reject'])
    document.getElementById(action).onclick = async () => {
      const response = await fetch('/_tenantry/world/gdap/' + encodeURIComponent(id) + '/' + action, { method: 'POST' });
      const { error, status } = await response.json();
      result.textContent = error || 'The relationship is ' + status + '.';
    };
</script>
</html>
`;

const asHtml = { 'content-type': 'text/html; charset=utf-8' };

/** What stands behind the approval link of a GDAP relationship. evidence: docs for the link, modelled page */
export const adminCenterWire: Wire = {
  document,
  hosts: [/^admin\.microsoft\.com$/],
  operations: { GetApprovalPage: () => page },
  behindTheScenes: true,
  authenticate: () => systemActor,
  respond: (_operation, result) => ({ status: 200, headers: asHtml, body: String(result) }),
  refuse: (_operation, reason) => ({ status: 500, headers: asHtml, body: String(reason) }),
  violated: () => ({ status: 400, headers: asHtml, body: '' }),
};
