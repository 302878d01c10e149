import type {
  Parameter,
  ParameterValidationRequest,
  ParameterValidationResult,
  ParameterValue,
  ProductWithParameters,
} from '../../../generated/ingram.gen.ts';
import type { ApiPromise } from '../../../http/api-client.ts';
import type { RequestOptions } from '../../../http/request-options.ts';
import { Resource } from '../resource.ts';

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
  async discover(request: DiscoveryRequest, options: RequestOptions = {}): Promise<Discovery> {
    const { discover } = await import('../discover.ts');
    return discover((each, own) => this.validate(each, own), request, options);
  }
}
