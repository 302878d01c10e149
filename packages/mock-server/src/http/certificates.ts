import { randomBytes, X509Certificate } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What a TLS server shows, and what a client must trust. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
  /** The path of the authority's certificate, for NODE_EXTRA_CA_CERTS and the like. */
  readonly ca: string;
}

interface Authority {
  readonly key: CryptoKey;
  readonly certificate: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const millisecondsPerDay = 86_400_000;
const authorityDays = 3_650;
/** The most that clients take of a server. */
const serverDays = 397;
const publicFile = 'tenantry-ca.pem';
const privateFile = 'tenantry-ca-private.pem';

/** Where an authority is kept when nobody says: with the user's own data. */
export function defaultCaFolder(): string {
  const { XDG_DATA_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? homedir(), 'tenantry');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'tenantry');
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'tenantry');
}

/** A certificate for these names, of the authority in a folder; the authority is made when the folder has none. Dates are of `now`, in milliseconds since 1970: real time, since TLS clients know no virtual clock. */
export async function serverCertificate(
  folder: string,
  hostNames: readonly string[],
  now: number,
): Promise<ServerCertificate> {
  const x509 = await library();
  const authority = await authorityIn(folder, now, x509);
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const ca = new x509.X509Certificate(authority.certificate);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=localhost, O=Tenantry simulator',
    issuer: ca.subject,
    ...validFor(serverDays, now),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.key,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
        ...hostNames.map((value) => ({ type: 'dns' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey),
    ],
  });
  return {
    key: await pemOf(keys.privateKey),
    certificate: certificate.toString('pem'),
    ca: join(folder, publicFile),
  };
}

type Library = typeof import('@peculiar/x509');

/** Loaded when it is needed: it wants metadata on the global Reflect. */
export async function library(): Promise<Library> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

async function authorityIn(folder: string, now: number, x509: Library): Promise<Authority> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = readAuthority(folder, now);
  const text = known ?? keep(folder, await newAuthority(now, x509));
  const [certificate = '', key = ''] = text.split(/(?=-----BEGIN PRIVATE KEY-----)/);
  const temporary = join(folder, `${publicFile}.${process.pid}`);
  writeFileSync(temporary, certificate);
  renameSync(temporary, join(folder, publicFile));
  const der = Buffer.from(key.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  return { certificate, key: await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']) };
}

/** The authority of an earlier start, while it is good for another server's life. */
function readAuthority(folder: string, now: number): string | undefined {
  const file = join(folder, privateFile);
  try {
    const text = readFileSync(file, 'utf8');
    const ends = Date.parse(new X509Certificate(text).validTo);
    if (ends - now > serverDays * millisecondsPerDay) return text;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
  }
  rmSync(file, { force: true });
  return undefined;
}

/** The first of several servers that start at once wins; the others take what it made. */
function keep(folder: string, text: string): string {
  const file = join(folder, privateFile);
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  chmodSync(temporary, 0o600);
  try {
    linkSync(temporary, file);
    return text;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return readFileSync(file, 'utf8');
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

async function newAuthority(now: number, x509: Library): Promise<string> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Tenantry simulator CA, O=Tenantry simulator',
    ...validFor(authorityDays, now),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return `${certificate.toString('pem')}\n${await pemOf(keys.privateKey)}`;
}

function validFor(days: number, now: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return {
    notBefore: new Date(now - millisecondsPerDay),
    notAfter: new Date(now + (days - 1) * millisecondsPerDay),
  };
}

/** A positive number that nobody else uses, as X.509 wants it. */
export function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}

async function pemOf(key: CryptoKey): Promise<string> {
  const lines = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
    .toString('base64')
    .match(/.{1,64}/g);
  return `-----BEGIN PRIVATE KEY-----\n${lines?.join('\n')}\n-----END PRIVATE KEY-----\n`;
}
