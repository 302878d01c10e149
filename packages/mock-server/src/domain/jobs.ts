import type { Job } from '../kernel/scheduler.ts';
import type { World } from '../world.ts';
import { budgetJobs } from './azure/budgets.ts';
import { billingJobs } from './billing/charge.ts';
import { billingExportJobs } from './billing-exports/request-export.ts';
import { deviceDeploymentJobs } from './devices/device-job.ts';
import { gdapJobs } from './gdap/jobs.ts';
import { insightsJobs } from './insights/execution.ts';
import { migrationJobs } from './migrations/migrate.ts';
import { migrationScheduleJobs } from './migrations/schedule-migration.ts';
import { qualificationJobs } from './partners/qualifications.ts';
import { productUpgradeJobs } from './product-upgrades/product-upgrade.ts';
import { ratedReportJobs } from './rated-reports/rated-report.ts';
import { salesOrderJobs } from './sales-orders/run-sales-order.ts';
import { azureJobs } from './subscriptions/azure-entitlements.ts';
import { transitionJobs } from './subscriptions/complete-transition.ts';
import { legacyJobs } from './subscriptions/legacy.ts';
import { orderJobs } from './subscriptions/order.ts';
import { provisioningJobs } from './subscriptions/provision.ts';
import { renewalJobs } from './subscriptions/renew.ts';
import { directoryUserJobs } from './tenants/change-directory-user.ts';
import { invoiceWebhookJobs } from './webhooks/await-invoices.ts';
import { webhookJobs } from './webhooks/delivery.ts';

type JobHandler = (world: World, job: Job) => void;

/** What runs when a job of a kind falls due; each area of the domain has its own. */
const handlers: Readonly<Record<string, JobHandler>> = {
  ...billingJobs,
  ...billingExportJobs,
  ...budgetJobs,
  ...deviceDeploymentJobs,
  ...directoryUserJobs,
  ...orderJobs,
  ...ratedReportJobs,
  ...salesOrderJobs,
  ...provisioningJobs,
  ...qualificationJobs,
  ...renewalJobs,
  ...gdapJobs,
  ...azureJobs,
  ...transitionJobs,
  ...legacyJobs,
  ...migrationJobs,
  ...migrationScheduleJobs,
  ...productUpgradeJobs,
  ...insightsJobs,
  ...invoiceWebhookJobs,
  ...webhookJobs,
};

export function runJob(world: World, job: Job): void {
  const handler = handlers[job.kind];
  if (handler === undefined) throw new Error(`No handler is registered for jobs of kind ${job.kind}.`);
  handler(world, job);
}
