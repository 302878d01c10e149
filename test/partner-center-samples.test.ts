import { afterAll, describe, expect, test } from 'vitest';
import { legacyOffers } from '../packages/mock-server/src/domain/catalogue/legacy-offers.ts';
import { agreementTemplates } from '../packages/mock-server/src/domain/partners/agreement-template.ts';
import { directoryRoles } from '../packages/mock-server/src/domain/tenants/directory-roles.ts';
import { checkAnswer } from './partner-center-samples/answers.ts';
import { refusedRightly, sendRequest } from './partner-center-samples/requests.ts';
import type { Row } from './partner-center-samples/row.ts';
import {
  aside,
  folderOfSamples,
  isSent,
  readOriginals,
  readShapes,
  type Sample,
} from './partner-center-samples/sample.ts';

const folder = folderOfSamples();
const shapes = readShapes();
const table: Row[] = [];

afterAll(() => console.log(printed(table)));

describe('the published samples of Partner Center, distilled', () => check(shapes, folder === undefined));

if (folder === undefined) {
  test('samples are not on this machine: name their folder in TENANTRY_SAMPLES to have them checked, too', () => {
    expect(folderOfSamples()).toBeUndefined();
  });
} else {
  const originals = readOriginals(folder);
  describe('the published samples of Partner Center', () => {
    check(originals, true);

    test('are those that were distilled', () => {
      const named = (samples: readonly Sample[]) => samples.map(({ name, method }) => `${method} ${name}`);
      expect(named(shapes)).toEqual(named(originals.filter(({ name }) => !(name in aside))));
    });
  });
}

function check(samples: readonly Sample[], shown: boolean): void {
  const rows = async (wanted: readonly Sample[], one: (sample: Sample) => Promise<Row>): Promise<Row[]> => {
    const found: Row[] = [];
    for (const sample of wanted) {
      const why = aside[sample.name];
      found.push(why === undefined ? await one(sample) : { name: sample.name, outcome: 'left out', why });
    }
    if (shown) table.push(...found);
    return found;
  };
  const wrong = (found: readonly Row[]) => found.filter(({ outcome }) => outcome === 'wrong');

  test('every answer fits our document, all its fields declared, and comes through the SDK as it is', async () => {
    const found = await rows(
      samples.filter((each) => !isSent(each)),
      checkAnswer,
    );
    expect(wrong(found)).toEqual([]);
    expect(found.filter(({ undeclared }) => undeclared !== undefined)).toEqual([]);
    expect(found.filter(({ outcome }) => outcome === 'parsed').length).toBeGreaterThan(110);
  });

  test('every request is accepted, or refused for a reason that is stated', async () => {
    const found = await rows(samples.filter(isSent), sendRequest);
    expect(wrong(found)).toEqual([]);
    const refused = found.filter(({ outcome }) => outcome === 'refused').map(({ name }) => name);
    expect(refused.sort()).toEqual(Object.keys(refusedRightly).sort());
    expect(found.filter(({ outcome }) => outcome === 'accepted').length).toBeGreaterThan(30);
  }, 60_000);
}

describe('the distilled samples', () => {
  const texts = shapes.flatMap(({ body, path }) => [
    ...textsIn(body),
    ...[...new URLSearchParams(path.split('?')[1])].map(([name, value]) => ({ name, value })),
  ]);

  test('have no e-mail but of example domains, no address, and no phone', () => {
    for (const { name, value } of texts) {
      if (value.includes('@')) expect(value).toMatch(/^ana@example\.(?:com|onmicrosoft\.com)$/);
      if (value.includes('://')) expect(value).toBe('https://example.com/text');
      if (/phone/i.test(name)) expect(value).toBe('5550100');
      // What is left with many digits is an id made of zeros, an instant, or an id of our own catalogue.
      if (/\d{7}/.test(value.replaceAll(/[\s().-]/g, '')) && value !== '5550100') {
        expect(value).toMatch(/^"?0{4}|^(?:2026-01-01|0001-01-01)|^\w{8}(?:-\w{4}){3}-\w{12}$/);
      }
    }
  });

  test('have no ids but zeros and those of our catalogue', () => {
    const ours = new Set(
      [
        ...legacyOffers.map(({ offerId }) => offerId),
        ...agreementTemplates.map(({ templateId }) => templateId),
        ...directoryRoles.map(({ id }) => id),
      ].map((id) => id.toLowerCase()),
    );
    const ids = JSON.stringify(shapes).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? [];
    const others = ids.filter(
      (id) => !id.startsWith('00000000-0000-0000-0000-') && !ours.has(id.toLowerCase()),
    );
    expect(others).toEqual([]);
  });

  test('have no prose: one word at most, but for what is made up', () => {
    const madeUp = ['Example Company', 'Example Street 1', 'Floor 2'];
    const several = texts.filter(({ value }) => /\s/.test(value) && !madeUp.includes(value));
    expect(several).toEqual([]);
    expect(texts.filter(({ value }) => value.length > 100 && !value.startsWith('{'))).toEqual([]);
  });
});

function textsIn(value: unknown, name = ''): { readonly name: string; readonly value: string }[] {
  if (typeof value === 'string') return [{ name, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, Array.isArray(value) ? name : key));
}

/** The table, a line for each sample, with the counts below it. */
function printed(rows: readonly Row[]): string {
  const lines = rows
    .toSorted((left, right) => left.name.localeCompare(right.name))
    .map(({ name, outcome, why }) => `${outcome.padEnd(9)}${name}: ${why}`.slice(0, 240));
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome))].sort();
  const counts = outcomes
    .map((each) => `${rows.filter(({ outcome }) => outcome === each).length} ${each}`)
    .join(', ');
  return [...lines, `${rows.length} samples: ${counts}`].join('\n');
}
