import type { Cart } from '../../../domain/orders/cart.ts';
import { orderOf } from '../../../domain/orders/change-order.ts';
import { cartOf, checkOut, createCart, updateCart } from '../../../domain/orders/checkout.ts';
import type { Tenant } from '../../../domain/tenants/tenant.ts';
import type { CartCheckoutResult, NewCart, OrderError } from '../../../generated/partner-center.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { refusals } from '../refusals/index.ts';
import { fromCartLine, toCart } from '../shapes/cart.ts';
import { toOrder } from '../shapes/order.ts';
import { attributes } from '../shapes/resource.ts';
import { customerOf } from './customer.ts';

function wantedOf({ body }: Call<NewCart>) {
  return {
    lines: body.lineItems.map(fromCartLine),
    resellerAttested: body.partnerOnRecordAttestationAccepted === true,
  };
}

function toResult({ world, actor }: Call, tenant: Tenant, cart: Cart): CartCheckoutResult {
  const orderErrors = cart.results.flatMap(({ group, problem }): OrderError[] =>
    problem === undefined
      ? []
      : [{ orderGroupId: group, code: refusals[problem.code]?.[1] ?? 800005, description: problem.message }],
  );
  return {
    orders: cart.results.flatMap(({ orderId }) =>
      orderId === undefined ? [] : [toOrder(world, orderOf(world, actor, tenant, orderId))],
    ),
    ...(orderErrors.length > 0 && { orderErrors }),
    attributes: attributes('CartCheckoutResult'),
  };
}

export const cartOperations = {
  CreateCart: (call: Call<NewCart>) =>
    toCart(createCart(call.world, call.actor, customerOf(call), wantedOf(call))),
  GetCart: (call: Call) =>
    toCart(cartOf(call.world, call.actor, customerOf(call), call.parameters.cartId ?? '')),
  UpdateCart: (call: Call<NewCart>) =>
    toCart(
      updateCart(call.world, call.actor, customerOf(call), call.parameters.cartId ?? '', wantedOf(call)),
    ),
  CheckoutCart: (call: Call) => {
    const tenant = customerOf(call);
    return toResult(call, tenant, checkOut(call.world, call.actor, tenant, call.parameters.cartId ?? ''));
  },
} satisfies Record<string, OperationHandler>;
