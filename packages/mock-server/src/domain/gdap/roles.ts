import { Refusal } from '../refusal.ts';
import { directoryRole, globalAdministrator } from '../tenants/directory-roles.ts';

/** The roles of a list of ids, each once. @throws Refusal when one is unknown, or none is given */
export function checkedRoles(roleIds: readonly string[]): string[] {
  if (roleIds.length === 0) {
    throw new Refusal(
      'invalid',
      'gdap.no_roles',
      'accessDetails.unifiedRoles is empty; name at least one role.',
      'accessDetails',
    );
  }
  const unknown = roleIds.filter((id) => directoryRole(id) === undefined);
  if (unknown.length === 0) return [...new Set(roleIds.map((id) => id.toLowerCase()))];
  throw new Refusal(
    'invalid',
    'gdap.unknown_role',
    `accessDetails.unifiedRoles has ids of no Microsoft Entra role: ${unknown.join(', ')}.`,
    'accessDetails',
  );
}

/** A relationship with the highest role ends when it ends. evidence: docs. @throws Refusal */
export function checkExtensible(roleIds: readonly string[], autoExtendDays: number): void {
  if (autoExtendDays === 0 || !roleIds.includes(globalAdministrator)) return;
  throw new Refusal(
    'invalid',
    'gdap.auto_extend_global_administrator',
    'autoExtendDuration must be PT0S with the role Global Administrator; leave the role out, or the extension.',
    'autoExtendDuration',
  );
}

export function sameRoles(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id));
}
