import { strToU8, Zip, ZipDeflate } from 'fflate';

/** Enough text that packing a piece is worth it. */
const pieceLength = 65_536;

/** Text in larger pieces, as bytes. */
export function* pieces(text: Iterable<string>): Generator<Uint8Array> {
  let piece = '';
  for (const part of text) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield strToU8(piece);
    piece = '';
  }
  if (piece !== '') yield strToU8(piece);
}

/** A zip of one file, made as fast as it is read: as all such, it tells the file's size behind it. */
export function* zipped(name: string, text: Iterable<string>, mtime: number): Generator<Uint8Array> {
  let made: Uint8Array[] = [];
  const taken = () => {
    const bytes = made;
    made = [];
    return bytes;
  };
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    made.push(bytes);
  });
  const file = Object.assign(new ZipDeflate(name, { level: 1 }), { mtime, os: 0 });
  zip.add(file);
  for (const piece of pieces(text)) {
    file.push(piece);
    yield* taken();
  }
  file.push(new Uint8Array(), true);
  zip.end();
  yield* taken();
}
