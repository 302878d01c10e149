import * as z from 'zod/mini';
import type { Issue } from '../../validation/issue.ts';
import type {
  AdminRole,
  CheckedRequest,
  GdapOperations,
  RequestAdminRelationshipInput,
} from './gdap-operations.ts';

const names = z.array(z.string());

/** The form of a request; its rules are in `checkGdapRequest`. */
export const gdapRequest = z.strictObject({
  name: z.string(),
  tenant: z.optional(z.string().check(z.minLength(1))),
  roles: names,
  duration: z.optional(z.string()),
  autoExtend: z.optional(z.boolean()),
  groups: z.optional(
    z.array(z.strictObject({ group: z.string().check(z.minLength(1)), roles: z.optional(names) })),
  ),
});

/** Of a relationship's name. */
export const longestName = 50;
const longestDays = 730;
const longestDuration = `P${longestDays}D`;
const globalAdministrator = 'Global Administrator';

/** Days of a duration in years, months of 30 days, or days. Source: modelled, Graph takes any form of ISO 8601. */
function daysOf(duration: string): number {
  const [, years = 0, months = 0, days = 0] =
    /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? [];
  return Number(years) * 365 + Number(months) * 30 + Number(days);
}

function issue(code: string, path: Issue['path'], message: string, remedy: string): Issue {
  return { code: `gdap.${code}`, path, message, remedy };
}

/** Holds a request against the rules of GDAP and finds its roles; every broken rule is told. */
export function checkGdapRequest(
  input: RequestAdminRelationshipInput,
  { findRole }: Pick<GdapOperations, 'findRole'>,
): { readonly request: CheckedRequest; readonly issues: readonly Issue[] } {
  const { name, tenant, duration = longestDuration, autoExtend = false } = input;
  const issues: Issue[] = [];
  const rolesOf = (wanted: readonly string[], path: Issue['path']): AdminRole[] =>
    wanted.flatMap((each, index) => {
      const role = findRole(each);
      if (role === undefined)
        issues.push(
          issue(
            'role',
            [...path, index],
            `"${each}" is no role that is known.`,
            'Give its name or template id.',
          ),
        );
      return role ?? [];
    });
  if (name.trim() === '' || name.length > longestName) {
    issues.push(
      issue(
        'name',
        ['name'],
        `has ${name.length} characters.`,
        `Give 1 to ${longestName}, unique among yours.`,
      ),
    );
  }
  const days = daysOf(duration);
  if (days < 1 || days > longestDays) {
    issues.push(
      issue(
        'duration',
        ['duration'],
        `"${duration}" is not P1D to P2Y.`,
        `Write for example ${longestDuration}.`,
      ),
    );
  }
  const roles = rolesOf(input.roles, ['roles']);
  if (input.roles.length === 0) issues.push(issue('no_roles', ['roles'], 'is empty.', 'Name a role.'));
  if (autoExtend && roles.some((role) => role.name === globalAdministrator)) {
    issues.push(
      issue(
        'auto_extend',
        ['autoExtend'],
        `is not possible with ${globalAdministrator}.`,
        'Leave the role out, or the extension.',
      ),
    );
  }
  const held = new Set(roles.map(({ id }) => id));
  const groups = (input.groups ?? []).map(({ group, roles: wanted }, index) => {
    const path = ['groups', index, 'roles'] as const;
    const given = wanted === undefined ? roles : rolesOf(wanted, path);
    for (const role of given)
      if (!held.has(role.id))
        issues.push(issue('group_role', path, `${role.name} is none of roles.`, 'Add it to roles.'));
    return { group, roleIds: given.map(({ id }) => id) };
  });
  const twice = groups.findIndex(
    ({ group }, index) => groups.findIndex((each) => each.group === group) < index,
  );
  if (twice >= 0)
    issues.push(issue('group_twice', ['groups', twice], 'is there already.', 'Name each group once.'));
  return {
    request: { name, tenant, duration, autoExtend, roleIds: [...held], groups },
    issues,
  };
}
