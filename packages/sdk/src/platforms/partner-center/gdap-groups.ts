import type { DelegatedAdminAccessAssignment, Group } from '../../generated/graph.gen.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import { poll } from '../../http/poller.ts';
import type { CheckedRequest } from '../../operations/gdap/gdap-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Graph } from '../graph/client.ts';

const platform = 'partner-center';
const gone: ReadonlySet<string> = new Set(['deleting', 'deleted']);

/** What single calls are told: the time of the whole is the waiting's. */
export function calls({ signal }: OperationOptions) {
  return signal === undefined ? {} : { signal };
}

/** The groups of a request, found before anything is made: one that is misspelt is told at once. @throws ValidationError */
export async function groupsNamed(graph: Graph, { groups }: CheckedRequest, options: OperationOptions) {
  if (groups.length === 0) return [];
  const known: Group[] = [];
  for await (const group of graph.groups.list({}, calls(options)))
    if (group.securityEnabled) known.push(group);
  return groups.map(({ group: wanted, roleIds }, index) => {
    const group = known.find(({ id, displayName }) => [id, displayName].includes(wanted));
    if (group !== undefined) return { group, roleIds };
    throw new ValidationError(
      [
        {
          code: 'gdap.group',
          path: ['groups', index, 'group'],
          message: `"${wanted}" is no security group of your tenant.`,
          remedy: `Name one of ${known.map(({ displayName }) => displayName).join(', ')}.`,
        },
      ],
      { platform },
    );
  });
}

async function heldBy(
  graph: Graph,
  relationshipId: string,
  groupId: string,
  options: OperationOptions,
): Promise<DelegatedAdminAccessAssignment | undefined> {
  const assignments = graph.delegatedAdminRelationships.listAssignments(relationshipId, calls(options));
  for await (const each of assignments)
    if (each.accessContainer.accessContainerId === groupId && !gone.has(each.status)) return each;
  return undefined;
}

/** Gives a group its roles, unless it has some already, and waits until they work. @throws ConflictError when they do not */
export async function assignGroup(
  graph: Graph,
  relationshipId: string,
  { groupId, roleIds }: { readonly groupId: string; readonly roleIds: readonly string[] },
  options: OperationOptions,
): Promise<void> {
  const relationships = graph.delegatedAdminRelationships;
  const assignment =
    (await heldBy(graph, relationshipId, groupId, options)) ??
    (await relationships.assign(
      relationshipId,
      {
        accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
        accessDetails: { unifiedRoles: roleIds.map((roleDefinitionId) => ({ roleDefinitionId })) },
      },
      calls(options),
    ));
  const done = await poll({
    environment: graph.client.environment,
    check: () => relationships.getAssignment(relationshipId, assignment.id, calls(options)),
    isDone: ({ status }) => status !== 'pending',
    totalTimeoutMs: options.totalTimeoutMs,
    signal: options.signal,
    what: `access assignment ${assignment.id}`,
  });
  if (done.status === 'active') return;
  throw new ConflictError(`${platform}: access assignment ${done.id} is ${done.status}.`, {
    platform,
    code: 'gdap.assignment_failed',
    solution: 'Delete it, and assign the group again; a role may not be active in the customer tenant.',
  });
}
