import { expect } from 'vitest';
import { call } from './partner-center-calls.ts';

export const password = 'Palta-Verde-27';

/** Microsoft 365 Business Basic and Standard. */
export const basic = '3b555118-da6a-4418-894f-7df1e2096870';
export const standard = 'f245ecc8-75af-4f8e-b61f-27d8114de5f3';

export function newUser(name: string, more: object = {}) {
  return {
    userPrincipalName: `${name}@textilesrimac.onmicrosoft.com`,
    displayName: name,
    firstName: name,
    usageLocation: 'PE',
    passwordProfile: { password, forceChangePassword: true },
    ...more,
  };
}

export async function addUser(path: string, name: string, more: object = {}): Promise<string> {
  const { status, body } = await call('POST', `${path}/users`, newUser(name, more));
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}
