/** A number of 32 bits made of a text: the same text gives the same one, and nothing is drawn from the world's ids. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return spread(hash);
}

/** Another number of 32 bits made of one and an index. */
export function hashAt(seed: number, index: number): number {
  return spread(seed ^ Math.imul(index + 1, 0x9e3779b1));
}

/** Makes every bit depend on every other. */
function spread(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
