import { accountOfKind } from '../../../domain/accounts/find-accounts.ts';
import { permit } from '../../../domain/companies/scope.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { draftLines, sentParameters } from '../../../domain/sales-orders/draft-sales.ts';
import { type CheckedParameter, checkParameters } from '../../../domain/sales-orders/parameter.ts';
import { findProduct } from '../../../domain/service-plans/find-product.ts';
import { type PlanProduct, planProducts } from '../../../domain/service-plans/service-plan.ts';
import type {
  Parameter,
  ParameterValidationRequest,
  ParameterValidationResult,
  ProductWithParameters,
} from '../../../generated/ingram.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { derivedId } from '../../../kernel/derived-id.ts';
import { productKeys } from '../shapes/product.ts';

/** evidence: docs for sales, modelled that other types ask for nothing */
const asking: ReadonlySet<string> = new Set(['sales', 'migration']);

export const validationOperations = {
  validateParameters: (call: Call<ParameterValidationRequest>) => {
    const { type = 'sales', products } = call.body;
    const named = products.map((product) => findProduct(product));
    const data = products.map((product, index) =>
      resultOf(call, product, named[index] ?? findProduct(product), asking.has(type) ? named : undefined),
    );
    return { data, pagination: { offset: 0, limit: data.length, total: data.length } };
  },
} satisfies Record<string, OperationHandler>;

function resultOf(
  { world, actor, body }: Call<ParameterValidationRequest>,
  product: ProductWithParameters,
  planProduct: PlanProduct,
  ordered: readonly PlanProduct[] | undefined,
): ParameterValidationResult {
  permit(actor, 'services.read');
  const { company } = accountOfKind(world, actor, 'company', body.customerId);
  const draftRequestId = derivedId(`draft ${company.id} ${planProduct.id}`);
  if (product.draftRequestId !== undefined && product.draftRequestId !== draftRequestId) {
    throw new Refusal(
      'not-found',
      'validation.draft_unknown',
      `There is no draft ${product.draftRequestId} of this product for customer ${company.id}.`,
      'draftRequestId',
    );
  }
  if (ordered === undefined) return { ...productKeys(planProduct), draftRequestId, parameters: [] };
  const line = { ...product, quantity: product.quantity ?? 1 };
  const wanted = { type: 'sales', customerId: body.customerId, lines: [line], isMove: false };
  const lines = draftLines({ world, company, wanted, checksParameters: false }, line, planProduct, ordered);
  const added = lines
    .filter((each) => each.added)
    .flatMap(({ productId }) => planProducts.find(({ id }) => id === productId) ?? []);
  const { results } = checkParameters(world, company, {
    planProduct,
    added,
    quantity: line.quantity,
    sent: sentParameters(line),
  });
  return { ...productKeys(planProduct), draftRequestId, parameters: results.map(toParameter) };
}

function toParameter({ parameter, value, problem }: CheckedParameter): Parameter {
  return {
    name: parameter.name,
    result: problem === undefined ? 'success' : 'error',
    ...(problem !== undefined && { message: problem }),
    ...(value !== undefined && { value }),
    ...(problem !== undefined && value !== undefined && { valueError: problem }),
    ...(parameter.choices.length > 0 && {
      valueChoices: parameter.choices.map(({ label, value: choice, isDefault }) => ({
        label,
        value: choice,
        default: isDefault,
      })),
    }),
    phase: 'ordering',
    reconciliation: false,
    type: parameter.type,
  };
}
