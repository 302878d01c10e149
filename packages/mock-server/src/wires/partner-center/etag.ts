import { Refusal } from '../../domain/refusal.ts';
import type { Call } from '../../http/wire.ts';

function bare(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//, '').replaceAll('"', '');
}

/** Holds what a change is based on against what there is; a change that names no version is let through. @throws Refusal when it is stale. evidence: docs, 400 with 2055 */
export function checkEtag({ request }: Call, inBody: string | undefined, current: string): void {
  const given = bare(request.headers['if-match']) ?? bare(inBody);
  if (given === undefined || given === '' || given === '*' || given === bare(current)) return;
  throw new Refusal(
    'conflict',
    'resource.stale',
    'The ETag is not that of the resource as it is now; read it again and repeat the change.',
    'If-Match',
  );
}
