import { defineCollection } from '../kernel/collection.ts';

/** What signs a caller in to one platform of a simulated world; never real. */
export interface Credential {
  /** The key of the platform in `GET /_tenantry/credentials`. */
  readonly platform:
    | 'icp'
    | 'partnerCenter'
    | 'identity'
    | 'graph'
    | 'ingram'
    | 'ingramMx'
    | 'ingramEu'
    | 'ingramPanels'
    | 'ingramPanelsMx'
    | 'ingramPanelsEu';
  /** Without passwords, secrets and tokens: those are added when the credentials are shown. */
  readonly values: Readonly<Record<string, string | number>>;
}

export const credentials = defineCollection<Credential>()({
  name: 'credentials',
  key: (credential) => credential.platform,
  indexes: {},
});
