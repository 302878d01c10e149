// Makes test/fixtures/partner-center-shapes.json of the samples of Partner Center's documentation, which are not ours to
// keep: what remains is which fields an operation has, and of which kind. Run it where the samples are:
// node --conditions=tenantry-source scripts/distil-samples.ts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { routeOf } from '../test/partner-center-samples/document.ts';
import { aside, folderOfSamples, readOriginals, type Sample } from '../test/partner-center-samples/sample.ts';

const document = readFileSync('openapi/partner-center.yaml', 'utf8');
const catalogue = sourcesOf('packages/mock-server/src/domain').toLowerCase();
const words = wordsOf(document);

/** All sources below a folder, as one text. */
function sourcesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** The values that our document lists or its descriptions name, without case and underscores. */
function wordsOf(yaml: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'enum' && Array.isArray(inner)) for (const each of inner) found.add(fold(String(each)));
      if (key === 'description' && typeof inner === 'string')
        for (const [, word = ''] of inner.matchAll(/`(\w+)`/g)) found.add(fold(word));
      visit(inner);
    }
  };
  visit(parse(yaml));
  return found;
}

function fold(text: string): string {
  return text.replaceAll('_', '').toLowerCase();
}

/** Values that say what kind of thing something is, and that our document leaves open. */
const kinds: ReadonlySet<string> = new Set(
  [
    ...['billToPartner', 'customer', 'AzureReservedInstances', 'AzureSavingsPlan', 'Purchase'],
    ...['o_o_b_e', 'single', 'hourly', 'usd', 'Azure', 'transition_only'],
    ...['MicrosoftCustomerAgreement', 'MicrosoftCloudAgreement'],
    ...['MicrosoftAzure', 'OnlineServices', 'software', 'directtoindirect', 'Current'],
    ...['CompanyName', 'UserState', 'equals', 'starts_with'],
  ].map(fold),
);

const personal: Readonly<Record<string, string>> = {
  firstname: 'Ana',
  middlename: 'Luz',
  lastname: 'Ruiz',
  companyname: 'Example Company',
  displayname: 'Example',
  city: 'Springfield',
  addressline1: 'Example Street 1',
  addressline2: 'Floor 2',
  postalcode: '10001',
  phonenumber: '5550100',
  telephone: '5550100',
};

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const catalogueId = /^[A-Z0-9]{12}(?::[A-Z0-9]{4}(?::[A-Z0-9]{12})?)?$/;
const instant = /^\d{4}-\d{2}-\d{2}(?:T[\d:]+(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Takes away what a sample says, and leaves the kind of it. One id stays one id within a sample. */
class Distillation {
  readonly #ids = new Map<string, string>();

  value(value: unknown, name = ''): unknown {
    if (Array.isArray(value)) return value.map((each) => this.value(each, name));
    if (typeof value === 'string') return this.text(value, name.toLowerCase());
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.#withoutIds(key), this.value(inner, key)]),
    );
  }

  text(text: string, name: string): string {
    if (text === '') return text;
    const person = personal[name];
    if (person !== undefined) return person;
    if (/^[^\s@]+@[^\s@]+$/.test(text)) {
      return text.endsWith('.onmicrosoft.com') ? 'ana@example.onmicrosoft.com' : 'ana@example.com';
    }
    if (/^[\w.-]+\.onmicrosoft\.com$/i.test(text)) return 'example.onmicrosoft.com';
    if (/^https?:/i.test(text)) return 'https://example.com/text';
    if (text.startsWith('{')) return JSON.stringify(this.value(JSON.parse(text)));
    if (instant.test(text)) return dateLike(text);
    if (/^P\d+[YMDW]$/.test(text) || /^[A-Z]{2,3}$/.test(text) || /^[a-z]{2}(?:-[A-Z]{2})?$/i.test(text))
      return text;
    if (isKnown(text)) return text;
    if (catalogueId.test(text))
      return text
        .split(':')
        .map((part) => this.#catalogueId(part))
        .join(':');
    if (/^\d{1,4}$/.test(text) || /^\d+\.\d+$/.test(text)) return text;
    if (/^\d+$/.test(text)) return this.#id(text, (count) => String(count).padStart(text.length, '0'));
    const neutral = this.#withoutIds(text);
    if (neutral.replace(uuid, '').replace(/[_"\\]/g, '') === '') return neutral;
    if (text.startsWith('/')) return '/text';
    return words.has(fold(text)) || kinds.has(fold(text)) ? text : 'text';
  }

  #withoutIds(text: string): string {
    return text.replace(uuid, (id) =>
      isKnown(id)
        ? id
        : this.#id(id.toLowerCase(), (count) => `00000000-0000-0000-0000-${hexadecimal(count)}`),
    );
  }

  #catalogueId(part: string): string {
    if (part.length === 4 || isKnown(part)) return part;
    return this.#id(part, (count) => `EXAMPLE${String(count).padStart(5, '0')}`);
  }

  #id(own: string, made: (count: number) => string): string {
    const known = this.#ids.get(own) ?? made(this.#ids.size + 1);
    this.#ids.set(own, known);
    return known;
  }
}

/** Ids that our own catalogue has. */
function isKnown(text: string): boolean {
  return (
    (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text) || catalogueId.test(text) || text.startsWith('MS-AZR-')) &&
    catalogue.includes(`'${text.toLowerCase().split(':').slice(0, 2).join(':')}`)
  );
}

function hexadecimal(count: number): string {
  return count.toString(16).padStart(12, '0');
}

/** A date of the same form: .NET's for none stays. */
function dateLike(text: string): string {
  if (text.startsWith('0001-')) return text;
  const [, fraction = '', zone = ''] = instant.exec(text) ?? [];
  if (!text.includes('T')) return '2026-01-01';
  return `2026-01-01T00:00:00${fraction === '' ? '' : `.${'0'.repeat(fraction.length)}`}${zone === '' || zone === 'Z' ? zone : '+00:00'}`;
}

function distilled(sample: Sample): Sample {
  const { path, body, ...rest } = sample;
  const distillation = new Distillation();
  const [, query] = path.split('?');
  const search = new URLSearchParams(
    [...new URLSearchParams(query)].map(([name, value]) => [
      name,
      distillation.text(value, name.toLowerCase()),
    ]),
  );
  const template = `/v1${routeOf(sample)?.operation.path ?? ''}`;
  return {
    ...rest,
    path: search.size === 0 ? template : `${template}?${search}`,
    ...(body !== undefined && { body: distillation.value(body) }),
  };
}

const folder = folderOfSamples();
if (folder === undefined)
  throw new Error('The samples are not on this machine; name their folder in TENANTRY_SAMPLES.');
const shapes = readOriginals(folder)
  .filter(({ name }) => aside[name] === undefined)
  .map(distilled);
writeFileSync(
  'test/fixtures/partner-center-shapes.json',
  `[\n${shapes.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`,
);
console.log(`${shapes.length} samples distilled.`);
