import { cartErrorCodes, partnerCenterErrorCodes } from './error-codes/index.ts';

/** What to do about an error code: a number, or the name a cart's line gives. */
export function solutionOf(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  const number = Number(code);
  const known =
    partnerCenterErrorCodes[number] ??
    Object.entries(cartErrorCodes).find(
      ([name, { code: own }]) => own === number || name.toLowerCase() === code.toLowerCase(),
    )?.[1];
  return known?.remedy;
}
