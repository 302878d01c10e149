import type { World } from '../../world.ts';
import type { Company } from './company.ts';
import type { Permission, Role } from './role.ts';

const money: readonly Permission[] = [
  'prices.read',
  'prices.write',
  'invoices.read',
  'credit.read',
  'credit.write',
];
const work: readonly Permission[] = [
  'accounts.read',
  'accounts.write',
  'users.write',
  'roles.write',
  'services.read',
  'services.write',
  'reports.run',
];

/** The roles that ICP's use cases name, and what each may do. evidence: client for the names and their gist, modelled in detail */
const resellerRoles: Readonly<Record<string, readonly Permission[]>> = {
  'Reseller Admin': [...work, ...money],
  'Reseller Admin (Limited)': work.filter((permission) => permission !== 'roles.write'),
  'Billing (Read Only)': [
    'accounts.read',
    'services.read',
    'prices.read',
    'invoices.read',
    'credit.read',
    'reports.run',
  ],
};

const companyRoles: Readonly<Record<string, readonly Permission[]>> = {
  'Customer Admin (Advanced)': [
    'accounts.read',
    'users.write',
    'services.read',
    'services.write',
    'prices.read',
    'invoices.read',
    'reports.run',
  ],
  'Billing (Read Only)': ['accounts.read', 'services.read', 'prices.read', 'invoices.read', 'reports.run'],
};

/** The roles that a new reseller or company starts with. */
export function templateRoles(world: World, company: Company): Role[] {
  const templates = company.kind === 'company' ? companyRoles : resellerRoles;
  return Object.entries(templates).map(([name, permissions]) => ({
    id: world.ids.sequence('role', 11),
    name,
    companyId: company.id,
    shared: false,
    template: true,
    permissions,
    userIds: [],
  }));
}
