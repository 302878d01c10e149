import type { Actor } from '../actor.ts';
import type { Permission } from '../companies/role.ts';

/** What people are in the panels. evidence: guide for administrators, staff and the limited administrator, modelled for the rest and all names */
export const panelRoles = [
  'resellerAdministrator',
  'resellerStaff',
  'serviceDesk',
  'customerAdministrator',
  'limitedAdministrator',
  'serviceUser',
  'visitingReseller',
] as const;
export type PanelRole = (typeof panelRoles)[number];

/** Somebody of the reseller is a visitor for the length of a session only. */
export type PersonRole = Exclude<PanelRole, 'visitingReseller'>;
export type CustomerRole = Extract<
  PersonRole,
  'customerAdministrator' | 'limitedAdministrator' | 'serviceUser'
>;

export type Panel = 'reseller' | 'customer' | 'serviceDesk';

export const panelOfRole: Readonly<Record<PanelRole, Panel>> = {
  resellerAdministrator: 'reseller',
  resellerStaff: 'reseller',
  serviceDesk: 'serviceDesk',
  customerAdministrator: 'customer',
  limitedAdministrator: 'customer',
  serviceUser: 'customer',
  visitingReseller: 'customer',
};

const reading: readonly Permission[] = ['accounts.read', 'services.read'];
const ordering: readonly Permission[] = [
  ...reading,
  'services.write',
  'prices.read',
  'invoices.read',
  'credit.read',
];

/** What the rest of the domain asks: a second lock behind the table of operations. */
export const permissionsOfRole: Readonly<Record<PanelRole, ReadonlySet<Permission>>> = {
  resellerAdministrator: new Set<Permission>([
    ...ordering,
    'accounts.write',
    'users.write',
    'prices.write',
    'reports.run',
  ]),
  resellerStaff: new Set<Permission>([...ordering, 'accounts.write', 'reports.run']),
  serviceDesk: new Set<Permission>(['accounts.read']),
  customerAdministrator: new Set<Permission>([...ordering, 'users.write']),
  limitedAdministrator: new Set<Permission>(reading),
  serviceUser: new Set<Permission>(['services.read']),
  visitingReseller: new Set<Permission>([...ordering, 'users.write']),
};

/** Somebody who is signed in to a panel. */
export interface PanelActor extends Actor {
  readonly companyId: number;
  readonly role: PanelRole;
  readonly sessionHash: string;
  readonly sessionEndsAt: number;
  /** Of a visitor: the reseller that it belongs to. */
  readonly visitorOf?: number;
}
