import { expect, test } from 'vitest';
import { errorCodeParts, partnerCenterErrorCodes } from './index.ts';

test('a code stands in one part only, as the later of two would hide the other', () => {
  const codes = errorCodeParts.flatMap((part) => Object.keys(part));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  expect(Object.keys(partnerCenterErrorCodes)).toHaveLength(codes.length);
});
