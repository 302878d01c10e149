import { ConflictError } from '../../http/errors/conflict-error.ts';
import { ValidationError } from '../../http/errors/validation-error.ts';
import { OperationGroup, type OperationGroupOptions } from '../operation-group.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import { checkGdapRequest, gdapRequest, longestName } from './check-gdap-request.ts';
import { analyse, type GdapAnalytics } from './gdap-analytics.ts';
import type {
  AdminRelationship,
  AdminRelationshipFilter,
  GdapOperations,
  LeastPrivilege,
  RenewAdminRelationshipOptions,
  RequestAdminRelationshipInput,
  RequestAdminRelationshipOptions,
} from './gdap-operations.ts';
import { type GdapLapse, type WatchOptions, watchLapses } from './watch-lapses.ts';

/** Rights over customers' tenants (GDAP): asked for, watched and renewed before they lapse. */
export class Gdap extends OperationGroup<'gdap'> {
  constructor(platform: Platform, options: OperationGroupOptions = {}) {
    super('gdap', platform, options);
  }

  /**
   * Asks a customer for roles over its tenant: drafts and locks the relationship, tells the approval link, waits for the customer, and gives security groups their roles.
   * Calling again with the same name after a crash goes on with what is there.
   * @throws {ValidationError} with every broken rule, before anything is sent
   * @throws {ApiError} when the platform refuses, or the customer says no
   * @example
   * const relationship = await reseller.gdap.request(
   *   {
   *     name: 'Support ecositio',
   *     tenant: customerId,
   *     roles: ['Global Reader', 'Helpdesk Administrator'],
   *     autoExtend: true,
   *     groups: [{ group: 'HelpdeskAgents' }],
   *   },
   *   { onProgress: ({ message }) => console.log(message) },
   * );
   */
  async request(
    input: RequestAdminRelationshipInput,
    options: RequestAdminRelationshipOptions = {},
  ): Promise<AdminRelationship> {
    const operations = await this.operations('request');
    return operations.request(this.#checked(input, operations), options);
  }

  /** Lists relationships, ended ones too as long as the platform keeps them. */
  async list(
    filter: AdminRelationshipFilter = {},
    options: OperationOptions = {},
  ): Promise<AdminRelationship[]> {
    return (await this.operations('list')).list(filter, options);
  }

  /** Reads a relationship. */
  async get(id: string, options: OperationOptions = {}): Promise<AdminRelationship> {
    return (await this.operations('get')).get(id, options);
  }

  /** Ends an active relationship, and waits until the access is gone. @throws {ConflictError} when it is not active */
  async terminate(id: string, options: OperationOptions = {}): Promise<AdminRelationship> {
    return (await this.operations('terminate')).terminate(id, options);
  }

  /** Has an active relationship go on for 180 days at each end, or not. @throws {ApiError} with Global Administrator among its roles */
  async setAutoExtend(id: string, on: boolean, options: OperationOptions = {}): Promise<AdminRelationship> {
    return (await this.operations('setAutoExtend')).setAutoExtend(id, on, options);
  }

  /**
   * Asks for a successor of a relationship before it ends: same tenant, roles and groups. The old one stays as it is.
   * @throws {ConflictError} when it is not active
   * @example
   * for (const { id } of (await reseller.gdap.analytics()).lapsing) {
   *   const successor = await reseller.gdap.renew(id, { waitForApproval: false });
   *   console.log(successor.name, successor.approvalLink);
   * }
   */
  async renew(id: string, options: RenewAdminRelationshipOptions = {}): Promise<AdminRelationship> {
    const { name, duration, ...rest } = options;
    const operations = await this.operations('renew');
    const old = await operations.get(id, options);
    if (old.status !== 'active' && old.status !== 'expiring') {
      throw new ConflictError(`${this.platform.name}: relationship ${old.name} is ${old.status}.`, {
        platform: this.platform.name,
        code: 'gdap.not_active',
        solution: 'Only active ones are renewed; ask for a new one with request().',
      });
    }
    const groups = await operations.groupsOf(id, options);
    const input: RequestAdminRelationshipInput = {
      name: name ?? this.#successorName(old.name),
      tenant: old.tenant?.id,
      roles: old.roles.map((role) => role.id),
      duration: duration ?? old.duration,
      autoExtend: old.autoExtend,
      groups: groups.map(({ group, roleIds }) => ({ group, roles: roleIds })),
    };
    return operations.request(this.#checked(input, operations), rest);
  }

  /** Counts relationships by status, days left and privilege; names those that will lapse, and customers without any. */
  async analytics(options: OperationOptions = {}): Promise<GdapAnalytics> {
    const operations = await this.operations('analytics');
    const [relationships, customers] = await Promise.all([
      operations.list({}, options),
      operations.customers(options),
    ]);
    return analyse(relationships, customers, this.platform.environment.now());
  }

  /**
   * Tells the roles that tasks need, and no more; without an argument, of every task that is known. The judgement is this SDK's.
   * @throws {ValidationError} when a task is not known
   * @example
   * const [answer] = await reseller.gdap.leastPrivilege('reset-password');
   * console.log(answer?.roles.map(({ name }) => name));
   */
  async leastPrivilege(...tasks: readonly string[]): Promise<readonly LeastPrivilege[]> {
    const known = (await this.operations('leastPrivilege')).leastPrivilege();
    if (tasks.length === 0) return known;
    return tasks.map((task, index) => {
      const found = known.find((each) => each.task === task);
      if (found !== undefined) return found;
      const remedy = `Known are ${known.map((each) => each.task).join(', ')}.`;
      throw new ValidationError(
        [{ code: 'gdap.task', path: [index], message: `"${task}" is no task that is known.`, remedy }],
        { platform: this.platform.name },
      );
    });
  }

  /**
   * Announces relationships that will lapse, 30, 7 and 1 days before, so that none does unannounced. Runs until the signal is aborted.
   * @example
   * for await (const { relationship, daysLeft } of reseller.gdap.watch()) {
   *   console.log(`${relationship.name} ends in ${daysLeft} days`);
   * }
   */
  async *watch(options: WatchOptions = {}): AsyncGenerator<GdapLapse, void, undefined> {
    const operations = await this.operations('watch');
    const { signal } = options;
    const list = () => operations.list({}, signal === undefined ? {} : { signal });
    yield* watchLapses(list, this.platform.environment, options);
  }

  #checked(input: RequestAdminRelationshipInput, operations: GdapOperations) {
    const { request, issues } = checkGdapRequest(this.valid(gdapRequest, input), operations);
    if (issues.length > 0) throw new ValidationError(issues, { platform: this.platform.name });
    return request;
  }

  /** The name with today's date in place of an older one. */
  #successorName(name: string): string {
    const today = new Date(this.platform.environment.now()).toISOString().slice(0, 10);
    const base = name.replace(/ \d{4}-\d{2}-\d{2}$/, '');
    return `${base.slice(0, longestName - today.length - 1)} ${today}`;
  }
}
