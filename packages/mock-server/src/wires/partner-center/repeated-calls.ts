import type { Call, OperationHandler } from '../../http/wire.ts';
import { defineCollection } from '../../kernel/collection.ts';
import { Answer } from './respond.ts';

/** The answer to a write that carried an id: the same call again is answered with it. */
interface RepeatableCall {
  readonly id: string;
  readonly at: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const repeatableCalls = defineCollection<RepeatableCall>()({
  name: 'repeatableCalls',
  key: (call) => call.id,
  indexes: {},
});

/** How long a repeated call is known. evidence: modelled, no source says how long */
const rememberedFor = 24 * 3_600_000;

/** Runs a write once for each MS-RequestId: a repeated call changes nothing and is answered as the first was. evidence: docs */
export function once(handler: OperationHandler): OperationHandler {
  return (call: Call<never>) => {
    const requestId = call.request.headers['ms-requestid'];
    if (requestId === undefined) return handler(call);
    const calls = call.world.store.of(repeatableCalls);
    const id = `${call.operation.operationId} ${call.request.path} ${requestId.toLowerCase()}`;
    const now = call.world.clock.now();
    const known = calls.get(id);
    if (known !== undefined && now - known.at < rememberedFor) {
      return known.status === undefined ? known.body : new Answer(known.status, known.body, known.headers);
    }
    const result = handler(call);
    for (const oldest of calls.all()) {
      if (now - oldest.at < rememberedFor) break;
      calls.delete(oldest.id);
    }
    const { status, headers, body } =
      result instanceof Answer ? result : { status: undefined, headers: undefined, body: result };
    calls.put({ id, at: now, ...(status && { status, headers }), ...(body !== undefined && { body }) });
    return result;
  };
}
