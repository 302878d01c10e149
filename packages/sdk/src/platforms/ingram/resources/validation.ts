import type {
  Parameter,
  ParameterValidationRequest,
  ParameterValidationResult,
  ParameterValue,
  ProductWithParameters,
} from '../../../generated/ingram.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { asNewCall, Resource } from '../resource.ts';

/** Gives the value of a parameter that the platform asks for, by its name and its choices; nothing where there is none. */
export type ParameterChooser = (parameter: Parameter) => string | undefined | Promise<string | undefined>;

/** What is to be ordered, and with which parameters. */
export interface DiscoveryRequest {
  readonly customerId: string;
  /** @default 'sales' */
  readonly type?: ParameterValidationRequest['type'];
  readonly product: Omit<ProductWithParameters, 'parameters' | 'draftRequestId'>;
  /** Values by name, which is case-sensitive, or a function that is asked for each. */
  readonly values?: Readonly<Record<string, string>> | ParameterChooser;
}

/** What a product needs, and how far it has it. */
export interface Discovery {
  /** All parameters were taken: order with them. */
  readonly valid: boolean;
  /** For the line of the order. */
  readonly parameters: ParameterValue[];
  /** Those that were refused or have no value, with the reason and the values to choose from. */
  readonly missing: readonly Parameter[];
  /** Values that were given and that the platform does not name: mistyped, as a rule. */
  readonly unused: readonly string[];
  /** All that the platform said in the end. */
  readonly result: ParameterValidationResult | undefined;
}

/** A value may make the platform ask for another; sooner or later it asks in circles. */
const rounds = 10;

/** Checks before an order. */
export class Validation extends Resource {
  /**
   * Checks the parameters of products.
   * `POST /validation/parameters`
   * Sent without parameters it names those that a product needs. Send draftRequestId of the answer with the next call. Nothing is ordered.
   * Source: public contract and guides of the API
   * @throws {ApiError} with the message of the platform; what is wrong with a parameter is in the answer
   */
  validate(
    request: ParameterValidationRequest,
    options?: RequestOptions,
  ): ApiPromise<ParameterValidationResult[]> {
    const sending = { body: request, effect: 'read' as const };
    return this.items('validateParameters', 'POST /validation/parameters', sending, options);
  }

  /**
   * Finds out which parameters a product needs, and has the given ones checked, in as many rounds as the platform asks.
   * `POST /validation/parameters`
   * @throws {ApiError} with the message of the platform
   * @example
   * const product = { mpn: 'CFQ7TTC0LH18:0001', quantity: 10 };
   * const { valid, parameters, missing } = await ingram.validation.discover({ customerId, product, values: { domain: 'ecositio' } });
   * if (valid) await ingram.orders.place({ type: 'sales', customerId, products: [{ ...product, parameters }] });
   * else for (const { name, message, valueChoices = [] } of missing) console.log(name, message, valueChoices.map(({ value }) => value));
   */
  async discover(
    { customerId, type = 'sales', product, values = {} }: DiscoveryRequest,
    options: RequestOptions = {},
  ): Promise<Discovery> {
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
      [result] = await this.validate(request, round === 0 ? options : asNewCall(options));
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
}

function valuesIn(chosen: ReadonlyMap<string, string>): ParameterValue[] {
  return [...chosen].map(([name, value]) => ({ name, value }));
}
