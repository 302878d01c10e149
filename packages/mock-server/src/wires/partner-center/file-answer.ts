import type { Exchange, WireResponse } from '../../http/wire.ts';
import { json } from './respond.ts';

/** An answer that is a file with headers of its own. */
export class FileAnswer {
  readonly content: string | Uint8Array;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    content: string | Uint8Array,
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
    return {
      status,
      headers: { ...headers, 'request-id': headers['ms-requestid'] ?? '' },
      body: this.content,
    };
  }
}
