import { addPerson, changePerson, inviteAgain } from '../../../domain/panels/change-people.ts';
import { invite } from '../../../domain/panels/invitation.ts';
import { type Person, peopleOf } from '../../../domain/panels/panel-person.ts';
import type { CustomerRole } from '../../../domain/panels/panel-role.ts';
import { assignService, serviceNamed } from '../../../domain/panels/service-places.ts';
import type {
  NewStaff,
  NewUser,
  PanelUser,
  StaffChange,
  UserChange,
} from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { isoOf } from '../../../kernel/calendar.ts';
import { pageOf, panelActor } from '../panel-call.ts';

function toPanelUser({ user, known }: Person): PanelUser {
  const { phoneNumber, address, lastSignIn } = known;
  return {
    id: String(user.id),
    username: user.username,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    role: known.role,
    state: known.state,
    createdAt: isoOf(known.createdAt),
    ...(phoneNumber !== undefined && { phoneNumber }),
    ...(address !== undefined && { address: addressOf(address) }),
    ...(lastSignIn !== undefined && { lastSignIn: isoOf(lastSignIn) }),
  };
}

function addressOf({
  state,
  streetAddress,
  postalCode,
  city,
  countryCode,
}: NonNullable<Person['known']['address']>) {
  return { streetAddress, postalCode, city, countryCode, ...(state !== undefined && { state }) };
}

const idOf = ({ parameters }: Call) => parameters.userId ?? '';

function list(call: Call) {
  return pageOf(call, peopleOf(call.world, panelActor(call).companyId), toPanelUser);
}

function change(call: Call<StaffChange | UserChange>): PanelUser {
  return toPanelUser(changePerson(call.world, panelActor(call), idOf(call), call.body));
}

function again(call: Call): PanelUser {
  return toPanelUser(inviteAgain(call.world, panelActor(call), idOf(call)));
}

export const peopleOperations = {
  listStaff: list,
  createStaff: (call: Call<NewStaff>) => {
    const actor = panelActor(call);
    const { companyId } = actor;
    const person = addPerson(call.world, actor, { ...call.body, companyId, role: 'resellerStaff' });
    return toPanelUser(invite(call.world, person, 'userInvited'));
  },
  updateStaff: change,
  inviteStaff: again,
  listUsers: list,
  createUser: (call: Call<NewUser>) => {
    const { world, body } = call;
    const actor = panelActor(call);
    const { serviceIds = [], sendInvitation = true, role, ...wanted } = body;
    const { companyId } = actor;
    const person = addPerson(world, actor, { ...wanted, companyId, role: role as CustomerRole });
    for (const id of serviceIds)
      assignService(world, actor, serviceNamed(world, actor, id), String(person.user.id));
    return toPanelUser(sendInvitation ? invite(world, person, 'userInvited') : person);
  },
  updateUser: change,
  inviteUser: again,
} satisfies Record<string, OperationHandler>;
