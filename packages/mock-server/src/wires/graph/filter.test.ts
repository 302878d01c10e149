import { describe, expect, test } from 'vitest';
import { filterOf } from './filter.ts';

const fields = { name: ({ name }: { name?: string }) => name, 'of/id': () => 'x' };
const matches = (text: string, name?: string) => filterOf(text, fields)(name === undefined ? {} : { name });

describe('a filter', () => {
  test.each([
    ["name eq 'Ana'", 'ana', true],
    ["name ne 'Ana'", 'ana', false],
    ["startswith(name, 'An') and of/id eq 'x'", 'Ana', true],
    ["startswith(name,'An') and of/id ne 'x'", 'Ana', false],
    ["name eq 'sand and sea' and of/id eq 'x'", 'Sand and Sea', true],
    ["name eq 'O''Higgins'", "O'Higgins", true],
    ['name eq null', undefined, true],
    ["NAME EQ 'ana'", 'Ana', true],
  ])('%s of %s is %s', (text, name, expected) => {
    expect(matches(text, name)).toBe(expected);
  });

  test.each(["name gt 'a'", "name eq 'a' or name eq 'b'", 'name', "other eq 'a'", "contains(name,'a')", ''])(
    '%s is refused',
    (text) => {
      expect(() => filterOf(text, fields)).toThrow(expect.objectContaining({ code: 'graph.filter' }));
    },
  );
});
