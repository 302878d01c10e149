import type { Actor } from '../packages/mock-server/src/domain/actor.ts';
import { companies } from '../packages/mock-server/src/domain/companies/company.ts';
import { layFoundation, marketplaceId, resellerId } from '../packages/mock-server/src/seeds/foundation.ts';
import type { World } from '../packages/mock-server/src/world.ts';

export const customer = 500_001;

/** What every seed begins with, and one customer. */
export function laySmallWorld(world: World): Actor {
  const { actor } = layFoundation(world);
  world.store.of(companies).put({
    id: customer,
    numericId: 1,
    kind: 'company',
    parentId: resellerId,
    resellerId,
    state: 'Active',
    name: 'UNO',
    domains: ['uno.example'],
    email: 'a@uno.example',
    address: '',
    city: 'Lima',
    zip: '15001',
    country: 'Peru',
    currency: 'PEN',
    marketplaceIds: [marketplaceId],
    createdAt: world.clock.now(),
  });
  world.ids.reserve('account', customer);
  return actor;
}
