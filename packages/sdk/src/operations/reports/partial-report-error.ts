import { type ErrorDetails, TenantryError } from '../../http/errors/tenantry-error.ts';
import type { ReportFailure } from './report-context.ts';

/** A report lacks customers: each is named with its error. All rows of the others were given. */
export class PartialReportError extends TenantryError {
  readonly failures: readonly ReportFailure[];

  constructor(failures: readonly ReportFailure[], details: ErrorDetails) {
    const named = failures.slice(0, 5).map(({ customer }) => `${customer.name} (${customer.id})`);
    const more = failures.length > named.length ? ` and ${failures.length - named.length} more` : '';
    super(`The report lacks ${failures.length} customers: ${named.join(', ')}${more}.`, {
      ...details,
      cause: failures[0]?.error,
      solution: 'Ask again for these customers alone, or pass onFailure to hear of each.',
    });
    this.failures = failures;
  }
}
