import type {
  Cart,
  CartCheckoutResult,
  CartLineItem,
  ConversionResult,
  TransferSubmitResult,
  Transition,
  UpgradeResult,
} from '../../generated/partner-center.gen.ts';
import type { Answer } from '../../http/api-client.ts';
import { type PartialFailure, PartialFailureError } from './partial-failure-error.ts';
import { solutionOf } from './solution.ts';

interface Said {
  readonly code?: string | number;
  readonly description?: string;
}

/** A cart, unless a line of it has an error. */
export function readCart(data: unknown, answer: Answer): Cart {
  const cart = data as Cart;
  return checked(cart, lineFailures(cart.lineItems ?? [], 'lineItems'), answer);
}

/** What a checkout bought, unless a group of it failed. */
export function readCheckout(data: unknown, answer: Answer): CartCheckoutResult {
  const result = data as CartCheckoutResult;
  const failures = (result.orderErrors ?? []).map((error) =>
    failureOf(error, `order group ${error.orderGroupId}`),
  );
  return checked(result, failures, answer);
}

/** What a transfer brought over, unless a group of it failed. */
export function readTransfer(data: unknown, answer: Answer): TransferSubmitResult {
  const result = data as TransferSubmitResult;
  const failures = (result.transferErrors ?? []).map((error) =>
    failureOf(error, `transfer group ${error.transferGroupId}`),
  );
  return checked(result, failures, answer);
}

/** The outcome of a legacy upgrade, unless the upgrade or the licence of a user failed. */
export function readUpgrade(data: unknown, answer: Answer): UpgradeResult {
  const result = data as UpgradeResult;
  const failures = [
    ...(result.upgradeErrors ?? []).map((error, index) => failureOf(error, `upgradeErrors[${index}]`)),
    ...(result.licenseErrors ?? []).flatMap((user) =>
      (user.errors ?? []).map((error) => failureOf(error, `user ${user.userObjectId}`)),
    ),
  ];
  return checked(result, failures, answer);
}

/** The outcome of a conversion, unless it failed. */
export function readConversion(data: unknown, answer: Answer): ConversionResult {
  const result = data as ConversionResult;
  return checked(result, result.error ? [failureOf(result.error, 'error')] : [], answer);
}

/** What failed in an upgrade of a subscription that came to its end. */
export function transitionFailures(transition: Transition): PartialFailure[] {
  return (transition.events ?? [])
    .filter(({ status }) => status?.trim().toLowerCase() === 'failed')
    .flatMap(({ name = '', errors }) =>
      (errors?.length ? errors : [{}]).map((error) => failureOf(error, name.trim())),
    );
}

/** An error about a part, with all that is known to do about it. */
export function partialFailure<Result>(
  result: Result,
  failures: readonly PartialFailure[],
  details: Answer['details'],
): PartialFailureError<Result> {
  const solutions = new Set(
    failures.map(({ code }) => solutionOf(code)).filter((each) => each !== undefined),
  );
  return new PartialFailureError(result, failures, {
    ...details,
    solution: [...solutions].join(' ') || undefined,
  });
}

function lineFailures(lines: readonly CartLineItem[], where: string): PartialFailure[] {
  return lines.flatMap((line, index) => [
    ...(line.error
      ? [
          failureOf(
            { code: line.error.errorCode ?? '', description: line.error.errorDescription ?? '' },
            `${where}[${index}]`,
          ),
        ]
      : []),
    ...lineFailures(line.addonItems ?? [], `${where}[${index}].addonItems`),
  ]);
}

function failureOf({ code = '', description = '' }: Said, where: string): PartialFailure {
  return { code: String(code), message: description, where };
}

function checked<Result>(
  result: Result,
  failures: PartialFailure[],
  { status, headers, details }: Answer,
): Result {
  if (failures.length === 0) return result;
  const correlationId = headers.get('ms-correlationid') ?? undefined;
  throw partialFailure(result, failures, { ...details, status, correlationId });
}
