import { defineCollection } from '../../kernel/collection.ts';
import { StateMachine } from '../../kernel/state-machine.ts';
import type { World } from '../../world.ts';
import type { Actor } from '../actor.ts';
import type { FieldValue } from '../catalogue/product.ts';
import { companies } from '../companies/company.ts';
import { isWithin, permit } from '../companies/scope.ts';
import { Refusal } from '../refusal.ts';
import type { OrderCharge } from './order-charge.ts';

export type SalesOrderType = 'sales' | 'change' | 'renewal' | 'cancellation' | 'migration';

export type SalesOrderStatus = 'submitted' | 'processing' | 'completed' | 'error' | 'cancelled';

export const salesOrderStates = new StateMachine<SalesOrderStatus>('sales order', {
  submitted: ['processing', 'cancelled'],
  processing: ['completed', 'error', 'cancelled'],
  error: ['processing', 'cancelled'],
  completed: [],
  cancelled: [],
});

/** How far an order is, in the platform's own letters. evidence: docs for completed, cancelled and provisioning, the others are modelled */
export const statusCodes = {
  new: 'NW',
  creditCheck: 'CC',
  scheduled: 'SC',
  provisioning: 'LO',
  completed: 'CP',
  failed: 'PF',
  cancelled: 'CL',
} as const;

export type StatusCode = (typeof statusCodes)[keyof typeof statusCodes];

/** What an order does about one product. */
export type LineStep =
  | 'CREATE'
  | 'UPGRADE'
  | 'CHANGE_PLAN_PERIOD'
  | 'MOVE'
  | 'RENEW'
  | 'CANCEL'
  | 'MIGRATION';

export interface SentParameter {
  readonly name: string;
  readonly value: string;
}

export interface SalesOrderLine {
  readonly step: LineStep;
  /** Number of the product, in its way to be bought. */
  readonly productId: string;
  readonly quantity: number;
  /** What the product's own fields are ordered with. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly parameters: readonly SentParameter[];
  /** Put in by the platform, since another line needs it. */
  readonly added?: true;
  /** The service that was made, or that it is about. */
  readonly serviceId?: number;
  /** The service that a new one is to be part of. */
  readonly headId?: number;
  /** The Microsoft tenant, among several, that it is for. */
  readonly tenantId?: string;
  /** A switch: to which product, and which service takes the seats. */
  readonly newProductId?: string;
  readonly targetId?: number;
  /** The service that a switch has made. */
  readonly newServiceId?: number;
  /** Price for the customer that the order itself sets: decimal string. */
  readonly specialPrice?: string;
  readonly done?: true;
}

/** When a service began and ends that comes from elsewhere. */
export interface MigratedTerm {
  readonly startedAt: number;
  readonly endsAt: number;
  readonly program?: string;
}

/** An order at a marketplace. */
export interface SalesOrder {
  readonly id: number;
  readonly orderNumber: string;
  readonly type: SalesOrderType;
  readonly companyId: number;
  readonly resellerId: number;
  readonly status: SalesOrderStatus;
  readonly statusCode: StatusCode;
  readonly createdAt: number;
  readonly provisionedAt?: number;
  readonly poNumber?: string | null;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly lines: readonly SalesOrderLine[];
  /** Of what it charges when all goes well. */
  readonly currency: string;
  readonly charges: readonly OrderCharge[];
  /** Whether a check that it waited for was passed. */
  readonly creditChecked: boolean;
  readonly placedBy: Pick<Actor, 'userId' | 'username'>;
  readonly autoRenew: boolean;
  readonly termEnd?: number;
  readonly migrated?: MigratedTerm;
  /** Its effect comes with the renewal. */
  readonly onRenewal?: true;
  readonly isMove?: true;
  readonly alignment?: { readonly alignmentType?: string; readonly subscriptionId?: number };
  readonly failure?: { readonly code: string; readonly message: string };
}

export const salesOrders = defineCollection<SalesOrder>()({
  name: 'salesOrders',
  key: (order) => order.id,
  indexes: {
    company: (order) => order.companyId,
    service: (order) => [
      ...new Set(
        order.lines.flatMap(({ serviceId, headId, newServiceId }) =>
          [serviceId, headId, newServiceId].filter((id) => id !== undefined),
        ),
      ),
    ],
  },
});

const prefixes: Readonly<Record<SalesOrderType, string>> = {
  sales: 'SO',
  change: 'CH',
  renewal: 'RN',
  cancellation: 'CA',
  migration: 'MG',
};

/** evidence: docs for SO and CH, the others are modelled */
export function orderNumberOf(type: SalesOrderType, id: number): string {
  return `${prefixes[type]}${String(id).padStart(6, '0')}`;
}

/** An order of the actor's own tree. @throws Refusal of kind `not-found` */
export function salesOrderInScope(world: World, actor: Actor, id: string): SalesOrder {
  permit(actor, 'services.read');
  const order = /^\d{1,15}$/.test(id) ? world.store.of(salesOrders).get(Number(id)) : undefined;
  const { companyId } = actor;
  if (order !== undefined && (companyId === undefined || isWithin(world, order.companyId, companyId)))
    return order;
  throw new Refusal('not-found', 'sales_order.not_found', `There is no order with id ${id}.`, 'id');
}

/** The orders of an account and all below it, newest first. */
export function salesOrdersBelow(world: World, actor: Actor, companyId: number): SalesOrder[] {
  permit(actor, 'services.read');
  return collect(world, companyId).sort((left, right) => right.id - left.id);
}

function collect(world: World, companyId: number): SalesOrder[] {
  const own = world.store.of(salesOrders).find('company', companyId);
  const below = world.store.of(companies).find('parent', companyId);
  return [...own, ...below.flatMap((company) => collect(world, company.id))];
}

/** Orders about a service that are not through. */
export function openOrdersOf(world: World, serviceId: number): SalesOrder[] {
  return world.store
    .of(salesOrders)
    .find('service', serviceId)
    .filter(({ status, onRenewal }) => (status === 'submitted' || status === 'processing') && !onRenewal);
}
