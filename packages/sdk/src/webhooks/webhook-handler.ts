import type { Delivery, DeliveryStore } from './delivery-store.ts';
import { InMemoryDeliveryStore } from './in-memory-delivery-store.ts';
import type {
  UnknownWebhookEvent,
  WebhookEvent,
  WebhookEventName,
  WebhookEventNamed,
} from './webhook-event.ts';
import type { WebhookRequest } from './webhook-request.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';
import { WebhookVerifier, type WebhookVerifierOptions } from './webhook-verifier.ts';

export interface WebhookContext {
  /**
   * Runs an effect and writes down that the event is done, as one step where the store can: a transaction of yours, if the store is in the same database. What is done here is applied once, whatever fails before or after it.
   */
  complete(effect: () => unknown): Promise<void>;
}

export type WebhookHandlers = {
  readonly [Name in WebhookEventName]?: (event: WebhookEventNamed<Name>, context: WebhookContext) => unknown;
};

export interface WebhookHandlerOptions extends WebhookVerifierOptions {
  readonly handlers: WebhookHandlers;
  /** Events without a handler of their own, and those this version does not know. Without it they are completed unseen. */
  readonly otherwise?: (event: WebhookEvent | UnknownWebhookEvent, context: WebhookContext) => unknown;
  /** @default in memory */
  readonly store?: DeliveryStore;
  /** Hand on changes that are older than one of the same name already completed for their resource, instead of skipping them. @default false */
  readonly acceptStale?: boolean;
  /** Hears what handlers and stores threw, and what was not believed. */
  readonly onError?: (error: unknown) => void;
}

/** How a webhook ended. `rejected` was not believed; `failed` and `busy` ask for another try. */
export type WebhookOutcome = 'applied' | 'duplicate' | 'stale' | 'busy' | 'failed' | 'rejected';

/**
 * Takes Partner Center's webhooks: verifies them, leaves out repetitions, keeps the order of each resource, and calls the handler of the event.
 *
 * What is guaranteed. Events of one resource are handled one after the other within this process. A handler that throws is called again when the event comes again, so each is called at least once as long as Partner Center goes on trying. What a handler does through `context.complete` is applied once, if the store keeps its promise; what it does beside that may be done again. A change that is older than the last completed one of its name and resource ends as `stale`, unseen unless `acceptStale` is set: events carry no data, so fetching the resource for the newer one has shown the older one too. An event of another name says another thing, and one without a resource may be of any: those are handed on however late, and `changedAt` tells their order.
 * What is not: that every event comes. Partner Center gives up after ten tries; compare with the API now and then.
 * @example
 * const handler = new WebhookHandler({
 *   handlers: { 'subscription-updated': async (event) => console.log(event.customerId, event.subscriptionId) },
 * });
 */
export class WebhookHandler {
  readonly #options: WebhookHandlerOptions;
  readonly #verifier: WebhookVerifier;
  readonly #store: DeliveryStore;
  /** The end of what is going on, by resource. */
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(options: WebhookHandlerOptions) {
    this.#options = options;
    this.#verifier = new WebhookVerifier(options);
    this.#store = options.store ?? new InMemoryDeliveryStore();
  }

  /** Verifies a request and applies its event; never throws. */
  async handle(request: WebhookRequest): Promise<WebhookOutcome> {
    let event: WebhookEvent;
    try {
      event = await this.#verifier.verify(request);
    } catch (error) {
      this.#tell(error);
      return error instanceof WebhookVerificationError ? 'rejected' : 'failed';
    }
    return this.apply(event);
  }

  /** Applies an event that was verified before, from a queue of yours; never throws. */
  apply(event: WebhookEvent): Promise<WebhookOutcome> {
    const queue = event.resourceUri?.toLowerCase() ?? event.name;
    const before = this.#queues.get(queue) ?? Promise.resolve();
    const outcome = before.then(() => this.#applied(event, deliveryOf(event)));
    this.#queues.set(queue, outcome);
    return outcome.finally(() => {
      if (this.#queues.get(queue) === outcome) this.#queues.delete(queue);
    });
  }

  async #applied(event: WebhookEvent, delivery: Delivery): Promise<WebhookOutcome> {
    const store = this.#store;
    const { acceptStale = false } = this.#options;
    let isClaimed = false;
    let isCompleted = false;
    const complete = async (effect: () => unknown): Promise<void> => {
      if (isCompleted) throw new Error('The event is completed already; an effect can go with it once.');
      await store.complete(delivery, effect);
      isCompleted = true;
    };
    try {
      const claim = await store.claim(delivery, { acceptStale });
      if (claim !== 'claimed') return claim === 'completed' ? 'duplicate' : claim;
      isClaimed = true;
      await this.#call(event, { complete });
      if (!isCompleted) await complete(() => undefined);
      return 'applied';
    } catch (error) {
      this.#tell(error);
      if (isClaimed && !isCompleted) await store.release(delivery).catch((reason) => this.#tell(reason));
      return 'failed';
    }
  }

  /** A listener that throws must neither keep a claim for ever nor end the queue of its resource. */
  #tell(error: unknown): void {
    try {
      this.#options.onError?.(error);
    } catch {}
  }

  #call(event: WebhookEvent, context: WebhookContext): unknown {
    const { handlers, otherwise } = this.#options;
    const handler = event.known ? handlers[event.name] : undefined;
    if (handler === undefined) return otherwise?.(event, context);
    return (handler as (event: WebhookEvent, context: WebhookContext) => unknown)(event, context);
  }
}

/** The end of delegated administration comes without a resource: that of one customer must not make another's stale. */
function deliveryOf({ name, resourceUri, changedAt }: WebhookEvent): Delivery {
  const subject = [name, resourceUri ?? ''].join(' ').trimEnd().toLowerCase();
  const key = `${subject} ${changedAt}`;
  return { key, resource: resourceUri === undefined ? key : subject, changedAt };
}
