import type { FraudEventStatus } from '../../../domain/azure/fraud-event.ts';
import { fraudEventsOf, setFraudStatus } from '../../../domain/azure/fraud-events.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { FraudEventStatusUpdate } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { queryOf } from '../query.ts';
import { toFraudEvent } from '../shapes/fraud-event.ts';

/** All that callers see who do not ask for the new model. evidence: docs */
const olderType = 'NetworkConnectionsToCryptoMiningPools';

function isNewModel({ request }: Call): boolean {
  return request.headers['x-neweventsmodel']?.toLowerCase() === 'true';
}

function positive(call: Call, name: string, fallback: number): number {
  const given = queryOf(call)[name.toLowerCase()];
  const value = given === undefined ? fallback : Number(given);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Refusal('invalid', 'fraud_event.page', `${name} must be a whole number above zero.`, name);
}

export const fraudEventOperations = {
  ListFraudEvents: (call: Call) => {
    const { world, actor } = call;
    const query = queryOf(call);
    const newModel = isNewModel(call);
    const same = (wanted: string | undefined, value = '') =>
      !wanted || wanted.toLowerCase() === value.toLowerCase();
    const found = fraudEventsOf(world, actor).filter(
      ({ event, subscription }) =>
        same(query.eventstatus, event.status) &&
        same(query.subscriptionid, subscription.vendorReferenceId) &&
        (newModel ? same(query.eventtype, event.type) : event.type === olderType),
    );
    const size = newModel ? positive(call, 'PageSize', found.length || 1) : found.length;
    const start = newModel ? (positive(call, 'PageNumber', 1) - 1) * size : 0;
    return found.slice(start, start + size).map((each) => toFraudEvent(world, actor, each, newModel));
  },
  UpdateFraudEventStatus: (call: Call<FraudEventStatusUpdate>) => {
    const { world, actor, parameters, body } = call;
    const { EventIds = [], EventStatus, ResolvedReason } = body;
    const changed = setFraudStatus(world, actor, parameters.azureSubscriptionId ?? '', {
      ids: EventIds,
      status: EventStatus as FraudEventStatus,
      reason: ResolvedReason as 'Fraud' | 'Ignore' | undefined,
    });
    return changed.map((each) => toFraudEvent(world, actor, each, isNewModel(call)));
  },
} satisfies Record<string, OperationHandler>;
