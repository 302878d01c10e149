import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';

export type Permission =
  | 'accounts.read'
  | 'accounts.write'
  | 'users.write'
  | 'roles.write'
  | 'services.read'
  | 'services.write'
  | 'prices.read'
  | 'prices.write'
  | 'invoices.read'
  | 'reports.run'
  | 'credit.read'
  | 'credit.write';

export interface Role {
  readonly id: number;
  readonly name: string;
  /** The company that the role belongs to; a shared role serves the whole tree below it. */
  readonly companyId: number;
  readonly shared: boolean;
  readonly template: boolean;
  readonly permissions: readonly Permission[];
  readonly userIds: readonly number[];
}

export const roles = defineCollection<Role>()({
  name: 'roles',
  key: (role) => role.id,
  indexes: {
    company: (role) => role.companyId,
    user: (role) => role.userIds,
  },
});

/** What a user's roles allow together. */
export function permissionsOf(world: World, userId: number): ReadonlySet<Permission> {
  return new Set(
    world.store
      .of(roles)
      .find('user', userId)
      .flatMap((role) => role.permissions),
  );
}
