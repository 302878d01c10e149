/** How a field is compared. Most lists know few of them: customers only `starts_with`. */
export type FilterOperator =
  | 'equals'
  | 'not_equals'
  | 'greater_than'
  | 'greater_than_or_equals'
  | 'less_than'
  | 'less_than_or_equals'
  | 'substring'
  | 'starts_with'
  | 'not_starts_with';

export interface SimpleFilter {
  readonly Field: string;
  readonly Value: string;
  readonly Operator: FilterOperator;
}

export interface CompoundFilter {
  readonly Operator: 'and' | 'or';
  readonly LeftFilter: Filter;
  readonly RightFilter: Filter;
}

/** What a list is narrowed by; sent as JSON text. */
export type Filter = SimpleFilter | CompoundFilter;

/**
 * Items whose field begins so, whatever the case.
 * @example
 * for await (const customer of partnerCenter.customers.list({ filter: startsWith('CompanyName', 'Abbie') })) console.log(customer.id);
 */
export function startsWith(field: string, value: string): SimpleFilter {
  return { Field: field, Value: value, Operator: 'starts_with' };
}

/**
 * Items whose field is so.
 * @example
 * const deleted = partnerCenter.users.list(customerId, { filter: equals('UserState', 'Inactive') });
 */
export function equals(field: string, value: string): SimpleFilter {
  return { Field: field, Value: value, Operator: 'equals' };
}
