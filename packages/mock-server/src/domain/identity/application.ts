import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { addPeriod, parseInstant } from '../../kernel/calendar.ts';
import { defineCollection } from '../../kernel/collection.ts';
import { derivedId } from '../../kernel/derived-id.ts';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import { directoryOf } from './directory.ts';
import { hashOf } from './hash.ts';

/** A password of an application: only its hash is kept. */
interface ApplicationSecret {
  readonly hash: string;
  readonly expiresAt: number;
}

export interface ApplicationCertificate {
  /** SHA-1 and SHA-256 of the certificate, base64url: what `x5t` and `x5t#S256` of an assertion say. */
  readonly thumbprint: string;
  readonly thumbprintSha256: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/** What an application may do with an API, once consented to. */
export interface ApplicationPermissions {
  readonly resourceAppId: string;
  /** In the name of a user: `scp`. */
  readonly scopes: readonly string[];
  /** By itself: `roles`. */
  readonly roles: readonly string[];
}

/** An application registered in a tenant of the world. Its home tenant has consented to its permissions. */
export interface Application {
  readonly appId: string;
  /** Its home tenant. */
  readonly tenantId: string;
  readonly displayName: string;
  /** Needs no secret where a user signs in. */
  readonly publicClient: boolean;
  readonly secrets: readonly ApplicationSecret[];
  readonly certificates: readonly ApplicationCertificate[];
  readonly redirectUris: readonly string[];
  readonly permissions: readonly ApplicationPermissions[];
  /** Which tokens it takes where it is an API itself. */
  readonly tokenVersion?: 1 | 2;
}

export const applications = defineCollection<Application>()({
  name: 'applications',
  key: (application) => application.appId,
  indexes: { tenant: (application) => application.tenantId },
});

export interface NewApplication extends Partial<Omit<Application, 'secrets' | 'certificates'>> {
  readonly displayName: string;
  readonly tenantId: string;
  readonly secret?: string;
  /** ISO 8601 period that the secret is good for; two years unless said otherwise. */
  readonly secretLifetime?: string;
  readonly secretExpiresAt?: string;
}

/** Registers an application, or registers it anew. @throws Refusal when the tenant is none of the world's */
export function registerApplication(world: World, input: NewApplication): Application {
  const directory = directoryOf(world, input.tenantId);
  if (directory === undefined) {
    throw new Refusal(
      'not-found',
      'identity.tenant_unknown',
      `tenant "${input.tenantId}" is no tenant of this world; name one by id or by domain.`,
      'tenant',
    );
  }
  const { tenantId } = directory;
  const appId = (input.appId ?? derivedId(`application ${tenantId} ${input.displayName}`)).toLowerCase();
  const now = world.clock.now();
  const expiresAt =
    input.secretExpiresAt !== undefined
      ? parseInstant(input.secretExpiresAt)
      : addPeriod(now, input.secretLifetime ?? 'P2Y');
  return world.store.of(applications).put({
    appId,
    tenantId,
    displayName: input.displayName,
    publicClient: input.publicClient ?? false,
    secrets: input.secret === undefined ? [] : [{ hash: hashOf(input.secret), expiresAt }],
    certificates: [],
    redirectUris: input.redirectUris ?? [],
    permissions: input.permissions ?? [],
    ...(input.tokenVersion !== undefined && { tokenVersion: input.tokenVersion }),
  });
}

/** Registers a certificate that an application signs its assertions with. @throws Refusal when it is none */
export function addCertificate(world: World, appId: string, pem: string): ApplicationCertificate {
  const application = world.store.of(applications).get(appId.toLowerCase());
  if (application === undefined) {
    throw new Refusal(
      'not-found',
      'identity.application_unknown',
      `applicationId "${appId}" is no application of this world; register it first.`,
      'applicationId',
    );
  }
  const certificate = certificateOf(pem);
  world.store
    .of(applications)
    .put({ ...application, certificates: [...application.certificates, certificate] });
  return certificate;
}

function certificateOf(pem: string): ApplicationCertificate {
  try {
    const { raw, publicKey } = new X509Certificate(pem);
    return {
      thumbprint: createHash('sha1').update(raw).digest('base64url'),
      thumbprintSha256: createHash('sha256').update(raw).digest('base64url'),
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  } catch {
    throw new Refusal(
      'invalid',
      'identity.certificate',
      'certificate must be one X.509 certificate in PEM; leave its private key out.',
      'certificate',
    );
  }
}

export function keyOf(certificate: ApplicationCertificate) {
  return createPublicKey(certificate.publicKey);
}
