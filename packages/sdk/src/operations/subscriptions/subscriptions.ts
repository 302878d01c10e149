import { ConflictError } from '../../http/errors/conflict-error.ts';
import { OperationGroup, type OperationGroupOptions } from '../operation-group.ts';
import type { Platform } from '../platform.ts';
import type { OperationOptions } from '../progress.ts';
import type { ChangePreview, SubscriptionChange } from './change-preview.ts';
import type {
  BuyOptions,
  BuySubscriptionInput,
  EstimatedChange,
  RenewalChange,
  Subscription,
  SubscriptionOperations,
  UpgradeInput,
  UpgradeTarget,
} from './subscription-operations.ts';
import {
  buySubscription,
  renewalChange,
  seats,
  subscriptionChange,
  upgradeInput,
} from './subscription-schemas.ts';

/** Subscriptions of tenants: the same on every platform. Ids are the platform's own, as `list` and `buy` give them. */
export class Subscriptions extends OperationGroup<'subscriptions'> {
  constructor(platform: Platform, options: OperationGroupOptions = {}) {
    super('subscriptions', platform, options);
  }

  /**
   * Buys a licence for a tenant and waits until it is there. Charged at once; it can be cancelled for seven days.
   * With an `idempotencyKey` it can be called again after a crash or a lost answer, and never orders twice.
   * @throws {ValidationError} with every broken rule, before anything is sent
   * @throws {ApiError} when the platform refuses: no agreement, credit, limits
   * @example
   * const licence = await reseller.subscriptions.buy(
   *   { tenant: 435350, product: 'CFQ7TTC0LH18:0001', quantity: 10, term: 'P1Y', billingCycle: 'monthly', alignTo: '2027-06-30' },
   *   { idempotencyKey: 'crm-4712' },
   * );
   */
  async buy(input: BuySubscriptionInput, options: BuyOptions = {}): Promise<Subscription> {
    const order = this.valid(buySubscription, input);
    return (await this.operations('buy')).buy(order as BuySubscriptionInput, options);
  }

  /** Lists the subscriptions of a tenant, ended ones too. */
  async list(tenant: string | number, options: OperationOptions = {}): Promise<Subscription[]> {
    return (await this.operations('list')).list(String(tenant), options);
  }

  /** Reads a subscription. */
  async get(id: string | number, options: OperationOptions = {}): Promise<Subscription> {
    return (await this.operations('get')).get(String(id), options);
  }

  /**
   * Tells before anything is sent what a change costs, whether it can be undone and until when, and which rule forbids it.
   * Amounts are computed from the price the platform shows, for the days that are left, without tax.
   * @throws {ValidationError} when the change is none
   * @example
   * const change = await reseller.subscriptions.preview(licenceId, { quantity: 8 });
   * if (change.allowed) await change.apply();
   * else console.log(change.rule?.message, change.rule?.remedy);
   */
  async preview(
    id: string | number,
    change: SubscriptionChange,
    options: OperationOptions = {},
  ): Promise<ChangePreview> {
    const wanted = this.valid(subscriptionChange, change) as SubscriptionChange;
    const operations = await this.operations('details');
    const details = await operations.details(String(id), options);
    // Loaded when it is needed: the decimal arithmetic is the largest part of it.
    const { previewChange, forbidden } = await import('./preview-change.ts');
    const now = this.platform.environment.now();
    const preview =
      'upgrade' in wanted && !(await reachable(operations, String(id), wanted.upgrade, options))
        ? forbidden(noTarget, now)
        : previewChange(details, wanted, now);
    const customerPays =
      preview.allowed !== false && isEstimated(wanted)
        ? await operations.estimate?.(String(id), wanted, options)
        : undefined;
    return {
      ...preview,
      ...(customerPays && { customerPays }),
      apply: async (applyOptions = options) => {
        if (preview.allowed !== false) return this.#apply(String(id), wanted, applyOptions);
        throw new ConflictError(`${this.platform.name}: ${preview.rule?.message ?? 'It is not allowed.'}`, {
          platform: this.platform.name,
          code: preview.rule?.code,
          solution: preview.rule?.remedy,
        });
      },
    };
  }

  /** Sets the number of seats. More at any time; fewer only within seven days of adding them. @throws {ApiError} when the window is closed */
  async setQuantity(
    id: string | number,
    quantity: number,
    options: OperationOptions = {},
  ): Promise<Subscription> {
    const wanted = this.valid(seats, quantity) as number;
    return (await this.operations('setQuantity')).setQuantity(String(id), wanted, options);
  }

  /** Turns automatic renewal on or off; off deletes what was scheduled. Nothing is charged now. */
  async setAutoRenew(
    id: string | number,
    on: boolean,
    options: OperationOptions = {},
  ): Promise<Subscription> {
    return (await this.operations('setAutoRenew')).setAutoRenew(String(id), on, options);
  }

  /** Says what the renewal applies instead: seats, term, billing cycle. Automatic renewal must be on. */
  async scheduleChange(
    id: string | number,
    change: RenewalChange,
    options: OperationOptions = {},
  ): Promise<Subscription> {
    const wanted = this.valid(renewalChange, change) as RenewalChange;
    return (await this.operations('scheduleChange')).scheduleChange(String(id), wanted, options);
  }

  /** Suspends a subscription: its users cannot work, and it is billed on. */
  async suspend(id: string | number, options: OperationOptions = {}): Promise<Subscription> {
    return (await this.operations('suspend')).suspend(String(id), options);
  }

  /** Puts a suspended subscription back to work. */
  async reactivate(id: string | number, options: OperationOptions = {}): Promise<Subscription> {
    return (await this.operations('reactivate')).reactivate(String(id), options);
  }

  /** Cancels a subscription within its window; the days that are left are paid back. It cannot be reactivated. @throws {ApiError} when the window is closed */
  async cancel(id: string | number, options: OperationOptions = {}): Promise<Subscription> {
    return (await this.operations('cancel')).cancel(String(id), options);
  }

  /** Lists what a subscription can be upgraded to. */
  async upgradeTargets(id: string | number, options: OperationOptions = {}): Promise<UpgradeTarget[]> {
    return (await this.operations('upgradeTargets')).upgradeTargets(String(id), options);
  }

  /** Moves seats to a better product, and waits. It cannot be undone. @throws {ApiError} when the platform refuses */
  async upgrade(
    id: string | number,
    input: UpgradeInput,
    options: OperationOptions = {},
  ): Promise<Subscription> {
    const wanted = this.valid(upgradeInput, input) as UpgradeInput;
    return (await this.operations('upgrade')).upgrade(String(id), wanted, options);
  }

  /** Renews a subscription before its term ends, where a platform can. @throws {UnsupportedOperationError} where it cannot */
  async renewNow(id: string | number, options: OperationOptions = {}): Promise<Subscription> {
    return (await this.operations('renewNow')).renewNow(String(id), options);
  }

  #apply(id: string, change: SubscriptionChange, options: OperationOptions): Promise<Subscription> {
    if ('quantity' in change) return this.setQuantity(id, change.quantity, options);
    if ('autoRenew' in change) return this.setAutoRenew(id, change.autoRenew, options);
    if ('atRenewal' in change) return this.scheduleChange(id, change.atRenewal, options);
    if ('upgrade' in change) return this.upgrade(id, change.upgrade, options);
    if (change.status === 'suspended') return this.suspend(id, options);
    return change.status === 'active' ? this.reactivate(id, options) : this.cancel(id, options);
  }
}

function isEstimated(change: SubscriptionChange): change is EstimatedChange {
  return 'quantity' in change || 'upgrade' in change || ('status' in change && change.status === 'cancelled');
}

const noTarget = {
  code: 'subscription.no_upgrade',
  message: 'The subscription cannot be upgraded to that product.',
  remedy: 'upgradeTargets lists what it can become.',
};

async function reachable(
  operations: SubscriptionOperations,
  id: string,
  { to, into }: UpgradeInput,
  options: OperationOptions,
): Promise<boolean> {
  const targets = await operations.upgradeTargets(id, options);
  const target = targets.find((each) => each.product === to);
  return target !== undefined && (into === undefined || target.existing.includes(into));
}
