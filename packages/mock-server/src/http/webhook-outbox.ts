import { STATUS_CODES } from 'node:http';
import {
  dueCallbacks,
  type InsightsExecution,
  isAnyCallbackDue,
  recordCallback,
} from '../domain/insights/execution.ts';
import {
  dueDeliveries,
  isAnyDue,
  nextDue,
  recordAttempt,
  type WebhookAttempt,
  type WebhookDelivery,
} from '../domain/webhooks/delivery.ts';
import type { World } from '../world.ts';
import type { WebhookSigner } from './webhook-signer.ts';

export interface WebhookOutboxOptions {
  readonly world: World;
  /** Where the certificates are found: this server's own origin. */
  origin(): string;
  /** In place of the network. */
  readonly deliver?: ((request: Request) => Promise<Response>) | undefined;
  /** Waits until what was committed is on disk. */
  readonly durable?: (() => Promise<void> | undefined) | undefined;
}

/** Where receivers find the root they have to trust, as `root.pem`, and what it has issued. */
export const certificatesPath = '/_tenantry/webhooks/';

/** evidence: modelled */
const timeoutMilliseconds = 10_000;
const mostAtOnce = 8;

/** Sends webhooks. A world is synchronous and waits for nobody: it says what is due, and is told how it went. */
export class WebhookOutbox {
  readonly #options: WebhookOutboxOptions;
  readonly #closing = new AbortController();
  #sending: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: WebhookOutboxOptions) {
    this.#options = options;
  }

  /** Sends what is due, soon. Cheap when nothing is: it is called after every request. */
  wake(): void {
    const { world } = this.#options;
    if (this.#sending !== undefined || this.#closing.signal.aborted) return;
    if (!isAnyDue(world) && !isAnyCallbackDue(world)) return;
    this.#sending = this.#send().finally(() => {
      this.#sending = undefined;
      this.#wakeLater();
      this.wake();
    });
  }

  /** Sends what is due, and waits until all of it was answered. */
  async settled(): Promise<void> {
    for (this.wake(); this.#sending !== undefined; this.wake()) await this.#sending;
  }

  /** What is under way is given up, and counts as not sent. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#sending;
  }

  async #send(): Promise<void> {
    const { world, durable } = this.#options;
    // The answer to the call that raised the event goes out first.
    await new Promise(setImmediate);
    await durable?.();
    await this.#call();
    if (!isAnyDue(world)) return;
    const { webhookSigner } = await import('./webhook-signer.ts');
    const signer = await webhookSigner();
    for (let due = dueDeliveries(world); due.length > 0; due = dueDeliveries(world)) {
      await Promise.all(
        due.slice(0, mostAtOnce).map(async (delivery) => {
          const result = await this.#attempt(delivery, signer);
          if (!this.#closing.signal.aborted) world.transact(() => recordAttempt(world, delivery, result));
        }),
      );
      if (this.#closing.signal.aborted) return;
    }
  }

  /** Calls who waits for reports; nothing signs these calls. */
  async #call(): Promise<void> {
    const { world } = this.#options;
    for (let due = dueCallbacks(world); due.length > 0; due = dueCallbacks(world)) {
      await Promise.all(
        due.slice(0, mostAtOnce).map(async (execution) => {
          const isTaken = await this.#isTaken(execution);
          if (!this.#closing.signal.aborted) world.transact(() => recordCallback(world, execution, isTaken));
        }),
      );
      if (this.#closing.signal.aborted) return;
    }
  }

  async #isTaken({ callback }: InsightsExecution): Promise<boolean> {
    const { deliver = fetch } = this.#options;
    try {
      const { url = '', method = 'POST' } = callback ?? {};
      const { ok, body } = await deliver(
        new Request(url, { method, redirect: 'manual', signal: this.#signal() }),
      );
      await body?.cancel();
      return ok;
    } catch {
      return false;
    }
  }

  #signal(): AbortSignal {
    return AbortSignal.any([this.#closing.signal, AbortSignal.timeout(timeoutMilliseconds)]);
  }

  async #attempt(delivery: WebhookDelivery, signer: WebhookSigner): Promise<Omit<WebhookAttempt, 'at'>> {
    const { deliver = fetch, origin } = this.#options;
    const { url, body, signatureInOwnHeader } = delivery;
    try {
      const request = new Request(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: this.#signal(),
        headers: {
          'content-type': 'application/json',
          [signatureInOwnHeader ? 'x-ms-signature' : 'authorization']: `Signature ${await signer.sign(body)}`,
          'x-ms-certificate-url': `${origin()}${certificatesPath}${signer.certificateName}`,
          'x-ms-signature-algorithm': 'rsa-sha256',
        },
      });
      const { status, ok, body: answer } = await deliver(request);
      await answer?.cancel();
      const name = STATUS_CODES[status]?.replaceAll(/\W/g, '') ?? String(status);
      return { outcome: name, message: '', isDelivered: ok, isSystemError: false };
    } catch (reason) {
      const message = reason instanceof Error ? reason.message : String(reason);
      return { outcome: 'NoResponse', message, isDelivered: false, isSystemError: true };
    }
  }

  /** Where time flows, nothing else may move it before the next try. */
  #wakeLater(): void {
    const { world } = this.#options;
    const due = nextDue(world);
    if (!world.clock.flowing || due === undefined || this.#closing.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        world.catchUp();
        this.wake();
      },
      Math.max(due - world.clock.reached(), 0) + 1,
    );
    this.#timer.unref();
  }
}
