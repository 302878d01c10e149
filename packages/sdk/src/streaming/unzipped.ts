import { Inflate } from 'fflate';
import { IncompleteFileError } from './incomplete-file-error.ts';
import { joined } from './joined.ts';

const localHeader = 0x04034b50;
const endOfDirectory = 0x06054b50;
const localHeaderLength = 30;
const endOfDirectoryLength = 22;
/** Of a file past 4 GB, whose size stands elsewhere. */
const sizeElsewhere = 0xffffffff;
/** Holds the directory of one file, and a comment. */
const tailLength = 8_192;
/** A piece of a zip may become a thousand times as large: it is inflated in small ones. */
const pieceLength = 16_384;
const nothing = new Uint8Array();

/** The file in a zip, or what is no zip as it is: told by its first bytes, since both are announced alike. @throws IncompleteFileError */
export async function* unzipped(
  source: AsyncIterable<Uint8Array>,
  onZip: () => void = () => undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let start: Uint8Array | undefined = nothing;
  let entry: ZipEntry | undefined;
  for await (const chunk of source) {
    if (start === undefined) {
      if (entry === undefined) yield chunk;
      else yield* entry.push(chunk);
      continue;
    }
    start = joined(start, chunk);
    if (start.byteLength < 4) continue;
    const isZip = view(start).getUint32(0, true) === localHeader;
    if (isZip) {
      const dataAt = dataStart(start);
      if (dataAt === undefined) continue;
      entry = new ZipEntry(start);
      onZip();
      yield* entry.push(start.subarray(dataAt));
    } else yield start;
    start = undefined;
  }
  if (entry !== undefined) entry.end();
  else if (start !== undefined && start.byteLength >= 4) throw truncated();
  else if (start !== undefined && start.byteLength > 0) yield start;
}

class ZipEntry {
  readonly #inflate: Inflate;
  #made: Uint8Array[] = [];
  #size = 0;
  #tail: Uint8Array = nothing;

  constructor(header: Uint8Array) {
    const method = view(header).getUint16(8, true);
    if (method !== 8)
      throw new IncompleteFileError(`The zip is packed by method ${method}; only deflate is read.`);
    this.#inflate = new Inflate((piece) => {
      if (piece.byteLength === 0) return;
      this.#size += piece.byteLength;
      this.#made.push(piece);
    });
  }

  *push(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
    this.#tail = joined(this.#tail, chunk.subarray(-tailLength)).slice(-tailLength);
    for (let at = 0; at < chunk.byteLength; at += pieceLength) {
      try {
        this.#inflate.push(chunk.subarray(at, at + pieceLength));
      } catch (cause) {
        throw new IncompleteFileError('The zip is damaged.', { cause });
      }
      yield* this.#made;
      this.#made = [];
    }
  }

  /** Holds what came out against the directory, which stands last. @throws IncompleteFileError */
  end(): void {
    const tail = view(this.#tail);
    let at = this.#tail.byteLength - endOfDirectoryLength;
    while (at >= 0 && tail.getUint32(at, true) !== endOfDirectory) at -= 1;
    if (at < 0) throw truncated();
    const files = tail.getUint16(at + 10, true);
    if (files !== 1) throw new IncompleteFileError(`The zip holds ${files} files, not one.`);
    const directoryAt = at - tail.getUint32(at + 12, true);
    const size = directoryAt < 0 ? sizeElsewhere : tail.getUint32(directoryAt + 24, true);
    if (size !== sizeElsewhere && size !== this.#size)
      throw new IncompleteFileError(`The zip's file has ${this.#size} bytes of ${size}.`);
  }
}

function truncated(): IncompleteFileError {
  return new IncompleteFileError('The zip ended before its directory: it is truncated.');
}

/** Where a zip's first file begins; undefined while its header has not come whole. */
function dataStart(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength < localHeaderLength) return undefined;
  const header = view(bytes);
  const at = localHeaderLength + header.getUint16(26, true) + header.getUint16(28, true);
  return bytes.byteLength < at ? undefined : at;
}

function view({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
