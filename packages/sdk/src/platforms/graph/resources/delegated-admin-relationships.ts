import type {
  DelegatedAdminRelationship,
  DelegatedAdminRelationshipRequest,
  DelegatedAdminRelationshipUpdate,
  NewDelegatedAdminRelationship,
} from '../../../generated/graph.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { repeatStale } from '../repeat-stale.ts';
import type { ListParams } from '../resource.ts';
import { AccessAssignments, type Changed, changedIn } from './access-assignments.ts';

export type RelationshipAction = 'lockForApproval' | 'approve' | 'reject' | 'terminate';

/** GDAP relationships of the partner with tenants. */
export class DelegatedAdminRelationships extends AccessAssignments {
  /**
   * Drafts a relationship.
   * `POST /v1.0/tenantRelationships/delegatedAdminRelationships`
   * Nobody else sees it before it is locked. The display name has at most 50 characters and is unique among the partner's; without customer any tenant may approve.
   * Not repeated by itself.
   * Source: Microsoft Graph reference: tenantrelationship-post-delegatedadminrelationships
   * @throws {ApiError} with the code of Graph
   * @example
   * const { id } = await graph.delegatedAdminRelationships.create({
   *   displayName: 'Support ecositio',
   *   duration: 'P730D',
   *   customer: { tenantId: customerId },
   *   accessDetails: { unifiedRoles: [{ roleDefinitionId: directoryRoleNamed('Global Reader').id }] },
   * });
   */
  create(
    relationship: NewDelegatedAdminRelationship,
    options?: RequestOptions,
  ): ApiPromise<DelegatedAdminRelationship> {
    const route = path`POST /tenantRelationships/delegatedAdminRelationships`;
    return this.value('CreateDelegatedAdminRelationship', route, { body: relationship }, options);
  }

  /**
   * Lists relationships, page by page.
   * `GET /v1.0/tenantRelationships/delegatedAdminRelationships`
   * At most 300 a page. The filter knows eq, ne, and, startswith on displayName, status and customer/tenantId.
   * Source: Microsoft Graph reference: tenantrelationship-list-delegatedadminrelationships
   * @throws {ApiError} with the code of Graph
   * @example
   * for await (const { displayName, endDateTime } of graph.delegatedAdminRelationships.list({ filter: "status eq 'active'" }))
   *   console.log(displayName, endDateTime);
   */
  list(params: ListParams = {}, options?: RequestOptions): PagePromise<DelegatedAdminRelationship> {
    const route = path`GET /tenantRelationships/delegatedAdminRelationships`;
    return this.pages('ListDelegatedAdminRelationships', route, params, options);
  }

  /**
   * Reads a relationship, with the ETag that a change is based on.
   * `GET /v1.0/tenantRelationships/delegatedAdminRelationships/{id}`
   * Source: Microsoft Graph reference: delegatedadminrelationship-get
   * @throws {ApiError} with the code of Graph
   */
  get(relationshipId: string, options?: RequestOptions): ApiPromise<DelegatedAdminRelationship> {
    const route = path`GET /tenantRelationships/delegatedAdminRelationships/${relationshipId}`;
    return this.value('GetDelegatedAdminRelationship', route, {}, options);
  }

  /**
   * Changes one version of a relationship: all of a draft; of an active one the extension, or that Global Administrator goes, which is an operation.
   * `PATCH /v1.0/tenantRelationships/delegatedAdminRelationships/{id}`
   * Safe to repeat: it names the version that it changes.
   * Source: Microsoft Graph reference: delegatedadminrelationship-update
   * @throws {ConflictError} when the ETag is stale
   */
  patch(
    relationshipId: string,
    change: DelegatedAdminRelationshipUpdate,
    etag: string,
    options?: RequestOptions,
  ): ApiPromise<Changed<DelegatedAdminRelationship>> {
    const route = path`PATCH /tenantRelationships/delegatedAdminRelationships/${relationshipId}`;
    const sending = { body: change, etag, read: changedIn<DelegatedAdminRelationship> };
    return this.value('UpdateDelegatedAdminRelationship', route, sending, options);
  }

  /**
   * Changes a relationship whatever its version: reads it, changes that version, and does both again when somebody was faster.
   * @throws {ApiError} with the code of Graph
   * @example
   * await graph.delegatedAdminRelationships.update(relationshipId, { autoExtendDuration: 'P180D' });
   */
  update(
    relationshipId: string,
    change: DelegatedAdminRelationshipUpdate,
    options: RequestOptions = {},
  ): Promise<Changed<DelegatedAdminRelationship>> {
    return repeatStale(
      (each) => this.get(relationshipId, each),
      (etag, each) => this.patch(relationshipId, change, etag, each),
      options,
    );
  }

  /**
   * Drops a draft.
   * `DELETE /v1.0/tenantRelationships/delegatedAdminRelationships/{id}`
   * Safe to repeat: it names the version that it deletes.
   * Source: Microsoft Graph reference: delegatedadminrelationship-delete
   * @throws {ConflictError} when the ETag is stale
   */
  delete(relationshipId: string, etag: string, options?: RequestOptions): ApiPromise<void> {
    const route = path`DELETE /tenantRelationships/delegatedAdminRelationships/${relationshipId}`;
    return this.value('DeleteDelegatedAdminRelationship', route, { etag }, options);
  }

  /**
   * Asks something of a relationship: lockForApproval, after which the approval link works, or terminate. approve and reject are an indirect reseller's.
   * `POST /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/requests`
   * Not repeated by itself.
   * Source: Microsoft Graph reference: delegatedadminrelationship-post-requests
   * @throws {ConflictError} when its status forbids it
   * @example
   * await graph.delegatedAdminRelationships.request(relationshipId, 'lockForApproval');
   * console.log(approvalLinkOf(relationshipId));
   */
  request(
    relationshipId: string,
    action: RelationshipAction,
    options?: RequestOptions,
  ): ApiPromise<DelegatedAdminRelationshipRequest> {
    const route = path`POST /tenantRelationships/delegatedAdminRelationships/${relationshipId}/requests`;
    return this.value('CreateDelegatedAdminRelationshipRequest', route, { body: { action } }, options);
  }

  /**
   * Lists the requests of a relationship.
   * `GET /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/requests`
   * Source: Microsoft Graph reference: delegatedadminrelationship-list-requests
   * @throws {ApiError} with the code of Graph
   */
  listRequests(
    relationshipId: string,
    options?: RequestOptions,
  ): PagePromise<DelegatedAdminRelationshipRequest> {
    const route = path`GET /tenantRelationships/delegatedAdminRelationships/${relationshipId}/requests`;
    return this.pages('ListDelegatedAdminRelationshipRequests', route, {}, options);
  }

  /**
   * Reads a request.
   * `GET /v1.0/tenantRelationships/delegatedAdminRelationships/{id}/requests/{requestId}`
   * Source: Microsoft Graph reference: delegatedadminrelationshiprequest-get
   * @throws {ApiError} with the code of Graph
   */
  getRequest(
    relationshipId: string,
    requestId: string,
    options?: RequestOptions,
  ): ApiPromise<DelegatedAdminRelationshipRequest> {
    const route = path`GET /tenantRelationships/delegatedAdminRelationships/${relationshipId}/requests/${requestId}`;
    return this.value('GetDelegatedAdminRelationshipRequest', route, {}, options);
  }
}

/** What the customer's Global Administrator opens to approve a locked relationship. */
export function approvalLinkOf(relationshipId: string): string {
  return `https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/${relationshipId}`;
}
