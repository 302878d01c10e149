import { partnerCenterDocument } from '../../generated/partner-center-document.gen.ts';
import type { JsonSchema } from '../../http/wire-document.ts';

/** A body with names and enum values as the document has them: requests may write both in any case. evidence: docs, sample */
export function canonical(value: unknown, schema: JsonSchema | undefined): unknown {
  const resolved = resolve(schema);
  if (resolved === undefined) return value;
  if (Array.isArray(value)) {
    const items = resolved.items as JsonSchema | undefined;
    return value.map((each) => canonical(each, items));
  }
  if (typeof value === 'string') return canonicalText(value, resolved);
  if (typeof value !== 'object' || value === null) return value;
  const properties = (resolved.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const names = namesOf(properties);
  const others =
    typeof resolved.additionalProperties === 'object' ? resolved.additionalProperties : undefined;
  return Object.fromEntries(
    Object.entries(value)
      // Absent and null say the same, save where null removes.
      .filter(
        ([name, inner]) => inner !== null || allowsNull(properties[names.get(name.toLowerCase()) ?? '']),
      )
      .map(([name, inner]) => {
        const known = names.get(name.toLowerCase());
        return [
          known ?? name,
          canonical(inner, known === undefined ? (others as JsonSchema | undefined) : properties[known]),
        ];
      }),
  );
}

/** Samples write `oneTime`, `one_time` and `OneTime`. */
function canonicalText(value: string, schema: JsonSchema): string {
  if (!Array.isArray(schema.enum)) return value;
  const folded = fold(value);
  return (schema.enum as string[]).find((each) => fold(each) === folded) ?? value;
}

function fold(text: string): string {
  return text.replaceAll('_', '').toLowerCase();
}

function resolve(schema: JsonSchema | undefined): JsonSchema | undefined {
  if (typeof schema?.$ref === 'string') {
    return partnerCenterDocument.schemas[schema.$ref.replace('#/$defs/', '')];
  }
  const [first] = (schema?.oneOf ?? []) as JsonSchema[];
  return first === undefined ? schema : resolve(first);
}

function allowsNull(schema: JsonSchema | undefined): boolean {
  if (schema === undefined) return false;
  const { type } = schema;
  return (
    (Array.isArray(type) && type.includes('null')) ||
    ((schema.oneOf ?? []) as JsonSchema[]).some((each) => each.type === 'null')
  );
}

const folded = new WeakMap<object, ReadonlyMap<string, string>>();

function namesOf(properties: Readonly<Record<string, JsonSchema>>): ReadonlyMap<string, string> {
  let names = folded.get(properties);
  if (names === undefined) {
    names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
    folded.set(properties, names);
  }
  return names;
}
