import type {
  Parameter,
  ParameterValidationRequest,
  ParameterValidationResult,
  ParameterValue,
} from '../../generated/ingram.gen.ts';
import type { RequestOptions } from '../../http/request-options.ts';
import type { Discovery, DiscoveryRequest, ParameterChooser } from './resources/validation.ts';

/** A value may make the platform ask for another; sooner or later it asks in circles. */
const rounds = 10;

/** Asks for parameters and has values checked, until nothing new is asked. */
export async function discover(
  validate: (
    request: ParameterValidationRequest,
    options: RequestOptions,
  ) => PromiseLike<ParameterValidationResult[]>,
  { customerId, type = 'sales', product, values = {} }: DiscoveryRequest,
  options: RequestOptions,
): Promise<Discovery> {
  const { requestId: _, ...later } = options;
  const chosen = new Map<string, string>();
  const named = new Set<string>();
  const choose: ParameterChooser =
    typeof values === 'function'
      ? values
      : ({ name = '' }) => (Object.hasOwn(values, name) ? values[name] : undefined);
  let result: ParameterValidationResult | undefined;
  let missing: Parameter[] = [];
  let isNew = true;
  for (let round = 0; isNew && round < rounds; round += 1) {
    const draftRequestId = result?.draftRequestId;
    const line = { ...product, ...(draftRequestId && { draftRequestId }), parameters: valuesIn(chosen) };
    const request = { customerId, type, products: [line] };
    [result] = await validate(request, round === 0 ? options : later);
    const parameters = result?.parameters ?? [];
    missing = parameters.filter((parameter) => parameter.result !== 'success');
    isNew = false;
    for (const parameter of parameters) {
      const { name = '' } = parameter;
      named.add(name);
      // One that may be left out has no error, and may have a value all the same.
      if (chosen.has(name) && !missing.includes(parameter)) continue;
      const value = await choose(parameter);
      if (value === undefined || chosen.get(name) === value) continue;
      chosen.set(name, value);
      isNew = true;
    }
  }
  return {
    valid: !isNew && missing.length === 0,
    parameters: valuesIn(chosen),
    missing,
    unused: typeof values === 'function' ? [] : Object.keys(values).filter((name) => !named.has(name)),
    result,
  };
}

function valuesIn(chosen: ReadonlyMap<string, string>): ParameterValue[] {
  return [...chosen].map(([name, value]) => ({ name, value }));
}
