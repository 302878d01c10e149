import type { IncomingMessage, Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { createServer as createNetServer, type Server as NetServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ServerCertificate } from './certificates.ts';

/** The first byte of a TLS handshake. */
const handshake = 0x16;

/** One port for TLS and for plain HTTP, told apart by the first byte; it also is a proxy to itself for the hosts that it knows. */
export interface SecureFront {
  readonly front: NetServer;
  readonly tls: TlsServer;
  destroyTunnels(): void;
}

/**
 * Puts TLS in front of a plain server.
 * @param isOurs whether a host is one that this server stands for
 */
export function secureFront(
  plain: Server,
  { key, certificate }: ServerCertificate,
  isOurs: (host: string) => boolean,
): SecureFront {
  const tls = createTlsServer({ key, cert: certificate });
  const sockets = new Set<Duplex>();
  const take = (socket: Duplex) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first: Buffer | null = socket.read();
      if (first === null) return void socket.destroy();
      socket.unshift(first);
      (first[0] === handshake ? tls : plain).emit('connection', socket);
    });
  };
  const tunnel = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const host = (request.url ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!isOurs(host)) {
      const text = `Tenantry simulates no ${host}; this proxy leads to the hosts that it simulates only.\n`;
      socket.end(
        `HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
      );
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.byteLength > 0) socket.unshift(head);
    take(socket);
  };
  plain.on('connect', tunnel);
  tls.on('connect', tunnel);
  const front = createNetServer((socket: Socket) => take(socket));
  return {
    front,
    tls,
    destroyTunnels: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
