import type { Group } from '../../../generated/graph.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { PagePromise } from '../../../http/paging.ts';
import { path } from '../../../http/path.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { type ListParams, Resource } from '../resource.ts';

/** Groups of the partner's tenant. */
export class Groups extends Resource {
  /**
   * Lists groups; roles are given to security groups only.
   * `GET /v1.0/groups`
   * Source: Microsoft Graph reference: group-list
   * @throws {ApiError} with the code of Graph
   */
  list(params: ListParams = {}, options?: RequestOptions): PagePromise<Group> {
    return this.pages('ListGroups', path`GET /groups`, params, options);
  }

  /**
   * Reads a group.
   * `GET /v1.0/groups/{groupId}`
   * Source: Microsoft Graph reference: group-get
   * @throws {ApiError} with the code of Graph
   */
  get(groupId: string, options?: RequestOptions): ApiPromise<Group> {
    return this.value('GetGroup', path`GET /groups/${groupId}`, {}, options);
  }
}
