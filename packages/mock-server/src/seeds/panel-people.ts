import { systemActor } from '../domain/actor.ts';
import { companies } from '../domain/companies/company.ts';
import { keepPassword } from '../domain/companies/password.ts';
import { users } from '../domain/companies/user.ts';
import { type Credential, credentials } from '../domain/credentials.ts';
import { keepPerson } from '../domain/panels/panel-person.ts';
import type { PersonRole } from '../domain/panels/panel-role.ts';
import { simulatedPassword } from '../domain/simulated-secrets.ts';
import type { World } from '../world.ts';

interface Peopled {
  readonly platform: Credential['platform'];
  readonly marketplace: string;
  readonly providerId: number;
  readonly resellerId: number;
  /** Fixed, so that those of nothing else move. */
  readonly firstUserId: number;
}

const peopled: readonly Peopled[] = [
  {
    platform: 'ingramPanels',
    marketplace: 'us',
    providerId: 120_001,
    resellerId: 320_001,
    firstUserId: 331_001,
  },
  {
    platform: 'ingramPanelsMx',
    marketplace: 'mx',
    providerId: 120_002,
    resellerId: 320_002,
    firstUserId: 331_011,
  },
  {
    platform: 'ingramPanelsEu',
    marketplace: 'de',
    providerId: 120_003,
    resellerId: 320_003,
    firstUserId: 331_021,
  },
];

/** People of the marketplaces' resellers who can sign in to the panels, and the distributors' service desks. */
export function layPanelPeople(world: World): void {
  for (const { platform, marketplace, providerId, resellerId, firstUserId } of peopled) {
    const name = (companyId: number, who: string) =>
      `${who}@${world.store.of(companies).get(companyId)?.domains[0] ?? 'marketplace.example'}`;
    const [username, staffUsername, serviceDeskUsername] = [
      name(resellerId, 'administrator'),
      name(resellerId, 'support'),
      name(providerId, 'desk'),
    ];
    const people: readonly (readonly [string, number, PersonRole, string, string])[] = [
      [username, resellerId, 'resellerAdministrator', 'Alma', 'Costa'],
      [staffUsername, resellerId, 'resellerStaff', 'Noel', 'Ibarra'],
      [serviceDeskUsername, providerId, 'serviceDesk', 'Iris', 'Vance'],
    ];
    for (const [index, [email, companyId, role, firstName, lastName]] of people.entries()) {
      const user = world.store.of(users).put({
        id: firstUserId + index,
        parentId: companyId,
        state: 'Active',
        username: email,
        email,
        firstName,
        lastName,
        mfa: false,
        passwordHistory: [],
      });
      keepPassword(world, systemActor, user, simulatedPassword);
      const createdAt = world.clock.now();
      keepPerson(world, { userId: user.id, companyId, role, state: 'active', createdAt, wrongPasswords: 0 });
    }
    const values = {
      marketplace,
      username,
      staffUsername,
      serviceDeskUsername,
      resellerId: String(resellerId),
    };
    world.store.of(credentials).put({ platform, values });
  }
}
