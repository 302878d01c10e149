import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { distance } from '../kernel/text-distance.ts';
import type { ContractViolation } from './wire.ts';
import type { JsonSchema, WireDocument, WireOperation } from './wire-document.ts';

const none: readonly ContractViolation[] = Object.freeze([]);

/** Holds requests (and in strict mode answers) against the document; a schema is compiled when it is first needed. */
export class Contract {
  readonly #document: WireDocument;
  readonly #validators = new Map<string, ValidateFunction | undefined>();
  readonly #ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateSchema: false,
    verbose: true,
    discriminator: true,
    logger: false,
    formats: {
      uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
      date: { type: 'string', validate: isDate },
    },
  });

  constructor(document: WireDocument) {
    this.#document = document;
  }

  request(operation: WireOperation, body: unknown): readonly ContractViolation[] {
    const { request } = operation;
    if (request === undefined) return none;
    if (body === undefined) {
      return request.required ? [{ pointer: '', message: 'The body is missing; send a JSON object.' }] : none;
    }
    return this.#violations(`${operation.operationId} request`, request.schema, body);
  }

  response(operation: WireOperation, body: unknown): readonly ContractViolation[] {
    if (operation.response === undefined) return none;
    return this.#violations(`${operation.operationId} response`, operation.response, body);
  }

  #violations(name: string, schema: JsonSchema, value: unknown): readonly ContractViolation[] {
    let validate = this.#validators.get(name);
    if (validate === undefined) {
      validate = this.#ajv.compile({ $defs: this.#document.schemas, ...schema });
      this.#validators.set(name, validate);
    }
    return validate(value) ? none : (validate.errors ?? []).map(violationOf);
  }
}

function isDate(text: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** What is wrong where, and what to do; never the value itself, which may be a secret. */
function violationOf(error: ErrorObject): ContractViolation {
  const pointer = error.instancePath;
  const field = pointer.slice(1).replaceAll('/', '.') || 'the body';
  const parameters = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return {
        pointer,
        message: `${within(pointer)}${String(parameters.missingProperty)} is missing; it must be sent.`,
      };
    case 'additionalProperties': {
      const name = String(parameters.additionalProperty);
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
      const [nearest] = known.sort((left, right) => rank(left, name) - rank(right, name));
      const remedy =
        nearest !== undefined && rank(nearest, name) <= 3
          ? `did you mean ${nearest}? Names are case-sensitive.`
          : 'leave it out.';
      return { pointer, message: `${within(pointer)}${name} is not a known field; ${remedy}` };
    }
    case 'type':
      return { pointer, message: `${field} must be ${listOf(parameters.type)}.` };
    case 'enum':
      return { pointer, message: `${field} must be ${oneOf(parameters.allowedValues)}.` };
    case 'const':
      return { pointer, message: `${field} must be ${JSON.stringify(parameters.allowedValue)}.` };
    case 'discriminator': {
      const tag = String(parameters.tag);
      return { pointer, message: `${within(pointer)}${tag} must be ${oneOf(tagsOf(error, tag))}.` };
    }
    case 'format':
      return {
        pointer,
        message: `${field} must be ${parameters.format === 'date' ? 'a date, yyyy-mm-dd' : `a ${String(parameters.format)}`}.`,
      };
    default:
      return { pointer, message: `${field} ${error.message ?? 'is not valid'}.` };
  }
}

function rank(left: string, right: string): number {
  return distance(left.toLowerCase(), right.toLowerCase());
}

function within(pointer: string): string {
  return pointer === '' ? '' : `${pointer.slice(1).replaceAll('/', '.')}.`;
}

function listOf(value: unknown): string {
  return Array.isArray(value) ? value.join(' or ') : String(value);
}

const mostListed = 20;

function oneOf(values: unknown): string {
  const all = Array.isArray(values) ? values : [values];
  const listed = all.slice(0, mostListed).join(', ');
  return all.length > mostListed ? `one of ${listed} … (${all.length} in all)` : `one of ${listed}`;
}

/** The values by which a discriminated schema tells its branches apart. */
function tagsOf(error: ErrorObject, tag: string): unknown[] {
  const branches = (error.parentSchema?.oneOf ?? []) as {
    readonly properties?: Readonly<
      Record<string, { readonly const?: unknown; readonly enum?: readonly unknown[] }>
    >;
  }[];
  return branches.flatMap(
    (branch) => branch.properties?.[tag]?.enum ?? branch.properties?.[tag]?.const ?? [],
  );
}
