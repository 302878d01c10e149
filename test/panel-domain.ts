import { users } from '../packages/mock-server/src/domain/companies/user.ts';
import { notifications } from '../packages/mock-server/src/domain/notifications/notification.ts';
import { signUpCustomer } from '../packages/mock-server/src/domain/panels/customer-accounts.ts';
import { activate } from '../packages/mock-server/src/domain/panels/invitation.ts';
import type { PanelActor } from '../packages/mock-server/src/domain/panels/panel-role.ts';
import { signInToPanel } from '../packages/mock-server/src/domain/panels/panel-session.ts';
import { Refusal } from '../packages/mock-server/src/domain/refusal.ts';
import { simulatedPassword } from '../packages/mock-server/src/domain/simulated-secrets.ts';
import { seedEmpty } from '../packages/mock-server/src/seeds/empty.ts';
import { World } from '../packages/mock-server/src/world.ts';

const origin = new World({ seed: seedEmpty });

export function panelWorld(): World {
  return origin.fork();
}

export const administrator = 'administrator@harborcloud.example';
export const staff = 'support@harborcloud.example';
export const serviceDesk = 'desk@us.marketplace.example';
export const foreignAdministrator = 'administrator@nubedelvalle.example';

export const address = {
  streetAddress: '101, Any Street',
  postalCode: '20170',
  city: 'Herndon',
  state: 'VA',
  countryCode: 'US',
};
export const contact = {
  firstName: 'John',
  lastName: 'Smith',
  email: 'john@customer.example',
  phoneNumber: '1##8881234567#',
};

export function as(world: World, username: string, password = simulatedPassword): PanelActor {
  return signInToPanel(world, username, password).actor;
}

/** A customer with its administrator, who has activated its user. */
export function signedUp(world: World, credentialsTo = 'customer', seller = administrator) {
  const account = signUpCustomer(world, as(world, seller), {
    name: 'Puerto Verde',
    language: 'en',
    address,
    contact,
    credentialsTo,
  });
  return { account, id: String(account.company.id) };
}

/** The token of the last invitation by mail. */
export function invitationOf(world: World, to: string): string {
  const mail = [...world.store.of(notifications).all()].findLast((each) => each.to === to);
  return /Activation: (\S+)/.exec(mail?.body ?? '')?.[1] ?? '';
}

export function activated(world: World, email: string): PanelActor {
  const user = activate(world, invitationOf(world, email), simulatedPassword);
  return as(world, user.username);
}

export function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (reason) {
    if (reason instanceof Refusal) return reason.code;
    throw reason;
  }
  return undefined;
}

export function userNamed(world: World, username: string) {
  const user = world.store.of(users).first('username', username);
  if (user === undefined) throw new Error(`There is no user ${username}.`);
  return user;
}

export const minute = 60_000;

export function pass(world: World, milliseconds: number): void {
  world.scheduler.advanceTo(world.clock.now() + milliseconds);
}
