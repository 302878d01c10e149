import type {
  Evidence,
  JsonSchema,
  WireDocument,
  WireOperation,
} from '../packages/mock-server/src/http/wire-document.ts';

interface OpenApiOperation {
  operationId: string;
  deprecated?: boolean;
  'x-tenantry': {
    sdk?: string;
    effect: 'read' | 'write';
    evidence: Evidence[];
    source: string;
    signIn?: 'user';
    sandbox?: true;
    alias?: string[];
  };
  servers?: { url: string }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}

/** As much of an OpenAPI 3.1 document as our own documents use. */
export interface OpenApiDocument {
  'x-tenantry-platform': string;
  servers: { url: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}

const prose = new Set(['description', 'example', 'examples', 'title', 'xml']);
const namesOfValues = new Set(['properties', '$defs']);

/** Schemas for a validator: no prose, references into `$defs`. A property that is called `description` stays. */
function bare(value: unknown, within?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .filter(([key]) => namesOfValues.has(within ?? '') || !prose.has(key))
    .map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/components/schemas/', '#/$defs/')
        : bare(inner, namesOfValues.has(within ?? '') ? undefined : key),
    ]);
  return Object.fromEntries(kept);
}

function operationOf(method: string, path: string, operation: OpenApiOperation): WireOperation {
  const details = operation['x-tenantry'];
  const [contentType, request] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const status = Object.keys(operation.responses).find((each) => each.startsWith('2')) ?? '200';
  const response = Object.values(operation.responses[status]?.content ?? {})[0]?.schema;
  const [basePath, ...otherBasePaths] = new Set(operation.servers?.map(({ url }) => basePathOf(url)));
  return {
    operationId: operation.operationId,
    method: method.toUpperCase(),
    path,
    effect: details.effect,
    evidence: details.evidence,
    source: details.source,
    sdk: details.sdk ?? '',
    ...(basePath !== undefined && { basePath }),
    ...(otherBasePaths.length > 0 && { otherBasePaths }),
    ...(operation.deprecated && { deprecated: true as const }),
    ...(status !== '200' && { status: Number(status) }),
    ...(details.signIn && { signIn: details.signIn }),
    ...(details.sandbox && { sandbox: details.sandbox }),
    ...(details.alias && { alias: details.alias }),
    ...(request && {
      request: {
        required: operation.requestBody?.required ?? false,
        ...(contentType !== undefined && contentType !== 'application/json' && { contentType }),
        schema: bare(request.schema) as JsonSchema,
      },
    }),
    ...(response && { response: bare(response) as JsonSchema }),
  };
}

export function wireDocumentOf(document: OpenApiDocument): WireDocument {
  return {
    platform: document['x-tenantry-platform'],
    basePath: basePathOf(document.servers[0]?.url ?? ''),
    operations: Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => operationOf(method, path, operation)),
    ),
    schemas: bare(document.components.schemas, '$defs') as Record<string, JsonSchema>,
  };
}

function basePathOf(url: string): string {
  return url.replace(/^(?:https?:\/\/[^/]+|\{[^}]+\})/, '').replace(/\/$/, '');
}
