import type { Actor } from '../domain/actor.ts';
import { Refusal, type RefusalKind } from '../domain/refusal.ts';
import { adminDocument } from '../generated/admin-document.gen.ts';
import type { ContractViolation, Wire, WireRequest, WireResponse } from '../http/wire.ts';
import { type AdminContext, adminOperations, outsideTransactions } from './operations.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** A page that had its own name resolve to this machine would send that name. */
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\]|tenantry\.test)(:\d+)?$/i;

const operator: Actor = {
  wire: 'admin',
  userId: 0,
  username: 'operator',
  companyId: undefined,
  permissions: new Set(),
};

const statuses: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
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
    behindTheScenes: true,
    outsideTransactions,
    authenticate(_world, operation, request) {
      const local =
        loopback.has(request.remoteAddress ?? '') && loopbackHost.test(request.headers.host ?? '');
      if (!options.open && !local) {
        throw new Refusal(
          'forbidden',
          'admin.loopback_only',
          'The admin API answers on the loopback interface only, called as localhost or 127.0.0.1; start with --open-admin to change that.',
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
      if (!(reason instanceof Refusal)) {
        return json(500, { error: reason instanceof Error ? reason.message : String(reason) });
      }
      const { kind, code, message, field } = reason;
      return json(statuses[kind], { error: message, code, ...(field !== undefined && { field }) });
    },
    violated: (_operation, violations: readonly ContractViolation[]) =>
      json(400, {
        error: violations.map((violation) => violation.message).join(' '),
        field: violations[0]?.pointer,
      }),
  };
}

function foreignOrigin(request: WireRequest): boolean {
  const origin = request.headers.origin;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host);
}
