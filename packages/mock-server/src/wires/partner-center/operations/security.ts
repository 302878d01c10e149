import { partnerOf } from '../../../domain/partners/partner.ts';
import {
  multiFactorAdoption,
  principalsWithoutMultiFactor,
  requestRecords,
} from '../../../domain/partners/request-records.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { collection, instant } from '../shapes/resource.ts';

export const securityOperations = {
  ListMfaAdoption: (call: Call) => {
    const { startdate, enddate } = queryOf(call);
    return multiFactorAdoption(call.world, call.actor, { startDate: startdate, endDate: enddate }).map(
      ({ day, applicationId, applicationName, withMultiFactor, total }) => ({
        loginDate: instant(day),
        mfaCompliantRequestCount: withMultiFactor,
        totalRequestCount: total,
        applicationId,
        applicationName,
      }),
    );
  },
  ListPartnerRequests: ({ world, actor }: Call) => {
    const { tenantId } = partnerOf(world, actor);
    return collection(
      requestRecords(world, actor).map((record) => ({
        requestId: record.requestId,
        correlationId: record.correlationId,
        operationName: record.operation,
        requestDateTime: instant(record.at),
        objectId: record.objectId,
        tenantId,
        upn: record.username,
        applicationId: record.applicationId,
        mfaCompliant: record.multiFactor,
      })),
    );
  },
  ListNonMfaCompliantPrincipals: ({ world, actor }: Call) => {
    const { tenantId } = partnerOf(world, actor);
    return collection(
      principalsWithoutMultiFactor(world, actor).map(({ username, objectId, lastRequestAt }) => ({
        objectId,
        tenantId,
        upn: username,
        ...(lastRequestAt !== undefined && { lastNonMfaCompliantRequestDateTime: instant(lastRequestAt) }),
      })),
    );
  },
} satisfies Record<string, OperationHandler>;
