import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { get } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPlatform } from '../index.ts';
import { Clock } from '../kernel/clock.ts';
import { serverCertificate } from './certificates.ts';

const platform = createPlatform({ seed: 'empty' });
let folder: string;
let port: number;
let ca: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-ca-'));
  const listener = await platform.listen({ https: true, caFolder: folder });
  port = Number(new URL(listener.url).port);
  ca = readFileSync(listener.ca ?? '', 'utf8');
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

async function tunnelTo(host: string) {
  const asked = request({ host: '127.0.0.1', port, method: 'CONNECT', path: `${host}:443` }).end();
  const [answer, socket] = (await once(asked, 'connect')) as [IncomingMessage, Socket];
  return { status: answer.statusCode, socket };
}

async function healthOverTls(socket: Socket, servername: string): Promise<string> {
  const secure = connectTls({ socket, servername, ca });
  secure.write(`GET /_tenantry/health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  return text(secure);
}

describe('a port with TLS', () => {
  test('answers TLS and plain HTTP', async () => {
    const answer = (await once(get(`https://localhost:${port}/_tenantry/health`, { ca }), 'response')) as [
      IncomingMessage,
    ];
    expect(JSON.parse(await text(answer[0]))).toMatchObject({ status: 'ok' });
    const plain = await fetch(`http://127.0.0.1:${port}/_tenantry/health`);
    expect(plain.status).toBe(200);
  });

  test('stands for the production hosts as a proxy, and for no others', async () => {
    for (const host of [
      'login.microsoftonline.com',
      'api.partnercenter.microsoft.com',
      'graph.microsoft.com',
    ]) {
      const { status, socket } = await tunnelTo(host);
      expect(status).toBe(200);
      expect(await healthOverTls(socket, host)).toContain('"status":"ok"');
    }
    for (const host of [
      'example.com',
      'xlogin.microsoftonline.com',
      'login.microsoftonline.com.evil.example',
    ]) {
      const { status, socket } = await tunnelTo(host);
      expect(status).toBe(403);
      socket.destroy();
    }
  });

  test('says where people are by https', async () => {
    const path = '/organizations/v2.0/.well-known/openid-configuration';
    const [answer] = (await once(get(`https://localhost:${port}${path}`, { ca }), 'response')) as [
      IncomingMessage,
    ];
    const { token_endpoint } = JSON.parse(await text(answer)) as { token_endpoint: string };
    expect(token_endpoint).toBe(`https://localhost:${port}/organizations/oauth2/v2.0/token`);
  });
});

/** TLS clients know no virtual clock. */
const now = new Clock({ start: 0 }).realTime();

describe('the certificate authority', () => {
  test('is made once, by whoever starts first', async () => {
    const fresh = mkdtempSync(join(tmpdir(), 'tenantry-ca-'));
    const made = await Promise.all([1, 2, 3].map(() => serverCertificate(fresh, ['one.example'], now)));
    const authority = new X509Certificate(readFileSync(made[0]?.ca ?? ''));
    for (const { certificate } of made) {
      expect(new X509Certificate(certificate).verify(authority.publicKey)).toBe(true);
      expect(new X509Certificate(certificate).subjectAltName).toContain('DNS:one.example');
    }
    const before = readFileSync(made[0]?.ca ?? '', 'utf8');
    await serverCertificate(fresh, [], now);
    expect(readFileSync(made[0]?.ca ?? '', 'utf8')).toBe(before);
    rmSync(fresh, { recursive: true });
  });

  test('is made anew when its file is damaged', async () => {
    const fresh = mkdtempSync(join(tmpdir(), 'tenantry-ca-'));
    writeFileSync(join(fresh, 'tenantry-ca-private.pem'), 'damaged');
    const { certificate, ca: file } = await serverCertificate(fresh, [], now);
    const authority = new X509Certificate(readFileSync(file));
    expect(new X509Certificate(certificate).verify(authority.publicKey)).toBe(true);
    rmSync(fresh, { recursive: true });
  });
});
