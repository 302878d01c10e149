import { shownStatus } from '../../../domain/account-subscriptions/find-subscriptions.ts';
import { requireProfile } from '../../../domain/accounts/account-profile.ts';
import { productNamed } from '../../../domain/catalogue/catalogue.ts';
import { companies } from '../../../domain/companies/company.ts';
import { isoOfCountry } from '../../../domain/companies/country.ts';
import { users } from '../../../domain/companies/user.ts';
import { ownCompany } from '../../../domain/panels/balance.ts';
import {
  assignService,
  serviceNamed,
  servicesOf,
  unassignService,
  usersOf,
} from '../../../domain/panels/service-places.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { OwnAccount, Service } from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { dateOf } from '../../../kernel/calendar.ts';
import type { World } from '../../../world.ts';
import { pageOf, panelActor } from '../panel-call.ts';

/** A service without its money: limited administrators read it. */
function toService(world: World, service: Subscription): Service {
  const { id, displayName, productName, quantity, termEnd } = service;
  return {
    id: String(id),
    name: displayName,
    vendor: productNamed(productName)?.vendor ?? '',
    status: shownStatus(service),
    seats: quantity,
    ...(termEnd !== undefined && { renewsOn: dateOf(termEnd) }),
    users: usersOf(world, service).map((userId) => ({
      id: String(userId),
      username: world.store.of(users).get(userId)?.username ?? '',
    })),
  };
}

function named(call: Call): Subscription {
  return serviceNamed(call.world, panelActor(call), call.parameters.serviceId ?? '');
}

function place(change: typeof assignService) {
  return (call: Call): Service => {
    const service = named(call);
    change(call.world, panelActor(call), service, call.parameters.userId ?? '');
    return toService(call.world, service);
  };
}

export const serviceOperations = {
  getOwnAccount: (call: Call): OwnAccount => {
    const company = ownCompany(call.world, panelActor(call));
    const seller =
      company.parentId === undefined ? undefined : call.world.store.of(companies).get(company.parentId);
    return {
      id: String(company.id),
      name: company.name,
      status: requireProfile(call.world, company.id).status,
      countryCode: isoOfCountry(company.country),
      sellerName: seller?.name ?? '',
    };
  },
  listServices: (call: Call) => {
    const { world } = call;
    return pageOf(call, servicesOf(world, panelActor(call)), (service) => toService(world, service));
  },
  getService: (call: Call): Service => toService(call.world, named(call)),
  assignService: place(assignService),
  unassignService: place(unassignService),
} satisfies Record<string, OperationHandler>;
