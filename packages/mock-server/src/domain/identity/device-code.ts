import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import type { Application } from './application.ts';
import { readable } from './authorization-code.ts';
import { hashOf } from './hash.ts';
import { refused } from './refused.ts';

/** A sign-in that happens on another device; only hashes of its codes are kept. */
export interface DeviceCode {
  readonly hash: string;
  readonly userCodeHash: string;
  readonly appId: string;
  readonly scope?: string;
  readonly resource?: string;
  readonly expiresAt: number;
  readonly state: 'pending' | 'approved' | 'declined' | 'redeemed';
  readonly tenantId?: string;
  readonly userPrincipalName?: string;
  readonly multiFactor?: boolean;
}

export const deviceCodes = defineCollection<DeviceCode>()({
  name: 'deviceCodes',
  key: (code) => code.hash,
  indexes: { userCode: (code) => code.userCodeHash },
});

/** evidence: docs */
export const deviceCodeSeconds = 15 * 60;
export const pollSeconds = 5;

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const userCodeLength = 9;

export function issueDeviceCode(
  world: World,
  application: Application,
  wanted: Pick<DeviceCode, 'scope' | 'resource'>,
): { readonly deviceCode: string; readonly userCode: string } {
  const codes = world.store.of(deviceCodes);
  const now = world.clock.now();
  for (const oldest of codes.all()) {
    if (now - oldest.expiresAt < deviceCodeSeconds * 1_000) break;
    codes.delete(oldest.hash);
  }
  const deviceCode = readable(world.ids.token(48));
  const userCode = Array.from({ length: userCodeLength }, () => world.ids.random.pick([...letters])).join('');
  codes.put({
    ...wanted,
    hash: hashOf(deviceCode),
    userCodeHash: hashOf(userCode),
    appId: application.appId,
    expiresAt: now + deviceCodeSeconds * 1_000,
    state: 'pending',
  });
  return { deviceCode, userCode };
}

/** The sign-in that a user code stands for. @throws Refusal when there is none that waits */
export function waitingDeviceCode(world: World, userCode: string): DeviceCode {
  const code = world.store.of(deviceCodes).first('userCode', hashOf(userCode.trim().toUpperCase()));
  if (code !== undefined && code.state === 'pending' && world.clock.now() < code.expiresAt) return code;
  throw refused(
    'user_code',
    'That code did not work: it is unknown, used, or too old. Start again on the device.',
    'user_code',
  );
}

export function decideDeviceCode(
  world: World,
  code: DeviceCode,
  decision:
    | { readonly state: 'declined' }
    | {
        readonly state: 'approved';
        readonly tenantId: string;
        readonly userPrincipalName: string;
        readonly multiFactor: boolean;
      },
): void {
  world.store.of(deviceCodes).put({ ...code, ...decision });
}

/** Takes an approved device code, once. @throws Refusal while it waits, and when it is over, declined or unknown */
export function redeemDeviceCode(world: World, application: Application, text: string): DeviceCode {
  const codes = world.store.of(deviceCodes);
  const code = codes.get(hashOf(text));
  if (code === undefined || code.appId !== application.appId) {
    throw refused(
      'grant_unknown',
      "The provided value for the input parameter 'device_code' is not valid.",
      'device_code',
    );
  }
  if (code.state === 'redeemed') throw refused('code_used', 'The device code was already redeemed.');
  if (world.clock.now() >= code.expiresAt) {
    throw refused(
      'device_expired',
      'The provided value for the input parameter device_code is not valid. Device code has expired.',
    );
  }
  if (code.state === 'declined') throw refused('declined', 'The end user denied the authorization request.');
  if (code.state === 'pending')
    throw refused('pending', 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.');
  return codes.put({ ...code, state: 'redeemed' });
}
