import type { ProductKey } from '../service-plans/find-product.ts';
import type { GivenPeriod } from '../service-plans/period.ts';

/** A product of an order as it is sent. */
export interface WantedLine extends ProductKey {
  readonly quantity?: number | string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly targetSubscriptionId?: string | undefined;
  readonly newMpn?: string | undefined;
  readonly newId?: string | undefined;
  readonly parameters?: readonly { readonly name: string; readonly value?: unknown }[] | undefined;
  readonly specialPrice?: { readonly currency: string; readonly amount: string } | undefined;
}

/** An order as it is sent. */
export interface WantedOrder {
  readonly type: string;
  readonly customerId: string;
  readonly poNumber?: string | null | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly lines: readonly WantedLine[];
  readonly subscriptionId?: string | undefined;
  readonly targetSubscriptionId?: string | undefined;
  readonly planId?: string | undefined;
  readonly subscriptionPeriod?: GivenPeriod | undefined;
  readonly scheduledOn?: string | undefined;
  readonly upgradeStartType?: string | undefined;
  readonly isMove: boolean;
  readonly alignment?:
    | { readonly alignmentType?: string | undefined; readonly subscriptionId?: number | undefined }
    | undefined;
  readonly autorenewal?: boolean | undefined;
  readonly startDate?: string | undefined;
  readonly expirationDate?: string | undefined;
  readonly migrationProgram?: string | undefined;
}
