import { Refusal } from '../../domain/refusal.ts';
import type { Call } from '../../http/wire.ts';
import { derivedId } from '../../kernel/derived-id.ts';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Weak, and another one after every change, the system's too. evidence: docs */
export function etagOf({ id, version }: Versioned): string {
  return `W/"${derivedId(`etag:${id}:${version}`)}"`;
}

/** Holds what a change is based on against what there is. evidence: docs for the need, modelled that a missing one is 412 too. @throws Refusal when it is missing or stale */
export function checkIfMatch({ request }: Call, current: Versioned): void {
  const given = request.headers['if-match'];
  if (given === '*' || given === etagOf(current)) return;
  throw new Refusal(
    'conflict',
    'graph.precondition',
    given === undefined
      ? 'The header If-Match is missing; send the @odata.etag of the resource in it.'
      : 'If-Match is not the ETag of the resource as it is now; read it again and repeat the change.',
    'If-Match',
  );
}
