import type { Exchange, WireResponse } from '../../http/wire.ts';
import { json } from './respond.ts';

/** An answer that is a file with headers of its own. */
export class FileAnswer {
  /** Pieces are made while they are sent. */
  readonly content: string | Uint8Array | Iterable<Uint8Array>;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    content: string | Uint8Array | Iterable<Uint8Array>,
    contentType: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.content = content;
    this.contentType = contentType;
    this.headers = headers;
  }

  respond(exchange: Exchange): WireResponse {
    const { status, headers } = json(200, undefined, exchange, {
      'content-type': this.contentType,
      ...this.headers,
    });
    const answer = { status, headers: { ...headers, 'request-id': headers['ms-requestid'] ?? '' } };
    return typeof this.content === 'string' || this.content instanceof Uint8Array
      ? { ...answer, body: this.content }
      : { ...answer, body: '', stream: asRead(this.content) };
  }
}

async function* asRead(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    yield piece;
    // Else a connection that takes all at once would keep everybody else waiting.
    await new Promise(setImmediate);
  }
}
