import type * as z from 'zod/mini';
import { UnsupportedOperationError } from '../http/errors/unsupported-operation-error.ts';
import { ValidationError } from '../http/errors/validation-error.ts';
import type { Language } from '../validation/issue.ts';
import { validate } from '../validation/validate.ts';
import type { GroupName, GroupOperations, OperationName, Platform } from './platform.ts';

export interface OperationGroupOptions {
  /** Language of validation messages. @default 'en' */
  readonly language?: Language;
}

type NameIn<Group extends GroupName> = OperationName extends infer Name
  ? Name extends `${Group}.${infer Operation}`
    ? Operation
    : never
  : never;

/** What every group of a reseller's operations does first: refuses what is not valid, and what the platform cannot do. */
export abstract class OperationGroup<Group extends GroupName> {
  protected readonly platform: Platform;
  readonly #group: Group;
  readonly #language: Language;

  constructor(group: Group, platform: Platform, { language = 'en' }: OperationGroupOptions) {
    this.#group = group;
    this.platform = platform;
    this.#language = language;
  }

  /** The value, normalised. @throws {ValidationError} with every broken rule */
  protected valid<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
    const result = validate(schema, value, this.#language);
    if (!result.ok) throw new ValidationError(result.issues, { platform: this.platform.name });
    return result.value;
  }

  /** What the platform does for the group. @throws {UnsupportedOperationError} with the reason */
  protected async operations(operation: NameIn<Group>): Promise<GroupOperations[Group]> {
    const name = `${this.#group}.${operation}` as OperationName;
    const { name: platform, unsupported, [this.#group]: load } = this.platform;
    const reason = unsupported?.[name] ?? unsupported?.[this.#group];
    if (reason === undefined && load !== undefined) return load() as Promise<GroupOperations[Group]>;
    throw new UnsupportedOperationError(
      `${platform} cannot do ${name}: ${reason ?? `it has no ${this.#group}.`}`,
      { platform, operation: name },
    );
  }
}
