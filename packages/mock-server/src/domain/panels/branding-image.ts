import { Refusal } from '../refusal.ts';

export const imageKinds = ['logo', 'favicon'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** A picture; its bytes as base64, since a world is JSON. */
export interface BrandingImage {
  readonly contentType: string;
  readonly content: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

interface Limits {
  readonly contentTypes: readonly string[];
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** evidence: modelled. SVG is left out: it can carry scripts. */
const limits: Readonly<Record<ImageKind, Limits>> = {
  logo: { contentTypes: ['image/png', 'image/jpeg', 'image/gif'], bytes: 200_000, width: 600, height: 200 },
  favicon: { contentTypes: ['image/png', 'image/x-icon'], bytes: 50_000, width: 256, height: 256 },
};

type Size = readonly [width: number, height: number];

/** How large a picture is, when the bytes are of that type. */
const sizeIn: Readonly<Record<string, (bytes: Buffer) => Size | undefined>> = {
  'image/png': (bytes) =>
    startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && bytes.length >= 24
      ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
      : undefined,
  'image/gif': (bytes) =>
    /^GIF8[79]a$/.test(bytes.subarray(0, 6).toString('latin1')) && bytes.length >= 10
      ? [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]
      : undefined,
  'image/x-icon': (bytes) =>
    startsWith(bytes, [0, 0, 1, 0]) && bytes.length >= 22 ? [bytes[6] || 256, bytes[7] || 256] : undefined,
  'image/jpeg': jpegSize,
};

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** The size stands in the frame header, behind segments of any length. */
function jpegSize(bytes: Buffer): Size | undefined {
  if (!startsWith(bytes, [0xff, 0xd8, 0xff])) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  return undefined;
}

/** @throws Refusal of kind `not-found` */
export function imageKindNamed(kind: string): ImageKind {
  const found = imageKinds.find((each) => each === kind);
  if (found !== undefined) return found;
  throw new Refusal(
    'not-found',
    'branding.image_kind',
    `kind "${kind}" is none of ${imageKinds.join(', ')}.`,
    'kind',
  );
}

/** @throws Refusal when the bytes are not what they are said to be, or too large */
export function checkImage(
  kind: string,
  { contentType, content }: { readonly contentType: string; readonly content: string },
): { readonly imageKind: ImageKind; readonly image: BrandingImage } {
  const imageKind = imageKindNamed(kind);
  const limit = limits[imageKind];
  if (!limit.contentTypes.includes(contentType))
    throw bad('contentType', `of a ${kind} must be one of ${limit.contentTypes.join(', ')}.`);
  if (content.length > limit.bytes * 2 || !/^[A-Za-z0-9+/]+={0,2}$/.test(content))
    throw bad('content', `must be base64, of ${limit.bytes} bytes at most.`);
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > limit.bytes) throw bad('content', `has more than ${limit.bytes} bytes.`);
  const [width, height] = sizeIn[contentType]?.(bytes) ?? [];
  if (width === undefined || height === undefined)
    throw bad('content', `is no picture of type ${contentType}.`);
  if (width < 1 || height < 1 || width > limit.width || height > limit.height)
    throw bad(
      'content',
      `is ${width} by ${height}; a ${kind} has ${limit.width} by ${limit.height} at most.`,
    );
  return { imageKind, image: { contentType, content, bytes: bytes.length, width, height } };
}

function bad(field: string, problem: string): Refusal {
  return new Refusal('invalid', 'branding.image', `${field} ${problem}`, field);
}
