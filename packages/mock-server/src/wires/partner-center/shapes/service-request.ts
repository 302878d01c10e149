import type { Partner } from '../../../domain/partners/partner.ts';
import type { ServiceHealth } from '../../../domain/partners/service-incidents.ts';
import type { ServiceRequest } from '../../../domain/partners/service-request.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { ServiceRequest as ServiceRequestShape } from '../../../generated/partner-center.gen.ts';
import { attributes, instant } from './resource.ts';

/** What a date that never was is written as. evidence: sample */
const never = '0001-01-01T00:00:00';

/** A service request as the API has it; about the customer where there is one, else about the partner. */
export function toServiceRequest(
  request: ServiceRequest,
  partner: Partner,
  customer?: Tenant,
): ServiceRequestShape {
  const { topicId, topicName, productId, productName, contact } = request;
  return {
    id: request.id,
    title: request.title,
    description: request.description,
    severity: request.severity,
    ...(topicId !== undefined && { supportTopicId: topicId }),
    ...(topicName !== undefined && { supportTopicName: topicName }),
    status: request.status,
    organization: {
      id: request.customerId ?? partner.tenantId,
      name: request.customerId === undefined ? partner.name : (customer?.companyName ?? ''),
    },
    ...(contact !== undefined && { primaryContact: { ...contact } }),
    lastUpdatedBy: { email: request.updatedBy },
    ...(productId !== undefined && { productId }),
    ...(productName !== undefined && { productName }),
    createdDate: instant(request.createdAt),
    lastModifiedDate: instant(request.changedAt),
    lastClosedDate: request.closedAt === undefined ? never : instant(request.closedAt),
    notes: request.notes.map(({ author, at, text }) => ({
      createdByName: author,
      createdDate: instant(at),
      text,
    })),
    countryCode: request.countryCode,
    attributes: attributes('ServiceRequest'),
  };
}

export function toServiceIncidents({ service, status, incidents }: ServiceHealth) {
  return {
    workload: service.name,
    status,
    incidents: incidents.map(({ id, title, status: state, startedAt, endedAt }) => ({
      id,
      title,
      status: state,
      startTime: instant(startedAt),
      ...(endedAt !== undefined && { endTime: instant(endedAt) }),
    })),
    messageCenterMessages: [],
    attributes: attributes('ServiceIncidents'),
  };
}
