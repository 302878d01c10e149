import { applications } from '../../../domain/identity/application.ts';
import { checkRedirect } from '../../../domain/identity/authorization-code.ts';
import { consentAsAdministrator } from '../../../domain/identity/consent.ts';
import { requireDirectory } from '../../../domain/identity/grants.ts';
import { refused } from '../../../domain/identity/refused.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { escaped, page, redirect } from '../answer.ts';

export const consentOperations = {
  ConsentAsAdministrator: ({ world, request, parameters }: Call) => {
    const query = new URLSearchParams(request.query);
    const directory = requireDirectory(world, parameters.tenant ?? '');
    const clientId = query.get('client_id') ?? '';
    const redirectUri = query.get('redirect_uri');
    const application =
      redirectUri === null
        ? world.store.of(applications).get(clientId.toLowerCase())
        : checkRedirect(world, clientId, redirectUri);
    if (application === undefined) {
      throw refused(
        'application_unknown',
        `Application with identifier '${clientId}' was not found in the directory.`,
        'client_id',
      );
    }
    consentAsAdministrator(world, application, directory);
    if (redirectUri === null) {
      return page(
        'Consented',
        `<p>${escaped(directory.name)} has consented to ${escaped(application.displayName)}.</p>`,
      );
    }
    const state = query.get('state');
    const answer = new URLSearchParams({
      admin_consent: 'True',
      tenant: directory.tenantId,
      ...(state !== null && { state }),
    });
    return redirect(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${answer}`);
  },
} satisfies Record<string, OperationHandler>;
