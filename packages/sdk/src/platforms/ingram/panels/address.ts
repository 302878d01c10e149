import { ValidationError } from '../../../http/errors/validation-error.ts';
import { withoutSlash } from '../../../http/without-slash.ts';

const path = '/modelled/ingram-panels';
const vendors = /(?:^|\.)(?:cloud\.im|azure-api\.net|cloudblue\.com)$/i;

/** Where the simulator answers. @throws ValidationError for hosts of the vendor: a password must not go where nothing takes it */
export function panelsAddress(baseUrl: string): string {
  const base = withoutSlash(baseUrl);
  if (!vendors.test(new URL(base).hostname)) return base.endsWith(path) ? base : base + path;
  throw new ValidationError(
    [
      {
        code: 'ingram_panels.no_public_api',
        path: ['baseUrl'],
        message: 'The control panels have no public API: what Tenantry offers of them is modelled.',
        remedy: 'Give the address of a mock server of Tenantry.',
      },
    ],
    { platform: 'ingram-panels' },
  );
}
