import { describe, expect, test } from 'vitest';
import { fakeIngram } from '../../../../../test/fake-ingram.ts';

const product = { mpn: 'm', quantity: 1 };
const choices = [
  { label: 'Lima', value: 'lim' },
  { label: 'Cusco', value: 'cus', default: true },
];

interface Asked {
  readonly products: {
    readonly draftRequestId?: string;
    readonly parameters: { readonly name: string; readonly value: string }[];
  }[];
}

/** A product that needs a domain, and a region once the domain is right; a note may be left out. */
function needy() {
  const asked: Asked['products'] = [];
  const fake = fakeIngram({
    'POST /validation/parameters': [
      ({ body }) => {
        const [line] = (JSON.parse(body) as Asked).products;
        if (line) asked.push(line);
        const value = (name: string) => line?.parameters.find((each) => each.name === name)?.value;
        const domain = value('domain');
        const parameters = [
          domain === 'ecositio'
            ? { name: 'domain', result: 'success', value: domain }
            : {
                name: 'domain',
                result: 'error',
                message: domain ? 'The domain is taken.' : 'The domain is missing.',
              },
          ...(domain === 'ecositio'
            ? [{ name: 'region', result: value('region') ? 'success' : 'error', valueChoices: choices }]
            : []),
          { name: 'note', result: 'success' },
        ];
        return Response.json({ data: [{ mpn: 'm', draftRequestId: 'draft-1', parameters }] });
      },
    ],
  });
  return { discover: fake.ingram.validation.discover.bind(fake.ingram.validation), asked };
}

describe('discovering parameters', () => {
  test('asks without any, then with what it was given, in one draft, until all is taken', async () => {
    const { discover, asked } = needy();
    const values = { domain: 'ecositio', region: 'lim', note: 'for Ana' };
    const found = await discover({ customerId: '7', product, values });
    expect(found).toMatchObject({ valid: true, missing: [], unused: [] });
    expect(found.parameters).toEqual([
      { name: 'domain', value: 'ecositio' },
      { name: 'note', value: 'for Ana' },
      { name: 'region', value: 'lim' },
    ]);
    expect(asked.map(({ parameters }) => parameters.map(({ name }) => name))).toEqual([
      [],
      ['domain', 'note'],
      ['domain', 'note', 'region'],
    ]);
    expect(asked.map(({ draftRequestId }) => draftRequestId)).toEqual([undefined, 'draft-1', 'draft-1']);
  });

  test('says what is missing with its choices, and which names were never asked for', async () => {
    const { discover } = needy();
    const found = await discover({ customerId: '7', product, values: { domain: 'ecositio', Region: 'lim' } });
    expect(found).toMatchObject({
      valid: false,
      unused: ['Region'],
      missing: [{ name: 'region', valueChoices: choices }],
    });
  });

  test('a refused value ends it; a function may choose another one', async () => {
    const { discover, asked } = needy();
    const taken = await discover({ customerId: '7', product, values: { domain: 'taken' } });
    expect(taken).toMatchObject({ valid: false, missing: [{ message: 'The domain is taken.' }] });
    expect(asked).toHaveLength(2);
    const tries = ['taken', 'ecositio'];
    const chosen = await discover({
      customerId: '7',
      product,
      values: ({ name, valueChoices }) =>
        name === 'domain' ? tries.shift() : valueChoices?.find((choice) => choice.default)?.value,
    });
    expect(chosen).toMatchObject({ valid: true, unused: [] });
    expect(chosen.parameters).toContainEqual({ name: 'region', value: 'cus' });
  });

  test('one that never settles is not valid', async () => {
    const { discover, asked } = needy();
    let count = 0;
    const found = await discover({ customerId: '7', product, values: () => `guess-${++count}` });
    expect(found.valid).toBe(false);
    expect(asked).toHaveLength(10);
  });

  test('nothing is asked of a product without parameters', async () => {
    const fake = fakeIngram({ 'POST /validation/parameters': [() => Response.json({ data: [] })] });
    const found = await fake.ingram.validation.discover({ customerId: '7', product });
    expect(found).toEqual({ valid: true, parameters: [], missing: [], unused: [], result: undefined });
  });
});
