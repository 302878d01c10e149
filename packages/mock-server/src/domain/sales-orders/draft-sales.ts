import { azurePlanName } from '../catalogue/microsoft-azure.ts';
import { Refusal } from '../refusal.ts';
import { findProduct } from '../service-plans/find-product.ts';
import {
  dependenciesOf,
  firstWayToBuy,
  type PlanProduct,
  planProducts,
} from '../service-plans/service-plan.ts';
import { termEndOf } from './alignment.ts';
import { type Draft, type DraftContext, quantityOf } from './draft.ts';
import { checkParameters } from './parameter.ts';
import type { SalesOrderLine, SentParameter } from './sales-order.ts';
import { activeServices } from './tenant-services.ts';
import type { WantedLine } from './wanted-order.ts';

/** A sale: what is named, after what it needs and the customer has not. evidence: docs, the platform adds what is missing */
export function draftSales(context: DraftContext): Draft {
  const { wanted } = context;
  if (wanted.lines.length === 0)
    throw new Refusal(
      'invalid',
      'sales_order.no_products',
      'products is empty; name at least one.',
      'products',
    );
  const named = wanted.lines.map((line) => findProduct(line));
  const lines: SalesOrderLine[] = [];
  for (const [index, planProduct] of named.entries()) {
    const line = wanted.lines[index];
    if (line !== undefined)
      lines.push(...draftLines(context, line, planProduct, [...named, ...drafted(lines)]));
  }
  const sorted = [...lines].sort((left, right) => depthOf(left) - depthOf(right));
  const termEnd = termEndOf(context, named);
  return {
    lines: sorted,
    autoRenew: wanted.autorenewal ?? true,
    ...(termEnd !== undefined && { termEnd }),
  };
}

/** A line of an order, and those that the platform puts before it. */
export function draftLines(
  { world, company, checksParameters }: DraftContext,
  line: WantedLine,
  planProduct: PlanProduct,
  ordered: readonly PlanProduct[],
): SalesOrderLine[] {
  const quantity = quantityOf(line, planProduct);
  checkOnce({ world, company }, planProduct);
  const added = dependenciesOf(planProduct)
    .filter(
      ({ name }) =>
        !ordered.some(({ product }) => product.name === name) &&
        activeServices(world, company.id, name).length === 0,
    )
    .flatMap((product) => firstWayToBuy(product) ?? []);
  const sent = sentParameters(line);
  const checked = checkParameters(world, company, { planProduct, added, quantity, sent });
  const problems = checked.results.filter(({ problem }) => problem !== undefined);
  const [first] = problems;
  if (checksParameters && first !== undefined) {
    throw new Refusal(
      'invalid',
      'sales_order.parameter',
      problems.map(({ problem }) => problem).join(' '),
      first.parameter.name,
    );
  }
  const price = specialPriceOf(line);
  return [
    ...added.map(
      (each): SalesOrderLine => ({
        step: 'CREATE',
        productId: each.id,
        quantity: 1,
        fields: checked.fields.get(each.product.name) ?? {},
        parameters: sent,
        added: true,
      }),
    ),
    {
      step: 'CREATE',
      productId: planProduct.id,
      quantity,
      fields: checked.fields.get(planProduct.product.name) ?? {},
      parameters: sent,
      ...(checked.tenantId !== undefined && { tenantId: checked.tenantId }),
      ...(price !== undefined && { specialPrice: price }),
    },
  ];
}

/** A tenant has one Azure plan. evidence: docs */
function checkOnce(
  { world, company }: Pick<DraftContext, 'world' | 'company'>,
  { product }: PlanProduct,
): void {
  if (product.name !== azurePlanName) return;
  const [held] = activeServices(world, company.id, azurePlanName);
  if (held === undefined) return;
  throw new Refusal(
    'conflict',
    'sales_order.azure_plan_exists',
    `The customer has an Azure plan already: subscription #${held.id}.`,
    'products',
  );
}

/** Values are texts as a rule; what is none is written as one. */
export function sentParameters({ parameters = [] }: WantedLine): SentParameter[] {
  return parameters.map(({ name, value }) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value ?? ''),
  }));
}

export function specialPriceOf({ specialPrice }: WantedLine): string | undefined {
  if (specialPrice === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(specialPrice.amount)) return specialPrice.amount;
  throw new Refusal(
    'invalid',
    'sales_order.price',
    `specialPrice ${specialPrice.amount} must be an amount of zero or more.`,
    'specialPrice',
  );
}

function drafted(lines: readonly SalesOrderLine[]): PlanProduct[] {
  return lines.flatMap(({ productId }) => planProducts.find(({ id }) => id === productId) ?? []);
}

/** How much a line stands on: what others need comes first. */
function depthOf({ productId }: SalesOrderLine): number {
  const planProduct = planProducts.find(({ id }) => id === productId);
  return planProduct === undefined ? 0 : dependenciesOf(planProduct).length;
}
