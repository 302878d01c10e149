/** Two pieces of bytes as one; the second itself when there is nothing before it. */
export function joined(first: Uint8Array | undefined, second: Uint8Array): Uint8Array {
  if (first === undefined || first.byteLength === 0) return second;
  const both = new Uint8Array(first.byteLength + second.byteLength);
  both.set(first);
  both.set(second, first.byteLength);
  return both;
}
