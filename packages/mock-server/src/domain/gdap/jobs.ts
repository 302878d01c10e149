import { assignmentJobs } from './change-assignment.ts';
import { lifecycleJobs } from './lifecycle.ts';
import { operationJobs } from './operation.ts';
import { relationshipMailJobs } from './relationship-mail.ts';
import { requestJobs } from './request-action.ts';

/** What time does to GDAP relationships and what hangs on them. */
export const gdapJobs = {
  ...assignmentJobs,
  ...lifecycleJobs,
  ...operationJobs,
  ...relationshipMailJobs,
  ...requestJobs,
};
