import type { FaultEffect } from '../faults/faults.ts';
import type { WireResponse } from './wire.ts';

/** An answer, and what becomes of it on its way out. */
export interface Outcome {
  readonly response: WireResponse;
  /** Only once this is done may the answer leave: the change is on disk then. */
  readonly durable?: Promise<void> | undefined;
  readonly delayMilliseconds?: number | undefined;
  /** What the connection does instead of delivering the answer whole. */
  readonly socket?: 'reset' | 'truncate' | 'hang' | undefined;
}

const htmlGatewayTimeout: WireResponse = {
  status: 504,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>504 Gateway Time-out</title></head><body><h1>504 Gateway Time-out</h1></body></html>',
};

/** Whether a fault keeps the request from taking effect. */
export function strikesBefore(effect: FaultEffect): boolean {
  return effect.kind !== 'latency' && effect.kind !== 'truncate' && effect.kind !== 'commit-then-fail';
}

/** What a client gets instead of an answer when a fault strikes before the request takes effect. */
export function faultAnswer(effect: FaultEffect): WireResponse {
  if (effect.kind !== 'status') return htmlGatewayTimeout;
  return {
    status: effect.status,
    headers: {
      'content-type': effect.contentType ?? 'application/json',
      ...(effect.retryAfterSeconds !== undefined && { 'retry-after': String(effect.retryAfterSeconds) }),
    },
    body: effect.body ?? '',
  };
}

/** What a fault makes of an answer. */
export function outcomeOf(
  effect: FaultEffect,
  response: WireResponse,
  durable: Promise<void> | undefined,
): Outcome {
  switch (effect.kind) {
    case 'latency':
      return { response, durable, delayMilliseconds: effect.milliseconds };
    case 'reset':
    case 'truncate':
    case 'hang':
      return { response, durable, socket: effect.kind };
    case 'commit-then-fail':
      return effect.failure === 'html504'
        ? { response: htmlGatewayTimeout, durable }
        : { response, durable, socket: effect.failure };
    default:
      return { response, durable };
  }
}

/** As much of a stream as comes before its connection breaks. */
export async function* beginningOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    yield chunk.subarray(0, chunk.byteLength / 2);
    throw new TypeError('terminated');
  }
}

/** What is answered when a change could not be made to last. */
export function notWritten(reason: unknown): string {
  return `The change could not be written to disk: ${reason instanceof Error ? reason.message : String(reason)}`;
}
