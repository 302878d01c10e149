import { beginningOf, notWritten, type Outcome } from './outcome.ts';
import type { WireRequest, WireResponse } from './wire.ts';

const withoutBody = new Set([101, 204, 205, 304]);

/** A fetch request as the pipeline wants it. */
export async function toWireRequest(request: Request): Promise<WireRequest> {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: {
      host: url.host,
      'x-forwarded-proto': url.protocol.slice(0, -1),
      ...Object.fromEntries(request.headers),
    },
    body: request.body === null ? '' : await request.text(),
    remoteAddress: '127.0.0.1',
  };
}

/** The pipeline's request as fetch has it: for overrides that are written for fetch. */
export function toRequest({ method, path, query, headers, body }: WireRequest): Request {
  const url = `${headers['x-forwarded-proto'] ?? 'http'}://${headers.host ?? 'localhost'}${path}${query === '' ? '' : `?${query}`}`;
  return new Request(url, { method, headers, ...(body !== '' && { body }) });
}

/** A fetch response as the pipeline gives them. */
export async function toWireResponse(response: Response): Promise<WireResponse> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

/** An outcome as fetch would give it; a broken connection rejects as fetch's does. */
export async function toResponse(outcome: Outcome, signal: AbortSignal): Promise<Response> {
  try {
    await outcome.durable;
  } catch (error) {
    return Response.json({ error: notWritten(error) }, { status: 500 });
  }
  if (outcome.delayMilliseconds !== undefined) await delayed(outcome.delayMilliseconds, signal);
  if (outcome.socket === 'hang') await delayed(undefined, signal);
  if (outcome.socket === 'reset') throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
  const { status, headers, body, stream } = outcome.response;
  if (stream !== undefined) {
    const bytes = outcome.socket === 'truncate' ? beginningOf(stream) : stream;
    return new Response(readable(bytes, signal), { status, headers });
  }
  if (outcome.socket === 'truncate') return new Response(brokenOff(body), { status, headers });
  return new Response(withoutBody.has(status) ? null : (body as BodyInit), { status, headers });
}

/** Waits, for ever when no time is given, until the caller gives up. */
function delayed(milliseconds: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

/** A stream as fetch gives it: made on demand, and broken by the caller's signal. */
function readable(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  let stop = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      stop = () => {
        controller.error(signal.reason);
        void iterator.return?.();
      };
      signal.addEventListener('abort', stop, { once: true });
    },
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (signal.aborted) return;
      if (!done) return controller.enqueue(value);
      signal.removeEventListener('abort', stop);
      controller.close();
    },
    async cancel() {
      signal.removeEventListener('abort', stop);
      await iterator.return?.();
    },
  });
}

function brokenOff(body: string | Uint8Array): ReadableStream<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, Math.floor(bytes.byteLength / 2)));
      controller.error(new TypeError('terminated'));
    },
  });
}
