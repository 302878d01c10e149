import type { Issue } from '../../validation/issue.ts';
import { type ErrorDetails, TenantryError } from './tenantry-error.ts';

/** The input breaks rules: all of them are listed, and nothing was sent. */
export class ValidationError extends TenantryError {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], details: ErrorDetails = {}) {
    super(
      issues
        .map(
          (issue) =>
            `${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message} ${issue.remedy}`,
        )
        .join('\n'),
      details,
    );
    this.issues = issues;
  }
}
