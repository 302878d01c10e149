/** What a page of a list hands out for its next one: says where that begins to us, and nothing to a caller. */
export function pageToken(offset: number): string {
  return Buffer.from(`at:${offset}`).toString('base64').replaceAll('=', '');
}

/** Where the page of a token begins; nothing when no page gave that token. */
export function offsetOf(token: string): number | undefined {
  const [, offset] = /^at:(\d+)$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
  return offset === undefined ? undefined : Number(offset);
}
