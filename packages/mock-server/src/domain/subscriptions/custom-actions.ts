import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import { planUsage, stopUsage } from '../billing/charge.ts';
import { field } from '../catalogue/build.ts';
import type { FieldDefinition, FieldValue } from '../catalogue/product.ts';
import { companies } from '../companies/company.ts';
import { permit, serviceInScope } from '../companies/scope.ts';
import { notify } from '../notifications/notification.ts';
import { Refusal } from '../refusal.ts';
import { auditSubscription } from './audit-subscription.ts';
import { dependentsOf } from './change.ts';
import { type Subscription, subscriptionStates, subscriptions } from './subscription.ts';

interface CustomAction {
  readonly name: string;
  readonly displayName: string;
  readonly icon: string;
  readonly fields: readonly FieldDefinition[];
  offered(subscription: Subscription): boolean;
  run(
    world: World,
    actor: Actor,
    subscription: Subscription,
    values: Readonly<Record<string, FieldValue | null>>,
  ): void;
}

const suspendable = new Set(['licence', 'azure-subscription', 'azure-plan', 'backup']);

/** The actions that services offer. ICP has the operation; which actions there are has no public source. evidence: modelled */
const actions: readonly CustomAction[] = [
  {
    name: 'SUSPEND',
    displayName: 'Suspend',
    icon: 'pause',
    fields: [],
    offered: (subscription) => subscription.state === 'active' && suspendable.has(subscription.kind),
    run: (world, actor, subscription) => {
      // evidence: docs, a suspended licence is still billed; a suspended Azure subscription uses nothing
      stopUsage(world, subscription);
      for (const child of subscription.kind === 'azure-plan' ? dependentsOf(world, subscription) : []) {
        if (child.kind === 'azure-subscription' && child.state === 'active') {
          stopUsage(world, child);
          setState(world, actor, child, 'suspended');
        }
      }
      setState(world, actor, subscription, 'suspended');
    },
  },
  {
    name: 'REACTIVATE',
    displayName: 'Reactivate',
    icon: 'play',
    fields: [],
    offered: (subscription) => subscription.state === 'suspended',
    run: (world, actor, subscription) => {
      setState(world, actor, subscription, 'active');
      const current = world.store.of(subscriptions).get(subscription.id);
      if (current?.billingCycle === 'usage') planUsage(world, current, world.clock.now());
    },
  },
  {
    name: 'RESTOREADMINRIGHTS',
    displayName: 'Restore administrator permissions',
    icon: 'key',
    fields: [],
    offered: (subscription) => subscription.kind === 'azure-subscription' && subscription.state === 'active',
    run: (world, actor, subscription) => auditSubscription(world, actor, subscription, 'AdminRightsRestored'),
  },
  {
    name: 'SENDKEYS',
    displayName: 'Send licence keys',
    icon: 'download',
    fields: [field('Email', 'Send to', { display: 'Mandatory', validator: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+' })],
    offered: (subscription) => subscription.licenceKeys !== undefined && subscription.state === 'active',
    run: (world, actor, subscription, values) => {
      const to = values.Email;
      if (typeof to !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to)) {
        throw new Refusal(
          'invalid',
          'custom_action.email',
          'Email must be an e-mail address; write name@example.com.',
          'Email',
        );
      }
      const company = world.store.of(companies).get(subscription.companyId);
      notify(world, {
        kind: 'licence-keys',
        to,
        subject: `Keys of ${subscription.displayName}`,
        body: `${company?.name ?? ''}\n${(subscription.licenceKeys ?? []).join('\n')}`,
        companyId: subscription.companyId,
      });
      auditSubscription(world, actor, subscription, 'KeysRevealed', to);
    },
  },
];

/** What a service offers now. */
export function offeredActions(world: World, actor: Actor, id: number): readonly CustomAction[] {
  permit(actor, 'services.read');
  const subscription = serviceInScope(world, actor, id);
  return actions.filter((action) => action.offered(subscription));
}

/** Runs an action that a service offers. @throws Refusal naming those it does */
export function executeAction(
  world: World,
  actor: Actor,
  id: number,
  name: string,
  values: Readonly<Record<string, FieldValue | null>>,
): void {
  permit(actor, 'services.write');
  const subscription = serviceInScope(world, actor, id, 'AccountId');
  requireAction(world, actor, id, name).run(world, actor, subscription, values);
}

export function requireAction(world: World, actor: Actor, id: number, name: string): CustomAction {
  const offered = offeredActions(world, actor, id);
  const action = offered.find((each) => each.name === name);
  if (action !== undefined) return action;
  throw new Refusal(
    'invalid',
    'custom_action.unknown',
    `action "${name}" is not offered by account ${id} now; it offers: ${offered.map((each) => each.name).join(', ') || 'none'}.`,
    'action',
  );
}

function setState(
  world: World,
  actor: Actor,
  subscription: Subscription,
  state: 'active' | 'suspended',
): void {
  const current = world.store.of(subscriptions).get(subscription.id) ?? subscription;
  const changed = world.store
    .of(subscriptions)
    .put({ ...current, state: subscriptionStates.move(current.state, state) });
  auditSubscription(world, actor, changed, state === 'active' ? 'Reactivated' : 'Suspended');
}
