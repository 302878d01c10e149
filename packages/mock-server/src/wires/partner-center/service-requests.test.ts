import { afterEach, describe, expect, test } from 'vitest';
import { createPlatform } from '../../index.ts';
import { partnerCenterCaller } from './partner-center-caller.ts';

const platform = createPlatform({ seed: 'demo-latam', strict: true });
const { call, newCustomer, knownCustomer } = partnerCenterCaller(platform);
afterEach(() => platform.reset());

const question = { title: 'Invoice', description: 'A line is charged twice.', severity: 'Moderate' };

async function opened(change: object = {}) {
  return (await call('POST', '/servicerequests/en-US', { ...question, ...change })).body;
}

function filtered(path: string, value: string, field = 'Status', operator = 'equals') {
  const filter = JSON.stringify({ Field: field, Value: value, Operator: operator });
  return call('GET', `${path}?filter=${encodeURIComponent(filter)}`);
}

describe('service requests', () => {
  test('begin with none', async () => {
    const empty = { totalCount: 0, items: [] };
    expect(await call('GET', '/servicerequests')).toMatchObject({ status: 200, body: empty });
    const id = await newCustomer();
    expect((await call('GET', `/customers/${id}/servicerequests`)).body).toMatchObject(empty);
  });

  test('are opened about the partner', async () => {
    const answer = await call('POST', '/servicerequests/es-PE', { ...question, supportTopicId: '32444672' });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...question,
        severity: 'moderate',
        supportTopicId: '32444672',
        supportTopicName: 'Invoices and payments',
        status: 'open',
        organization: { id: platform.credentials().partnerCenter.tenantId, name: 'Latam Cloud Distribution' },
        createdDate: '2026-11-20T10:00:00Z',
        lastClosedDate: '0001-01-01T00:00:00',
        notes: [],
        attributes: { objectType: 'ServiceRequest' },
      },
    });
    expect((await call('GET', `/servicerequests/${answer.body.id}`)).body).toEqual(answer.body);
    expect((await call('GET', '/servicerequests')).body.items).toEqual([answer.body]);
  });

  test('are opened about a customer, and listed with it', async () => {
    const id = await newCustomer();
    const primaryContact = { firstName: 'Ana', email: 'ana@nuevaempresa.example', organization: { id } };
    const request = await opened({ primaryContact });
    expect(request).toMatchObject({
      organization: { id, name: 'Nueva Empresa' },
      primaryContact: { firstName: 'Ana', email: 'ana@nuevaempresa.example' },
    });
    await opened();
    expect((await call('GET', `/customers/${id}/servicerequests`)).body.items).toEqual([request]);
    expect((await call('GET', `/customers/${id}/servicerequests/${request.id}`)).body).toEqual(request);
    expect((await call('GET', '/servicerequests')).body.totalCount).toBe(2);
    const other = await newCustomer('otra');
    expect((await call('GET', `/customers/${other}/servicerequests/${request.id}`)).body.code).toBe(1000);
  });

  test.each([
    ['an empty title', { title: ' ' }, 3000],
    ['no description', { description: undefined }, 800002],
    ['an unknown severity', { severity: 'mild' }, 900126],
    ['an unknown topic', { supportTopicId: '1' }, 3000],
    [
      'a customer of nobody',
      { primaryContact: { organization: { id: '00000000-0000-4000-8000-000000000000' } } },
      20002,
    ],
  ])('are not opened with %s', async (_, change, code) => {
    expect((await opened(change)).code).toBe(code);
    expect((await call('GET', '/servicerequests')).body.totalCount).toBe(0);
  });

  test('are not opened for a locale that is none', async () => {
    expect((await call('POST', '/servicerequests/spanish', question)).body.code).toBe(800002);
  });

  test('take notes; what clients send for nothing changes nothing', async () => {
    const request = await opened();
    platform.advance('PT1H');
    const body = {
      Id: null,
      Title: null,
      Severity: 'unknown',
      Status: 'none',
      CreatedDate: '0001-01-01T00:00:00',
      NewNote: { CreatedByName: null, CreatedDate: null, Text: 'Sample note' },
      Notes: null,
    };
    const answer = await call('PATCH', `/servicerequests/${request.id}`, body);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...request,
        lastModifiedDate: '2026-11-20T11:00:00Z',
        notes: [
          {
            createdByName: 'cloud@latamcloud.example',
            createdDate: '2026-11-20T11:00:00Z',
            text: 'Sample note',
          },
        ],
      },
    });
  });

  test('are closed, refuse notes then, and are reopened', async () => {
    const { id } = await opened();
    const path = `/servicerequests/${id}`;
    expect((await call('PATCH', path, { status: 'closed' })).body).toMatchObject({
      status: 'closed',
      lastClosedDate: '2026-11-20T10:00:00Z',
    });
    expect((await call('PATCH', path, { newNote: { text: 'More' } })).body.code).toBe(800042);
    expect((await call('PATCH', path, { status: 'open', newNote: { text: 'More' } })).body).toMatchObject({
      status: 'open',
      lastClosedDate: '0001-01-01T00:00:00',
      notes: [{ text: 'More' }],
    });
  });

  test('refuse an empty change, an empty note, and an unknown id', async () => {
    const { id } = await opened();
    const path = `/servicerequests/${id}`;
    expect((await call('PATCH', path, {})).body.code).toBe(800042);
    expect((await call('PATCH', path, { newNote: {} })).body.code).toBe(3000);
    expect((await call('PATCH', path, { severity: 'critical' })).body.severity).toBe('critical');
    expect((await call('PATCH', path, { status: 'attention_needed' })).body.status).toBe('attention_needed');
    expect(await call('GET', '/servicerequests/1')).toMatchObject({ status: 404, body: { code: 1000 } });
    expect((await call('PATCH', '/servicerequests/1', { status: 'closed' })).status).toBe(404);
  });

  test('are filtered by status and walked by offset', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await opened()).id);
    await call('PATCH', `/servicerequests/${ids[1]}`, { status: 'closed' });
    const idsOf = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);
    expect(idsOf(await filtered('/servicerequests', 'Open'))).toEqual([ids[0], ids[2]]);
    expect(idsOf(await filtered('/servicerequests', 'closed'))).toEqual([ids[1]]);
    expect(idsOf(await filtered('/servicerequests', 'AttentionNeeded'))).toEqual([]);
    expect(idsOf(await call('GET', '/servicerequests?size=1&offset=1'))).toEqual([ids[1]]);
    expect((await filtered('/servicerequests', 'lost')).body.code).toBe(900126);
    expect((await filtered('/servicerequests', 'open', 'Title')).body.code).toBe(800002);
    expect((await filtered('/servicerequests', 'open', 'Status', 'starts_with')).body.code).toBe(800002);
    expect((await call('GET', '/servicerequests?size=x')).body.code).toBe(800002);
  });

  test('have topics', async () => {
    const { body } = await call('GET', '/servicerequests/supporttopics');
    expect(body.totalCount).toBe(5);
    expect(body.items[0]).toMatchObject({ id: '32444671', attributes: { objectType: 'SupportTopic' } });
  });
});

describe('service incidents', () => {
  test('are the same each time, and counted', async () => {
    const { body } = await call('GET', '/serviceincidents/office');
    expect(
      body.items.map((each: { workload: string; status: string }) => [each.workload, each.status]),
    ).toEqual([
      ['Exchange', 'Normal'],
      ['Teams', 'Normal'],
      ['SharePoint', 'Degraded'],
    ]);
    expect((await call('GET', '/serviceincidents/office')).body).toEqual(body);
    expect((await call('GET', '/serviceincidents/office/count')).body).toEqual({ totalCount: 2 });
  });

  test('of a customer are those of its services', async () => {
    const path = async (id: string) => call('GET', `/customers/${id}/serviceincidents/office`);
    expect((await path(await knownCustomer())).body.totalCount).toBe(3);
    expect((await path(await newCustomer())).body.items).toEqual([]);
  });
});
