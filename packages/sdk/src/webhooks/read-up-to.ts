/** All bytes of a body; undefined when there are more than so many, which are not waited for. */
export async function readUpTo(
  most: number,
  chunks: AsyncIterable<Uint8Array | string> | readonly Uint8Array[],
): Promise<Uint8Array | undefined> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    length += bytes.byteLength;
    if (length > most) return undefined;
    read.push(bytes);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const bytes of read) {
    whole.set(bytes, at);
    at += bytes.byteLength;
  }
  return whole;
}
