import { partnerCenterDocument } from '../../packages/mock-server/src/generated/partner-center-document.gen.ts';
import { Contract } from '../../packages/mock-server/src/http/contract.ts';
import { type Route, Router } from '../../packages/mock-server/src/http/router.ts';
import type { JsonSchema, WireOperation } from '../../packages/mock-server/src/http/wire-document.ts';
import { partnerCenterWire } from '../../packages/mock-server/src/wires/partner-center/partner-center-wire.ts';
import type { Sample } from './sample.ts';

const router = new Router([partnerCenterWire]);

/** The operation that a sample is of, whatever the case of its path and the placeholders in it. */
export function routeOf({ method, path }: Pick<Sample, 'method' | 'path'>): Route | undefined {
  const [bare = ''] = path.split('?');
  return router.find({ method, path: bare, query: '', headers: {}, body: '' });
}

const refusal: JsonSchema = {
  anyOf: ['CommerceError', 'CustomerServiceError', 'ThrottleError'].map((name) => ({
    $ref: `#/$defs/${name}`,
  })),
};

/** The schema of what a sample shows. */
function schemaOf(operation: WireOperation, status: number): JsonSchema | undefined {
  return status >= 400 ? refusal : operation.response;
}

/** Enums open, and null wherever a value may be missing. */
function lenient(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lenient);
  if (typeof value !== 'object' || value === null) return value;
  const { enum: _, ...schema } = value as JsonSchema;
  const entries = Object.entries(schema).map(([key, inner]) => [
    key,
    key === 'properties' ? lenientProperties(inner as Record<string, unknown>, schema) : lenient(inner),
  ]);
  return Object.fromEntries(entries);
}

function lenientProperties(properties: Readonly<Record<string, unknown>>, { required }: JsonSchema) {
  const mustBe = new Set((required ?? []) as string[]);
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      mustBe.has(name) ? lenient(schema) : { anyOf: [lenient(schema), { type: 'null' }] },
    ]),
  );
}

const contract = new Contract({
  ...partnerCenterDocument,
  schemas: Object.fromEntries(
    Object.entries(partnerCenterDocument.schemas).map(([name, schema]) => [name, lenient(schema)]),
  ) as typeof partnerCenterDocument.schemas,
});

/** How an answer fits our document: enums open, null where a value may be missing, names in any case. */
export interface Fit {
  readonly contradictions: readonly string[];
  /** Fields that our document does not declare. */
  readonly undeclared: readonly string[];
  /** Whether names are written in another case than our document's. */
  readonly otherCase: boolean;
}

export function fitOf(operation: WireOperation, status: number, body: unknown): Fit {
  const schema = schemaOf(operation, status);
  if (schema === undefined)
    return { contradictions: ['it has no body in our document'], undeclared: [], otherCase: false };
  const found = { undeclared: new Set<string>(), otherCase: false };
  const named = declared(body, [schema], '', found);
  const operationId = `${operation.operationId} ${status >= 400 ? 'refused' : 'done'}`;
  const violations = contract.response(
    { ...operation, operationId, response: lenient(schema) as JsonSchema },
    named,
  );
  return {
    contradictions: violations.map(({ pointer, message }) => `${pointer} ${message}`),
    undeclared: [...found.undeclared],
    otherCase: found.otherCase,
  };
}

/** A value with the names that our document has for its fields. */
function declared(
  value: unknown,
  schemas: readonly JsonSchema[],
  where: string,
  found: { readonly undeclared: Set<string>; otherCase: boolean },
): unknown {
  const branches = schemas.flatMap(branchesOf);
  if (Array.isArray(value)) {
    const items = branches.flatMap(({ items: each }) => (each ? [each as JsonSchema] : []));
    return value.map((each) => declared(each, items, `${where}[]`, found));
  }
  if (typeof value !== 'object' || value === null || branches.some(isAnything)) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const known = branches.flatMap(({ properties }) =>
      Object.entries((properties ?? {}) as Record<string, JsonSchema>).filter(
        ([each]) => each.toLowerCase() === name.toLowerCase(),
      ),
    );
    const others = branches.flatMap(({ additionalProperties: each }) =>
      each === true ? [{}] : typeof each === 'object' ? [each as JsonSchema] : [],
    );
    const [[own] = [name]] = known;
    if (known.length === 0 && others.length === 0) found.undeclared.add(`${where}.${name}`);
    if (own !== name) found.otherCase = true;
    const inside = known.length > 0 ? known.map(([, schema]) => schema) : others;
    return [own, declared(inner, inside, `${where}.${name}`, found)];
  });
  return Object.fromEntries(entries);
}

function isAnything(schema: JsonSchema): boolean {
  return Object.keys(schema).length === 0;
}

/** A schema without references and alternatives: all that it can be. */
function branchesOf(schema: JsonSchema): JsonSchema[] {
  if (typeof schema.$ref === 'string') {
    return branchesOf(partnerCenterDocument.schemas[schema.$ref.replace('#/$defs/', '')] ?? {});
  }
  const others = [schema.oneOf, schema.anyOf, schema.allOf].flatMap((each) => (each ?? []) as JsonSchema[]);
  return others.length > 0 ? others.flatMap(branchesOf) : [schema];
}
