import { ConflictError } from '../../http/errors/conflict-error.ts';
import type { RequestOptions } from '../../http/request-options.ts';

const mostTries = 5;

/** Reads, changes what was read, and does both again when another change came between. */
export async function repeatStale<Result>(
  read: (options: RequestOptions) => Promise<{ readonly '@odata.etag'?: string }>,
  change: (etag: string, options: RequestOptions) => Promise<Result>,
  { requestId: _, ...options }: RequestOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const { '@odata.etag': etag = '*' } = await read(options);
    try {
      return await change(etag, options);
    } catch (error) {
      if (!(error instanceof ConflictError) || error.status !== 412 || attempt === mostTries) throw error;
    }
  }
}
