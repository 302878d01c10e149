import type { Actor } from '../domain/actor.ts';
import { catalogItemIdOf, isMicrosoft } from '../domain/catalogue/availability.ts';
import { productOfOffer } from '../domain/catalogue/catalogue.ts';
import type { WantedLine } from '../domain/orders/cart.ts';
import { checkOut, createCart } from '../domain/orders/checkout.ts';
import { actorOfPartnerUser } from '../domain/partners/access-token.ts';
import { currentTemplate } from '../domain/partners/agreement-template.ts';
import { createCustomer } from '../domain/partners/create-customer.ts';
import { confirmAgreement } from '../domain/partners/customer-agreement.ts';
import { partners } from '../domain/partners/partner.ts';
import { addLegacySubscription } from '../domain/subscriptions/legacy.ts';
import type { Tenant } from '../domain/tenants/tenant.ts';
import { addPeriod, isoOf } from '../kernel/calendar.ts';
import type { World } from '../world.ts';
import { providerId } from './foundation.ts';

/** A customer that the provider serves itself, through Partner Center alone: what ICP does not sell, and what is left of legacy commerce. */
export function addDirectCustomer(world: World): void {
  const partner = world.store.of(partners).get(providerId);
  if (partner === undefined) throw new Error('The seed has no provider.');
  const actor = actorOfPartnerUser(partner, `cloud@${partner.domain}`);
  const { tenant } = createCustomer(world, actor, {
    domain: 'museodelsur.onmicrosoft.com',
    companyName: 'MUSEO DEL SUR',
    profile: {
      firstName: 'Elena',
      lastName: 'Rojas',
      email: 'administracion@museodelsur.example',
      culture: 'es-CL',
      language: 'es',
      address: {
        addressLine1: 'Calle del Arte 12',
        city: 'Valparaiso',
        postalCode: '2340000',
        country: 'CL',
        phoneNumber: '+56 32 555 0100',
      },
    },
  });
  confirmAgreement(world, actor, tenant, {
    templateId: currentTemplate.templateId,
    type: currentTemplate.type,
    dateAgreed: isoOf(world.clock.now()),
    contact: {
      firstName: 'Elena',
      lastName: 'Rojas',
      email: 'elena.rojas@museodelsur.example',
      phoneNumber: '+56 32 555 0100',
    },
  });
  const startedAt = addPeriod(world.clock.now(), '-P5M');
  const base = addLegacySubscription(world, {
    tenant,
    offerId: '91FD106F-4B2C-4938-95AC-F54F74E9A239',
    quantity: 12,
    startedAt,
  });
  addLegacySubscription(world, {
    tenant,
    offerId: 'C94271D8-B431-4A25-A3C5-A57737A1C909',
    quantity: 12,
    startedAt,
    ...(base.vendorReferenceId !== undefined && { parentReferenceId: base.vendorReferenceId }),
  });
  buy(world, actor, tenant, [
    line(world, 'CFQ7TTC0LFLX:0009', { quantity: 25 }),
    line(world, 'DG7GMGF0D5RK:0005', { quantity: 2, term: 'P1Y', cycle: 'annual' }),
    line(world, 'DZH318Z0C0PB:0001', { quantity: 10, term: 'P1M', cycle: 'monthly' }),
  ]);
}

function line(world: World, offerId: string, wanted: Omit<WantedLine, 'catalogItemId'>): WantedLine {
  const product = productOfOffer(offerId);
  if (!isMicrosoft(product)) throw new Error(`The catalogue has no ${offerId}.`);
  return { catalogItemId: catalogItemIdOf(world, product), ...wanted };
}

function buy(world: World, actor: Actor, tenant: Tenant, lines: readonly WantedLine[]): void {
  const cart = createCart(world, actor, tenant, { lines, resellerAttested: false });
  const { results } = checkOut(world, actor, tenant, cart.id);
  const failed = results.find((result) => result.orderId === undefined);
  if (failed) throw new Error(`The seed could not buy: ${failed.problem?.message}`);
}
