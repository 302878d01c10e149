import type { Actor } from '../domain/actor.ts';
import { Refusal } from '../domain/refusal.ts';
import { adminDocument } from '../generated/admin-document.gen.ts';
import type { ContractViolation, Wire, WireRequest, WireResponse } from '../http/wire.ts';
import { type AdminContext, adminOperations } from './operations.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const operator: Actor = {
  wire: 'admin',
  userId: 0,
  username: 'operator',
  companyId: undefined,
  permissions: new Set(),
};

function json(status: number, body: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? null) };
}

/** The admin API: a wire like the others, whose platform is the simulator itself. */
export function adminWire(context: AdminContext, options: { readonly open: boolean }): Wire {
  return {
    document: adminDocument,
    hosts: [],
    operations: adminOperations(context),
    authenticate(_world, operation, request) {
      if (!options.open && !loopback.has(request.remoteAddress ?? '')) {
        throw new Refusal(
          'forbidden',
          'admin.loopback_only',
          'The admin API answers on the loopback interface only; start with --open-admin to change that.',
        );
      }
      if (operation.effect === 'write' && foreignOrigin(request)) {
        throw new Refusal(
          'forbidden',
          'admin.foreign_origin',
          'A page of another site may not change the world; call without an Origin header.',
        );
      }
      return operator;
    },
    respond: (_operation, result) => json(200, result),
    refuse(_operation, reason) {
      if (!(reason instanceof Refusal))
        return json(reason instanceof RangeError ? 400 : 500, {
          error: reason instanceof Error ? reason.message : String(reason),
        });
      const status =
        reason.kind === 'forbidden'
          ? 403
          : reason.kind === 'not-found'
            ? 404
            : reason.kind === 'conflict'
              ? 409
              : 400;
      return json(status, {
        error: reason.message,
        code: reason.code,
        ...(reason.field !== undefined && { field: reason.field }),
      });
    },
    violated: (_operation, violations: readonly ContractViolation[]) =>
      json(400, {
        error: violations.map((violation) => violation.message).join(' '),
        field: violations[0]?.pointer,
      }),
  };
}

function foreignOrigin(request: WireRequest): boolean {
  const origin = request.headers['origin'];
  return origin !== undefined && new URL(origin, 'http://none.invalid').host !== request.headers['host'];
}
