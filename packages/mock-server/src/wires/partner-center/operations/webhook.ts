import { partners } from '../../../domain/partners/partner.ts';
import type { WebhookDelivery } from '../../../domain/webhooks/delivery.ts';
import { eventNames } from '../../../domain/webhooks/event-names.ts';
import {
  register,
  registrationOf,
  replaceRegistration,
  type WantedRegistration,
  type WebhookRegistration,
} from '../../../domain/webhooks/registration.ts';
import { secondsToWait, sendTestEvent, testEvent } from '../../../domain/webhooks/test-event.ts';
import type {
  NewWebhookRegistration,
  WebhookRegistration as RegistrationShape,
  WebhookTestResult,
} from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import type { World } from '../../../world.ts';
import { instant } from '../shapes/resource.ts';
import { Throttled } from '../throttle.ts';

function shown(registration: WebhookRegistration): RegistrationShape {
  return {
    subscriberId: registration.subscriberId,
    webhookUrl: registration.url,
    webhookEvents: [...registration.events],
    signatureTokenToMsSignatureHeader: registration.signatureInOwnHeader,
    lastModifiedTimestamp: instant(registration.modifiedAt),
  };
}

function wanted(body: NewWebhookRegistration): WantedRegistration {
  return {
    url: body.webhookUrl,
    events: body.webhookEvents,
    signatureInOwnHeader: body.signatureTokenToMsSignatureHeader ?? false,
  };
}

/** evidence: sample for completed, modelled for the other */
function toResult(world: World, delivery: WebhookDelivery): WebhookTestResult {
  const { id, state, url, attempts, companyId } = delivery;
  return {
    correlationId: id,
    partnerId: world.store.of(partners).get(companyId)?.tenantId ?? '',
    status: state === 'delivered' || state === 'given-up' ? 'completed' : 'in progress',
    callbackUrl: url,
    results: attempts.map(({ at, outcome, message, isSystemError }) => ({
      responseCode: outcome,
      responseMessage: message,
      systemError: isSystemError,
      dateTimeUtc: instant(at),
    })),
  };
}

export const webhookOperations = {
  ListWebhookEvents: () => [...eventNames],
  RegisterWebhook: ({ world, actor, body }: Call<NewWebhookRegistration>) =>
    shown(register(world, actor, wanted(body))),
  GetWebhookRegistration: ({ world, actor }: Call) => shown(registrationOf(world, actor)),
  UpdateWebhookRegistration: ({ world, actor, body }: Call<NewWebhookRegistration>) =>
    shown(replaceRegistration(world, actor, wanted(body))),
  SendTestWebhook: ({ world, actor }: Call) => {
    const registration = registrationOf(world, actor);
    const seconds = secondsToWait(world, registration);
    if (seconds > 0) throw new Throttled(seconds);
    return { correlationId: sendTestEvent(world, registration).id };
  },
  GetTestWebhook: ({ world, actor, parameters }: Call) =>
    toResult(world, testEvent(world, actor, parameters.correlationId ?? '')),
} satisfies Record<string, OperationHandler>;
