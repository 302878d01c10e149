import type { DelegatedAdminRelationship } from '../../generated/graph.gen.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { NotFoundError } from '../../http/errors/not-found-error.ts';
import { poll } from '../../http/poller.ts';
import type {
  AdminRelationship,
  AdminRelationshipFilter,
  AdminRole,
  CheckedRequest,
  GdapCustomer,
  GdapOperations,
  LeastPrivilege,
  RequestAdminRelationshipOptions,
} from '../../operations/gdap/gdap-operations.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Graph } from '../graph/client.ts';
import { directoryRoleNamed, findDirectoryRole } from '../graph/directory-roles.ts';
import { rolesByTask } from '../graph/least-privilege.ts';
import { quoted } from '../graph/resource.ts';
import { approvalLinkOf } from '../graph/resources/delegated-admin-relationships.ts';
import type { PartnerCenter } from './client.ts';
import { assignGroup, calls, groupsNamed } from './gdap-groups.ts';

const platform = 'partner-center';
/** A customer may take so long to approve. Source: Microsoft's GDAP documentation. */
const approvalTimeoutMs = 90 * 86_400_000;
const approvalIntervalMs = 60_000;
const underWay: ReadonlySet<string> = new Set(['approvalPending', 'approved', 'activating']);
const leaving: ReadonlySet<string> = new Set(['terminationRequested', 'terminating']);

/** GDAP of a partner: on Microsoft Graph, for the customers of Partner Center. */
export class PartnerCenterGdap implements GdapOperations {
  readonly #graph: Graph;
  readonly #partnerCenter: PartnerCenter;

  constructor(graph: Graph, partnerCenter: PartnerCenter) {
    this.#graph = graph;
    this.#partnerCenter = partnerCenter;
  }

  async request(input: CheckedRequest, options: RequestAdminRelationshipOptions): Promise<AdminRelationship> {
    const relationships = this.#graph.delegatedAdminRelationships;
    const tell = (step: string, message: string, id: string) =>
      options.onProgress?.({ step, message, details: { id } });
    const groups = await groupsNamed(this.#graph, input, options);
    let current = await this.#drafted(input, options);
    const { id } = current;
    tell('drafted', `${input.name} is relationship ${id}.`, id);
    if (current.status === 'created') {
      await relationships.request(id, 'lockForApproval', calls(options));
      current = await relationships.get(id, calls(options));
    }
    if (underWay.has(current.status)) {
      tell('locked', `The customer approves at ${approvalLinkOf(id)}`, id);
      if (options.waitForApproval === false) return toRelationship(current);
      current = await this.#approved(id, options);
    }
    if (current.status !== 'active') throw ended(current);
    tell('active', `${input.name} is active until ${current.endDateTime}.`, id);
    for (const { group, roleIds } of groups) {
      await assignGroup(this.#graph, id, { groupId: group.id, roleIds }, options);
      tell('assigned', `${group.displayName} has its roles.`, id);
    }
    return toRelationship(current);
  }

  async list(
    { status, tenant }: AdminRelationshipFilter,
    options: OperationOptions,
  ): Promise<AdminRelationship[]> {
    const filter = [
      status !== undefined && `status eq ${quoted(status)}`,
      tenant !== undefined && `customer/tenantId eq ${quoted(tenant)}`,
    ]
      .filter((part) => part !== false)
      .join(' and ');
    const params = filter === '' ? {} : { filter };
    const found: AdminRelationship[] = [];
    for await (const each of this.#graph.delegatedAdminRelationships.list(params, calls(options)))
      found.push(toRelationship(each));
    return found;
  }

  async get(id: string, options: OperationOptions): Promise<AdminRelationship> {
    return toRelationship(await this.#graph.delegatedAdminRelationships.get(id, calls(options)));
  }

  async terminate(id: string, options: OperationOptions): Promise<AdminRelationship> {
    const relationships = this.#graph.delegatedAdminRelationships;
    const before = await relationships.get(id, calls(options));
    if (!leaving.has(before.status) && before.status !== 'terminated')
      await relationships.request(id, 'terminate', calls(options));
    const done = await this.#wait(id, ({ status }) => !leaving.has(status) && status !== 'active', options);
    return toRelationship(done);
  }

  async setAutoExtend(id: string, on: boolean, options: OperationOptions): Promise<AdminRelationship> {
    const change = { autoExtendDuration: on ? 'P180D' : 'PT0S' };
    await this.#graph.delegatedAdminRelationships.update(id, change, calls(options));
    return this.get(id, options);
  }

  async groupsOf(id: string, options: OperationOptions): Promise<CheckedRequest['groups']> {
    const groups: { group: string; roleIds: readonly string[] }[] = [];
    for await (const each of this.#graph.delegatedAdminRelationships.listAssignments(id, calls(options))) {
      if (each.status !== 'active' && each.status !== 'pending') continue;
      groups.push({ group: each.accessContainer.accessContainerId, roleIds: rolesIn(each) });
    }
    return groups;
  }

  async customers(options: OperationOptions): Promise<GdapCustomer[]> {
    const found: GdapCustomer[] = [];
    for await (const { id, companyProfile } of this.#partnerCenter.customers.list({}, calls(options)))
      found.push({ id, name: companyProfile.companyName ?? companyProfile.domain });
    return found;
  }

  findRole(nameOrId: string): AdminRole | undefined {
    const role = findDirectoryRole(nameOrId);
    return role && { id: role.id, name: role.name, privilege: role.privilege };
  }

  leastPrivilege(): readonly LeastPrivilege[] {
    return Object.entries(rolesByTask).map(([task, names]) => ({
      task,
      roles: names.map((name) => roleOf(directoryRoleNamed(name).id)),
    }));
  }

  /** The relationship of a request: a new draft, or what an earlier call with the same name made. */
  async #drafted(input: CheckedRequest, options: OperationOptions): Promise<DelegatedAdminRelationship> {
    const relationships = this.#graph.delegatedAdminRelationships;
    const filter = `displayName eq ${quoted(input.name)}`;
    const [known] = (await relationships.list({ filter }, calls(options))).items;
    if (known === undefined) {
      return relationships.create(
        {
          displayName: input.name,
          duration: input.duration,
          autoExtendDuration: input.autoExtend ? 'P180D' : 'PT0S',
          accessDetails: { unifiedRoles: input.roleIds.map((roleDefinitionId) => ({ roleDefinitionId })) },
          ...(input.tenant !== undefined && { customer: { tenantId: input.tenant } }),
        },
        calls(options),
      );
    }
    const roleIds = rolesIn(known);
    const same =
      roleIds.length === input.roleIds.length &&
      roleIds.every((id) => input.roleIds.includes(id)) &&
      (input.tenant === undefined || known.customer?.tenantId === input.tenant);
    if (same && (known.status === 'created' || known.status === 'active' || underWay.has(known.status)))
      return known;
    throw new ConflictError(`${platform}: a relationship is called "${input.name}" already.`, {
      platform,
      code: 'gdap.name_taken',
      solution: `It is ${known.id}, ${known.status}${same ? '' : ', with another tenant or other roles'}: give another name.`,
    });
  }

  async #approved(id: string, options: RequestAdminRelationshipOptions): Promise<DelegatedAdminRelationship> {
    try {
      return await this.#wait(
        id,
        ({ status }) => !underWay.has(status),
        { totalTimeoutMs: approvalTimeoutMs, ...options },
        approvalIntervalMs,
      );
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      throw new ConflictError(`${platform}: the customer did not approve within 90 days.`, {
        platform,
        code: 'gdap.approval_lapsed',
        solution: 'Microsoft has removed the relationship: ask again.',
        cause: error,
      });
    }
  }

  #wait(
    id: string,
    isDone: (relationship: DelegatedAdminRelationship) => boolean,
    options: OperationOptions,
    intervalMs?: number,
  ): Promise<DelegatedAdminRelationship> {
    return poll({
      environment: this.#graph.client.environment,
      check: () => this.#graph.delegatedAdminRelationships.get(id, calls(options)),
      isDone,
      onProgress: ({ status }, elapsedMs) =>
        options.onProgress?.({
          step: 'waiting',
          message: `The relationship is ${status} after ${Math.round(elapsedMs / 1_000)} s.`,
          details: { id, status },
        }),
      intervalMs,
      totalTimeoutMs: options.totalTimeoutMs,
      signal: options.signal,
      what: `GDAP relationship ${id}`,
    });
  }
}

function rolesIn({ accessDetails }: Pick<DelegatedAdminRelationship, 'accessDetails'>): string[] {
  return accessDetails.unifiedRoles.map(({ roleDefinitionId }) => roleDefinitionId);
}

/** A role that is not listed is told by its id, and taken for a strong one. */
function roleOf(id: string): AdminRole {
  const role = findDirectoryRole(id);
  return role
    ? { id: role.id, name: role.name, privilege: role.privilege }
    : { id, name: id, privilege: 'high' };
}

function ended({ id, status }: DelegatedAdminRelationship): ConflictError {
  return new ConflictError(`${platform}: relationship ${id} is ${status}, not active.`, {
    platform,
    code: 'gdap.not_approved',
    solution: 'The customer, or somebody of yours, ended it: ask again with another name.',
  });
}

function toRelationship(relationship: DelegatedAdminRelationship): AdminRelationship {
  const { id, status, customer, activatedDateTime, endDateTime, autoExtendDuration } = relationship;
  return {
    id,
    platform,
    name: relationship.displayName,
    status,
    ...(customer && { tenant: { id: customer.tenantId, name: customer.displayName ?? '' } }),
    roles: rolesIn(relationship).map(roleOf),
    duration: relationship.duration,
    autoExtend: autoExtendDuration === 'P180D',
    createdAt: relationship.createdDateTime,
    ...(activatedDateTime && { activatedAt: activatedDateTime }),
    ...(endDateTime && { endsAt: endDateTime }),
    ...(status === 'approvalPending' && { approvalLink: approvalLinkOf(id) }),
  };
}
