import type {
  DelegatedAdminAccessAssignment,
  DelegatedAdminAccessAssignmentUpdate,
  DelegatedAdminRelationshipOperation,
  NewDelegatedAdminAccessAssignment,
} from '../../../generated/graph.gen.ts';
import type { Answer, ApiPromise } from '../../../http/api-client.ts';
import { ApiError } from '../../../http/errors/api-error.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import { poll } from '../../../http/poller.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { idAtEndOf, Resource } from '../resource.ts';

/** What became of a change: done, or an operation to look at. */
export type Changed<Entity> =
  | { readonly entity: Entity; readonly operationId?: undefined }
  | { readonly entity?: undefined; readonly operationId: string };

/** 202 names the operation in its Location. */
export function changedIn<Entity>(data: unknown, { status, headers }: Answer): Changed<Entity> {
  if (status !== 202) return { entity: data as Entity };
  return { operationId: idAtEndOf(headers.get('location') ?? '') };
}

/** Security groups of the partner that have roles of a relationship, and what runs on it. */
export class AccessAssignments extends Resource {
  /**
   * Gives roles of an active relationship to a security group of the partner.
   * `POST /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/accessAssignments`
   * Pending at first; a group has one assignment in a relationship.
   * Not repeated by itself.
   * Source: Microsoft Graph reference: delegatedadminrelationship-post-accessassignments
   * @throws {ConflictError} when the group has one already
   * @example
   * const [group] = (await graph.groups.list({ filter: "displayName eq 'HelpdeskAgents'" })).items;
   * await graph.delegatedAdminRelationships.assign(relationshipId, {
   *   accessContainer: { accessContainerId: group?.id ?? '', accessContainerType: 'securityGroup' },
   *   accessDetails: { unifiedRoles: [{ roleDefinitionId: directoryRoleNamed('Helpdesk Administrator').id }] },
   * });
   */
  assign(
    relationshipId: string,
    assignment: NewDelegatedAdminAccessAssignment,
    options?: RequestOptions,
  ): ApiPromise<DelegatedAdminAccessAssignment> {
    const route = path`POST /tenantRelationships/delegatedAdminRelationships/${relationshipId}/accessAssignments`;
    return this.value('CreateDelegatedAdminAccessAssignment', route, { body: assignment }, options);
  }

  /**
   * Lists the access assignments of a relationship, 300 a page.
   * `GET /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/accessAssignments`
   * Source: Microsoft Graph reference: delegatedadminrelationship-list-accessassignments
   * @throws {ApiError} with the code of Graph
   */
  listAssignments(
    relationshipId: string,
    options?: RequestOptions,
  ): PagePromise<DelegatedAdminAccessAssignment> {
    const route = path`GET /tenantRelationships/delegatedAdminRelationships/${relationshipId}/accessAssignments`;
    return this.pages('ListDelegatedAdminAccessAssignments', route, {}, options);
  }

  /**
   * Reads an access assignment.
   * `GET /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/accessAssignments/{assignmentId}`
   * Source: Microsoft Graph reference: delegatedadminaccessassignment-get
   * @throws {ApiError} with the code of Graph
   */
  getAssignment(
    relationshipId: string,
    assignmentId: string,
    options?: RequestOptions,
  ): ApiPromise<DelegatedAdminAccessAssignment> {
    const route = path`GET /tenantRelationships/delegatedAdminRelationships/${relationshipId}/accessAssignments/${assignmentId}`;
    return this.value('GetDelegatedAdminAccessAssignment', route, {}, options);
  }

  /**
   * Gives a group other roles: an operation, unless nothing differs.
   * `PATCH /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/accessAssignments/{assignmentId}`
   * Safe to repeat: it names the version that it changes.
   * Source: Microsoft Graph reference: delegatedadminaccessassignment-update
   * @throws {ConflictError} when the ETag is stale, or another operation runs
   */
  patchAssignment(
    relationshipId: string,
    assignmentId: string,
    change: DelegatedAdminAccessAssignmentUpdate,
    etag: string,
    options?: RequestOptions,
  ): ApiPromise<Changed<DelegatedAdminAccessAssignment>> {
    const route = path`PATCH /tenantRelationships/delegatedAdminRelationships/${relationshipId}/accessAssignments/${assignmentId}`;
    const sending = { body: change, etag, read: changedIn<DelegatedAdminAccessAssignment> };
    return this.value('UpdateDelegatedAdminAccessAssignment', route, sending, options);
  }

  /**
   * Takes its roles from a group; the assignment is deleting first.
   * `DELETE /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/accessAssignments/{assignmentId}`
   * Safe to repeat: it names the version that it changes.
   * Source: Microsoft Graph reference: delegatedadminaccessassignment-delete
   * @throws {ConflictError} when the ETag is stale
   */
  deleteAssignment(
    relationshipId: string,
    assignmentId: string,
    etag: string,
    options?: RequestOptions,
  ): ApiPromise<void> {
    const route = path`DELETE /tenantRelationships/delegatedAdminRelationships/${relationshipId}/accessAssignments/${assignmentId}`;
    return this.value('DeleteDelegatedAdminAccessAssignment', route, { etag }, options);
  }

  /**
   * Lists the operations that run, or ran, on a relationship.
   * `GET /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/operations`
   * Source: Microsoft Graph reference: delegatedadminrelationship-list-operations
   * @throws {ApiError} with the code of Graph
   */
  listOperations(
    relationshipId: string,
    options?: RequestOptions,
  ): PagePromise<DelegatedAdminRelationshipOperation> {
    const route = path`GET /tenantRelationships/delegatedAdminRelationships/${relationshipId}/operations`;
    return this.pages('ListDelegatedAdminRelationshipOperations', route, {}, options);
  }

  /**
   * Tells how far an operation is.
   * `GET /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/operations/{operationId}`
   * Source: Microsoft Graph reference: delegatedadminrelationshipoperation-get
   * @throws {ApiError} with the code of Graph
   */
  getOperation(
    relationshipId: string,
    operationId: string,
    options?: RequestOptions,
  ): ApiPromise<DelegatedAdminRelationshipOperation> {
    const route = path`GET /tenantRelationships/delegatedAdminRelationships/${relationshipId}/operations/${operationId}`;
    return this.value('GetDelegatedAdminRelationshipOperation', route, {}, options);
  }

  /** Looks at an operation until it is done. @throws {ApiError} when it failed */
  async waitForOperation(
    relationshipId: string,
    operationId: string,
    options: RequestOptions = {},
  ): Promise<DelegatedAdminRelationshipOperation> {
    const { requestId: _, totalTimeoutMs, ...each } = options;
    const done = await poll({
      environment: this.client.environment,
      check: () => this.getOperation(relationshipId, operationId, each),
      isDone: ({ status }) => status !== 'notStarted' && status !== 'running',
      totalTimeoutMs,
      signal: options.signal,
      what: `graph operation ${operationId}`,
    });
    if (done.status === 'succeeded') return done;
    throw new ApiError(`graph: operation ${operationId} ended as ${done.status}.`, {
      platform: 'graph',
      code: 'graph.operation_failed',
      solution: 'Read the assignment: its roles may have been changed by somebody else.',
    });
  }
}
