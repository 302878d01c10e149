export const customerParameter = {
  name: 'customer',
  type: 'id',
  required: false,
  description: 'One customer only, by the id that the platform gives it.',
} as const;

export const monthParameter = {
  name: 'month',
  type: 'month',
  required: true,
  description: 'The month, in UTC.',
} as const;

export const fromParameter = {
  name: 'from',
  type: 'date',
  required: true,
  description: 'The first day, in UTC.',
} as const;

export const toParameter = {
  name: 'to',
  type: 'date',
  required: true,
  description: 'The last day, in UTC; it counts whole.',
} as const;

export const customerColumns = [
  { name: 'customer', type: 'text' },
  { name: 'customerName', type: 'text' },
] as const;

export const productColumns = [
  { name: 'product', type: 'text' },
  { name: 'productName', type: 'text' },
] as const;

/** What is wrong with days that end before they begin. */
export function daysIssue({ from, to }: { readonly from?: string; readonly to?: string }) {
  return from !== undefined && to !== undefined && from > to
    ? {
        code: 'report.days',
        path: ['to'],
        message: `lies before from, ${from}.`,
        remedy: 'Send the earlier day as from.',
      }
    : undefined;
}
