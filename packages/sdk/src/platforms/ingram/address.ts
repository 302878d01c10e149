import { withoutSlash } from '../../http/without-slash.ts';
import { wrongInput } from './wrong-input.ts';

export interface AddressOptions {
  /** With its path; or a host alone, to which `/marketplace/{region}` is added. @default 'https://api.cloud.im' */
  readonly baseUrl?: string;
  /** Needed unless `baseUrl` has a path. */
  readonly region?: 'na' | 'eu' | (string & {});
}

/** What paths of operations are added to. @throws ValidationError when it cannot be told */
export function addressOf({ baseUrl = 'https://api.cloud.im', region }: AddressOptions): string {
  const base = withoutSlash(baseUrl);
  if (new URL(base).pathname !== '/') return base;
  if (region) return `${base}/marketplace/${encodeURIComponent(region)}`;
  throw wrongInput(
    'ingram.address',
    'region',
    'Neither region nor a baseUrl with a path was given.',
    "Give one of them: the menu 'Marketplace API' of the portal shows the address.",
  );
}
