import type { FieldDefinition, FieldValue, Product } from '../../../domain/catalogue/product.ts';
import type { AccountField, EnumMember, Field } from '../../../generated/icp.gen.ts';

/** What a service wants to know, as GetFieldsForService tells it. */
export function toAccountField(definition: FieldDefinition): AccountField {
  return {
    Name: definition.name,
    DisplayName: definition.displayName,
    Type: definition.type,
    DisplayTemplate: definition.displayTemplate,
    DisplayType: definition.display,
    DefaultValue: definition.defaultValue === undefined ? null : { Value: definition.defaultValue },
    EnumMembers: (definition.options ?? []).map(toEnumMember),
    Hint: definition.hint ?? '',
    IsList: false,
    IsUnique: definition.unique ?? false,
    IsPartialValidation: false,
    IsRemoteValidation: definition.remoteValidation ?? false,
    MinValue: definition.minimum ?? null,
    MaxValue: definition.maximum ?? null,
    Validator: definition.validator ?? null,
    CustomProperties: null,
  };
}

export function toEnumMember(option: {
  readonly value: FieldValue;
  readonly displayName: string;
  readonly hint?: string;
}): EnumMember {
  return { DisplayName: option.displayName, Hint: option.hint ?? '', Value: option.value };
}

/** Values as answers carry them: an array, where requests have a map. */
export function toFields(
  product: Product | undefined,
  values: Readonly<Record<string, FieldValue>>,
): Field[] {
  const displayName = (name: string) =>
    product?.fields.find((definition) => definition.name === name)?.displayName ?? name;
  return Object.entries(values).map(([name, value]) => ({
    Name: name,
    DisplayName: displayName(name),
    Value: value,
  }));
}
