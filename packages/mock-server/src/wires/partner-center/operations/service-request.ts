import { managedServicesOf } from '../../../domain/partners/managed-services.ts';
import { partnerOf } from '../../../domain/partners/partner.ts';
import { serviceHealth } from '../../../domain/partners/service-incidents.ts';
import {
  changeServiceRequest,
  openServiceRequest,
  type ServiceRequest,
  type ServiceRequestStatus,
  type Severity,
  serviceRequestInScope,
  serviceRequestsOf,
} from '../../../domain/partners/service-request.ts';
import { supportTopics } from '../../../domain/partners/support-topic.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { tenants } from '../../../domain/tenants/tenant.ts';
import type { NewServiceRequest, ServiceRequestUpdate } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { filterOf, indexPage } from '../query.ts';
import { attributes, collection } from '../shapes/resource.ts';
import { toServiceIncidents, toServiceRequest } from '../shapes/service-request.ts';
import { customerOf } from './customer.ts';

const statuses: readonly ServiceRequestStatus[] = ['open', 'closed', 'attention_needed'];

function shown({ world, actor }: Call, request: ServiceRequest) {
  const customer =
    request.customerId === undefined ? undefined : world.store.of(tenants).get(request.customerId);
  return toServiceRequest(request, partnerOf(world, actor), customer);
}

/** evidence: client for the field Status, modelled that it must equal */
function statusFilter(call: Call): ServiceRequestStatus | undefined {
  const filter = filterOf(call);
  if (filter === undefined) return undefined;
  if (filter.field.toLowerCase() !== 'status')
    throw new Refusal('invalid', 'filter.field', 'filter.Field must be Status.', 'filter.Field');
  if (filter.operator !== 'equals') {
    throw new Refusal(
      'invalid',
      'filter.operator',
      'filter.Operator must be equals for service requests.',
      'filter.Operator',
    );
  }
  const wanted = filter.value.replaceAll('_', '').toLowerCase();
  const status = statuses.find((each) => each.replaceAll('_', '') === wanted);
  if (status !== undefined) return status;
  throw new Refusal(
    'invalid',
    'service_request.status',
    `filter.Value "${filter.value}" is no status; send ${statuses.join(', ')}.`,
    'filter.Value',
  );
}

function listed(call: Call, customerId?: string) {
  const status = statusFilter(call);
  const found = serviceRequestsOf(call.world, call.actor, customerId).filter(
    (request) => status === undefined || request.status === status,
  );
  return {
    ...collection(
      indexPage(call, found).map((request) => shown(call, request)),
      customerId === undefined ? '/servicerequests' : `/customers/${customerId}/servicerequests`,
    ),
    totalCount: found.length,
  };
}

export const serviceRequestOperations = {
  ListServiceRequests: (call: Call) => listed(call),
  ListCustomerServiceRequests: (call: Call) => listed(call, customerOf(call).id),
  GetServiceRequest: (call: Call) =>
    shown(call, serviceRequestInScope(call.world, call.actor, call.parameters.serviceRequestId ?? '')),
  GetCustomerServiceRequest: (call: Call) => {
    const { world, actor, parameters } = call;
    return shown(
      call,
      serviceRequestInScope(world, actor, parameters.serviceRequestId ?? '', customerOf(call).id),
    );
  },
  CreateServiceRequest: (call: Call<NewServiceRequest>) => {
    const { world, actor, body, parameters } = call;
    const { title, description, severity, supportTopicId, productId, productName, primaryContact } = body;
    const { organization, contactId: _, ...contact } = primaryContact ?? {};
    const request = openServiceRequest(world, actor, {
      // The router names a segment once for all methods of a path.
      locale: parameters.agentLocale ?? parameters.serviceRequestId ?? '',
      title,
      description,
      severity: severity as Severity | undefined,
      topicId: supportTopicId,
      productId,
      productName,
      contact: primaryContact && contact,
      organizationId: organization?.id,
    });
    return shown(call, request);
  },
  UpdateServiceRequest: (call: Call<ServiceRequestUpdate>) => {
    const { world, actor, body, parameters } = call;
    const request = serviceRequestInScope(world, actor, parameters.serviceRequestId ?? '');
    const { newNote, status, severity } = body;
    return shown(
      call,
      changeServiceRequest(world, actor, request, {
        note: newNote === undefined ? undefined : (newNote.text ?? ''),
        // Clients send `none` and `unknown` for what is to stay. evidence: sample
        status: status === 'none' ? undefined : (status as ServiceRequestStatus | undefined),
        severity: severity === 'unknown' ? undefined : (severity as Severity | undefined),
      }),
    );
  },
  ListSupportTopics: () =>
    collection(supportTopics.map((topic) => ({ ...topic, attributes: attributes('SupportTopic') }))),
  ListServiceIncidents: ({ world }: Call) => collection(serviceHealth(world).map(toServiceIncidents)),
  CountServiceIncidents: ({ world }: Call) => ({
    totalCount: serviceHealth(world).reduce((count, { incidents }) => count + incidents.length, 0),
  }),
  ListCustomerServiceIncidents: (call: Call) => {
    const services = managedServicesOf(call.world, customerOf(call));
    return collection(serviceHealth(call.world, services).map(toServiceIncidents));
  },
} satisfies Record<string, OperationHandler>;
