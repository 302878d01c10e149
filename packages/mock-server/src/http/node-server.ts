import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import type { ServerCertificate } from './certificates.ts';
import { beginningOf, notWritten, type Outcome } from './outcome.ts';
import { secureFront } from './secure-front.ts';
import type { WireRequest } from './wire.ts';

export interface ListenOptions {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Serves TLS on the port, beside plain HTTP, and stands for these hosts as a proxy. */
  readonly secure?: {
    readonly certificate: ServerCertificate;
    readonly isOurs: (host: string) => boolean;
  };
}

export interface Listener {
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** Answers at once where it can: a promise for each request would cost a tenth of the throughput. */
export type Handle = (request: WireRequest) => Outcome | Promise<Outcome>;

const largestBody = 10 * 1024 * 1024;
/** A snapshot of a large world is a body too. */
const largestAdminBody = 512 * 1024 * 1024;

/** Serves a pipeline on a port. @throws Error when the port is taken */
export async function listen(handle: Handle, options: ListenOptions): Promise<Listener> {
  const host = options.host ?? '127.0.0.1';
  const server = createServer((incoming, outgoing) => receive(incoming, outgoing, handle));
  const secure = options.secure && secureFront(server, options.secure.certificate, options.secure.isOurs);
  secure?.tls.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) =>
    receive(incoming, outgoing, handle, 'https'),
  );
  const listening: NetServer = secure?.front ?? server;
  await new Promise<void>((resolve, reject) => {
    listening.once('error', reject);
    listening.listen(options.port ?? 0, host, () => {
      listening.off('error', reject);
      resolve();
    });
  });
  const { port } = listening.address() as AddressInfo;
  // By the name that certificates are used to.
  const shown = secure && host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `${secure ? 'https' : 'http'}://${shown}:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        listening.close(() => resolve());
        server.closeAllConnections();
        secure?.tls.closeAllConnections();
        secure?.destroyTunnels();
      }),
  };
}

function receive(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: Handle,
  protocol?: 'https',
): void {
  const target = incoming.url ?? '/';
  const questionMark = target.indexOf('?');
  const path = questionMark < 0 ? target : target.slice(0, questionMark);
  const limit = path.startsWith('/_tenantry/') ? largestAdminBody : largestBody;
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.byteLength;
    if (length <= limit) chunks.push(chunk);
  });
  incoming.on('end', () => {
    if (length > limit) {
      outgoing.writeHead(413, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ error: `The body has ${length} bytes; at most ${limit} are read.` }));
      return;
    }
    const outcome = handle({
      method: incoming.method ?? 'GET',
      path,
      query: questionMark < 0 ? '' : target.slice(questionMark + 1),
      headers:
        protocol === undefined
          ? (incoming.headers as Record<string, string>)
          : { 'x-forwarded-proto': protocol, ...(incoming.headers as Record<string, string>) },
      body: chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString('utf8'),
      remoteAddress: incoming.socket.remoteAddress ?? '',
    });
    if (outcome instanceof Promise) {
      outcome.then(
        (settled) => send(outgoing, settled),
        (reason: unknown) => fail(outgoing, `An override failed: ${String(reason)}`),
      );
    } else send(outgoing, outcome);
  });
}

function fail(outgoing: ServerResponse, error: string): void {
  outgoing.writeHead(500, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ error }));
}

function send(outgoing: ServerResponse, outcome: Outcome): void {
  if (outcome.durable !== undefined) {
    const { durable, ...rest } = outcome;
    durable.then(
      () => send(outgoing, rest),
      (reason: unknown) => fail(outgoing, notWritten(reason)),
    );
    return;
  }
  if (outcome.delayMilliseconds !== undefined) {
    const { delayMilliseconds, ...rest } = outcome;
    setTimeout(() => send(outgoing, rest), delayMilliseconds);
    return;
  }
  const { response, socket } = outcome;
  if (socket === 'hang') return;
  if (socket === 'reset') {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const { body, stream } = response;
  if (stream !== undefined) {
    outgoing.writeHead(response.status, response.headers);
    const bytes = outgoing.req.method === 'HEAD' ? [] : socket === 'truncate' ? beginningOf(stream) : stream;
    // Destroys the source when the client goes, which pipe() would not.
    pipeline(Readable.from(bytes), outgoing, () => undefined);
    return;
  }
  outgoing.writeHead(response.status, { ...response.headers, 'content-length': Buffer.byteLength(body) });
  if (socket === 'truncate') {
    const bytes = Buffer.from(body);
    outgoing.write(bytes.subarray(0, bytes.byteLength / 2), () => outgoing.socket?.destroy());
    return;
  }
  // A string leaves in one write together with the headers; a buffer would need two.
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : body);
}
