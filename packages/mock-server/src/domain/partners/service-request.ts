import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit-event.ts';
import { Refusal } from '../refusal.ts';
import { customerInScope } from './customer.ts';
import type { ContactPerson } from './partner.ts';
import { partnerOf } from './partner.ts';
import { supportTopics } from './support-topic.ts';

export type ServiceRequestStatus = 'open' | 'closed' | 'attention_needed';
export type Severity = 'unknown' | 'critical' | 'moderate' | 'minimal';

/** A question or complaint of a partner to Microsoft. */
export interface ServiceRequest {
  readonly id: string;
  /** The partner's company. */
  readonly partnerId: number;
  /** The customer's tenant that it is about. */
  readonly customerId?: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly topicId?: string;
  readonly topicName?: string;
  readonly productId?: string;
  readonly productName?: string;
  readonly contact?: ContactPerson;
  readonly locale: string;
  readonly countryCode: string;
  readonly status: ServiceRequestStatus;
  readonly notes: readonly { readonly author: string; readonly at: number; readonly text: string }[];
  readonly updatedBy: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly closedAt?: number;
}

export const serviceRequests = defineCollection<ServiceRequest>()({
  name: 'serviceRequests',
  key: (request) => request.id,
  indexes: {
    partner: (request) => request.partnerId,
    customer: (request) => request.customerId,
  },
});

/** The requests of the caller's partner, of one customer where one is named; oldest first. */
export function serviceRequestsOf(world: World, actor: Actor, customerId?: string): ServiceRequest[] {
  const { companyId } = partnerOf(world, actor);
  const requests = world.store.of(serviceRequests);
  return customerId === undefined
    ? requests.find('partner', companyId)
    : requests.find('customer', customerId).filter((each) => each.partnerId === companyId);
}

/** @throws Refusal when the partner, or the customer where one is named, has no such request */
export function serviceRequestInScope(
  world: World,
  actor: Actor,
  id: string,
  customerId?: string,
): ServiceRequest {
  const request = world.store.of(serviceRequests).get(id);
  const isOurs = request?.partnerId === partnerOf(world, actor).companyId;
  if (request !== undefined && isOurs && (customerId === undefined || request.customerId === customerId))
    return request;
  throw new Refusal(
    'not-found',
    'service_request.unknown',
    `Service request ${id} does not exist; GET /v1/servicerequests lists them.`,
    'serviceRequestId',
  );
}

export interface NewServiceRequest {
  readonly locale: string;
  readonly title: string;
  readonly description: string;
  readonly severity?: Severity | undefined;
  readonly topicId?: string | undefined;
  readonly productId?: string | undefined;
  readonly productName?: string | undefined;
  readonly contact?: ContactPerson | undefined;
  /** Tenant of the organization that it is about: a customer, or the partner itself. */
  readonly organizationId?: string | undefined;
}

/** Opens a request. @throws Refusal when something is missing, or the topic or customer is unknown */
export function openServiceRequest(world: World, actor: Actor, input: NewServiceRequest): ServiceRequest {
  const partner = partnerOf(world, actor);
  const { title, description, productId, productName, contact } = input;
  if (!/^[a-z]{2}(-[a-z]{2})?$/i.test(input.locale)) {
    throw new Refusal(
      'invalid',
      'service_request.locale',
      `agentLocale "${input.locale}" must be a language and a country, e.g. en-US.`,
      'agentLocale',
    );
  }
  for (const [field, text] of Object.entries({ title, description })) {
    if (text.trim() === '')
      throw new Refusal('invalid', 'service_request.incomplete', `${field} is empty; give a text.`, field);
  }
  const topic = supportTopics.find((each) => each.id === input.topicId);
  if (input.topicId !== undefined && topic === undefined) {
    throw new Refusal(
      'invalid',
      'service_request.topic',
      `supportTopicId ${input.topicId} is not known; GET /v1/servicerequests/supporttopics lists them.`,
      'supportTopicId',
    );
  }
  const organizationId = input.organizationId?.toLowerCase();
  const isOfCustomer = organizationId !== undefined && organizationId !== partner.tenantId;
  const customerId = isOfCustomer ? customerInScope(world, actor, organizationId).id : undefined;
  const now = world.clock.now();
  const request: ServiceRequest = {
    id: String(world.ids.sequence('serviceRequest', 616_000_000_000_001)),
    partnerId: partner.companyId,
    ...(customerId !== undefined && { customerId }),
    title,
    description,
    severity: input.severity ?? 'unknown',
    ...(topic !== undefined && { topicId: topic.id, topicName: topic.name }),
    ...(productId !== undefined && { productId }),
    ...(productName !== undefined && { productName }),
    ...(contact !== undefined && { contact }),
    locale: input.locale,
    countryCode: partner.country,
    status: 'open',
    notes: [],
    updatedBy: actor.username,
    createdAt: now,
    changedAt: now,
  };
  return put(world, actor, request, 'Opened');
}

export interface ServiceRequestChange {
  readonly note?: string | undefined;
  readonly status?: ServiceRequestStatus | undefined;
  readonly severity?: Severity | undefined;
}

/** Adds a note, closes, reopens, or changes the severity. @throws Refusal when nothing changes, or it is closed. evidence: docs for notes and closing, modelled for the rest */
export function changeServiceRequest(
  world: World,
  actor: Actor,
  request: ServiceRequest,
  change: ServiceRequestChange,
): ServiceRequest {
  const { note, severity = request.severity, status = request.status } = change;
  if (note !== undefined && note.trim() === '') {
    throw new Refusal(
      'invalid',
      'service_request.incomplete',
      'newNote.text is empty; give a text.',
      'newNote.text',
    );
  }
  if (note === undefined && severity === request.severity && status === request.status) {
    throw new Refusal(
      'invalid',
      'service_request.nothing_to_change',
      'Nothing would change; send a newNote, another status or another severity.',
    );
  }
  if (request.status === 'closed' && status === 'closed') {
    throw new Refusal(
      'conflict',
      'service_request.closed',
      `Service request ${request.id} is closed; send the status open to reopen it.`,
      'status',
    );
  }
  const now = world.clock.now();
  const { closedAt: _, ...kept } = request;
  const updated: ServiceRequest = {
    ...kept,
    severity,
    status,
    notes:
      note === undefined
        ? request.notes
        : [...request.notes, { author: actor.username, at: now, text: note }],
    updatedBy: actor.username,
    changedAt: now,
    ...(status === 'closed' && { closedAt: now }),
  };
  return put(world, actor, updated, status === 'closed' ? 'Closed' : 'Updated');
}

function put(world: World, actor: Actor, request: ServiceRequest, what: string): ServiceRequest {
  recordAudit(world, actor, {
    eventType: `ServiceRequest.${what}`,
    targetId: request.partnerId,
    targetType: 'Company',
    targetName: request.title,
    companyId: request.partnerId,
    details: request.id,
  });
  return world.store.of(serviceRequests).put(request);
}
