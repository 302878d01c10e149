import { UnsupportedOperationError } from '../../http/errors/unsupported-operation-error.ts';
import { daysUntil } from '../gdap/gdap-analytics.ts';
import { afterPeriod } from './renewals-due.ts';
import type { ReportDefinition } from './report-definition.ts';
import type { ExpiringAdminRelationshipRow, OwnReports } from './report-rows.ts';
import { customerColumns, customerParameter } from './shared-columns.ts';

export const expiringAdminRelationships: ReportDefinition<
  OwnReports['expiringAdminRelationships']['parameters'],
  ExpiringAdminRelationshipRow
> = {
  title: 'GDAP relationships that end',
  parameters: [
    { name: 'within', type: 'period', required: true, description: 'How far ahead, from now.' },
    customerParameter,
  ],
  columns: [
    { name: 'endsAt', type: 'instant' },
    { name: 'daysLeft', type: 'integer' },
    { name: 'relationship', type: 'text' },
    { name: 'name', type: 'text' },
    ...customerColumns,
    { name: 'outcome', type: 'text' },
    { name: 'roles', type: 'text' },
  ],
  async *rows({ platform, options }, { within, customer }) {
    if (platform.gdap === undefined)
      throw new UnsupportedOperationError(
        `${platform.name} has no GDAP here: ${platform.unsupported?.gdap ?? ''}`,
        {
          platform: platform.name,
          operation: 'reports.expiringAdminRelationships',
        },
      );
    const now = platform.environment.now();
    const latest = afterPeriod(now, within);
    const all = await (await platform.gdap()).list({}, options);
    const ending = all.flatMap((each) => {
      const isOwn = customer === undefined || each.tenant?.id === String(customer);
      const { endsAt, status } = each;
      return isOwn && status === 'active' && endsAt !== undefined && Date.parse(endsAt) <= latest
        ? [{ ...each, endsAt }]
        : [];
    });
    for (const { id, name, tenant, endsAt, autoExtend, roles } of ending.sort((left, right) =>
      left.endsAt.localeCompare(right.endsAt),
    )) {
      yield {
        endsAt,
        daysLeft: daysUntil(endsAt, now),
        relationship: id,
        name,
        ...(tenant && { customer: tenant.id, customerName: tenant.name }),
        outcome: autoExtend ? 'extends' : 'ends',
        roles: roles.map((role) => role.name).join('; '),
      };
    }
  },
};
