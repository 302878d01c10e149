import { distance } from '../../kernel/text-distance.ts';
import type { FieldDefinition, FieldValue, Product } from './product.ts';

export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export interface CheckedFields {
  readonly problems: readonly FieldProblem[];
  /** Values as the fields' types want them; defaults filled in when an order is checked. */
  readonly values: Readonly<Record<string, FieldValue>>;
}

/** What a product's values are held against. An update may leave fields out and may only change editable ones. */
export interface FieldCheck {
  readonly product: Product;
  readonly fields: Readonly<Record<string, FieldValue | null>>;
  readonly update: boolean;
  /** Only these are checked. */
  readonly only?: readonly string[];
}

/** Checks all values at once and names every problem. */
export function checkFields({ product, fields, update, only }: FieldCheck): CheckedFields {
  const problems: FieldProblem[] = [];
  const values: Record<string, FieldValue> = {};
  const report = (field: string, code: string, message: string) => problems.push({ field, code, message });
  const considered = (name: string) => only === undefined || only.includes(name);

  for (const name of Object.keys(fields)) {
    if (product.fields.some((each) => each.name === name) || !considered(name)) continue;
    const [nearest] = product.fields
      .map((each) => each.name)
      .sort((left, right) => distance(left, name) - distance(right, name));
    report(
      name,
      'field.unknown',
      `${name} is no field of ${product.displayName}; did you mean ${nearest ?? 'another'}? Names are case-sensitive.`,
    );
  }
  for (const definition of product.fields) {
    const { name } = definition;
    if (!considered(name)) continue;
    const given = fields[name];
    if (given === undefined || given === null || given === '') {
      if (!update && definition.display === 'Mandatory')
        report(name, 'field.missing', `${name} is mandatory; give a value.`);
      if (!update && definition.defaultValue !== undefined) values[name] = definition.defaultValue;
      continue;
    }
    if (definition.display === 'Readonly')
      report(name, 'field.readonly', `${name} is set by the platform; leave it out.`);
    else if (update && definition.editable !== true)
      report(name, 'field.not_editable', `${name} cannot be changed after the order.`);
    else {
      const value = typed(definition, given);
      const problem =
        value === undefined ? `${name} must be ${typeName(definition)}.` : problemOf(definition, value);
      if (problem !== undefined) report(name, 'field.invalid', problem);
      else if (value !== undefined) values[name] = value;
    }
  }
  return { problems, values };
}

/** Updates carry every value as a string; orders carry typed ones. Both are understood. */
function typed(definition: FieldDefinition, given: FieldValue): FieldValue | undefined {
  switch (definition.type) {
    case 'boolean':
      return typeof given === 'boolean'
        ? given
        : given === 'true'
          ? true
          : given === 'false'
            ? false
            : undefined;
    case 'int32': {
      const value =
        typeof given === 'number'
          ? given
          : typeof given === 'string' && /^-?\d+$/.test(given)
            ? Number(given)
            : Number.NaN;
      return Number.isInteger(value) ? value : undefined;
    }
    case 'datetime':
      return typeof given === 'string' && /^\d{4}-\d{2}-\d{2}/.test(given) && !Number.isNaN(Date.parse(given))
        ? given
        : undefined;
    default:
      return typeof given === 'boolean' ? undefined : String(given);
  }
}

function problemOf(definition: FieldDefinition, value: FieldValue): string | undefined {
  const { name, minimum, maximum, validator, options } = definition;
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) return `${name} must be at least ${minimum}.`;
    if (maximum !== undefined && value > maximum) return `${name} must be at most ${maximum}.`;
  }
  if (options && !options.some((option) => option.value === value)) {
    return `${name} must be one of: ${options.map((option) => option.value).join('; ')}.`;
  }
  if (validator !== undefined && !new RegExp(`^(?:${validator})$`, 'u').test(String(value))) {
    return `${name} does not have the form ${validator}.${definition.hint ? ` ${definition.hint}` : ''}`;
  }
  return undefined;
}

function typeName(definition: FieldDefinition): string {
  return {
    string: 'a text',
    int32: 'a whole number',
    boolean: 'true or false',
    datetime: 'a date, yyyy-mm-dd',
  }[definition.type];
}
