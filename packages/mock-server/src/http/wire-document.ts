/** Where the behaviour of an operation comes from; `modelled` means designed here, without a public source. */
export type Evidence = 'docs' | 'sample' | 'client' | 'guide' | 'modelled';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface WireOperation {
  readonly operationId: string;
  readonly method: string;
  /** Below the document's base path, `{name}` for a parameter. */
  readonly path: string;
  /** In place of the document's. */
  readonly basePath?: string;
  /** Where else it is found: other versions of the API. */
  readonly otherBasePaths?: readonly string[];
  readonly effect: 'read' | 'write';
  readonly evidence: readonly Evidence[];
  /** Which fact the operation rests on. */
  readonly source: string;
  /** `resource.method` of the SDK; empty where no client speaks it. */
  readonly sdk: string;
  readonly deprecated?: true;
  /** The status of success, where it is not 200. */
  readonly status?: number;
  /** Who must sign in, where an application alone may not. */
  readonly signIn?: 'user';
  /** Answered in the vendor's sandbox only. */
  readonly sandbox?: true;
  /** Other paths that documents give for it. */
  readonly alias?: readonly string[];
  readonly request?: {
    readonly required: boolean;
    /** `application/json` unless said otherwise. */
    readonly contentType?: string;
    readonly schema: JsonSchema;
  };
  readonly response?: JsonSchema;
}

/** An OpenAPI document as the simulator needs it, made from openapi/ by `npm run generate`. */
export interface WireDocument {
  readonly platform: string;
  readonly basePath: string;
  readonly operations: readonly WireOperation[];
  /** By name; references read `#/$defs/Name`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}
