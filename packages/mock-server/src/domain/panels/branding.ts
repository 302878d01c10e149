import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { accountProfiles } from '../accounts/account-profile.ts';
import { companies } from '../companies/company.ts';
import { Refusal } from '../refusal.ts';
import type { BrandingImage, ImageKind } from './branding-image.ts';
import { checkImage } from './branding-image.ts';
import { auditPanel } from './panel-log.ts';
import type { PanelActor } from './panel-role.ts';

/** evidence: modelled names */
export const skins = ['light', 'dark', 'classic', 'contrast'] as const;

/** How the panel of a reseller's customers looks. */
export interface Branding {
  readonly resellerId: number;
  readonly name: string;
  readonly domain?: string;
  readonly suffix: string;
  readonly skin: string;
  readonly images: Readonly<Partial<Record<ImageKind, BrandingImage>>>;
}

export const brandings = defineCollection<Branding>()({
  name: 'brandings',
  key: (branding) => branding.resellerId,
  indexes: { domain: (branding) => branding.domain },
});

/** evidence: docs */
const defaultSuffix = 'cp';
/** First parts of paths that the platform needs itself. evidence: modelled */
const reserved: ReadonlySet<string> = new Set([
  'admin',
  'api',
  'auth',
  'login',
  'marketplace',
  'rcp',
  'static',
]);
const longestName = 60;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export function brandingOf(world: World, resellerId: number): Branding {
  const kept = world.store.of(brandings).get(resellerId);
  if (kept !== undefined) return kept;
  const name = world.store.of(companies).get(resellerId)?.name ?? '';
  return { resellerId, name, suffix: defaultSuffix, skin: skins[0], images: {} };
}

/** Where the panel would be. evidence: modelled host where the reseller has none of its own */
export function panelUrlOf(world: World, { resellerId, domain, suffix }: Branding): string {
  const marketplace = world.store.of(accountProfiles).get(resellerId)?.marketplace ?? 'us';
  return `https://${domain ?? `panel.${marketplace}.marketplace.example`}/${suffix}`;
}

export type BrandingChange = { readonly [Field in 'name' | 'domain' | 'suffix' | 'skin']?: string };

/** Changes what is named, the rest stays. @throws Refusal naming the field that is bad */
export function setBranding(world: World, actor: PanelActor, change: BrandingChange): Branding {
  const { name, suffix, skin } = change;
  const domain = change.domain?.trim().toLowerCase();
  if (name !== undefined && (name.trim() === '' || name.length > longestName || /\p{Cc}/u.test(name)))
    throw bad('name', `must be one line of 1 to ${longestName} characters.`);
  if (suffix !== undefined && !(/^[a-z][a-z0-9-]{0,30}$/.test(suffix) && !suffix.endsWith('-')))
    throw bad(
      'suffix',
      'must begin with a small letter and have small letters, digits and - only, 31 at most.',
    );
  if (suffix !== undefined && reserved.has(suffix))
    throw bad('suffix', `"${suffix}" is the platform's own; choose another.`);
  if (skin !== undefined && !(skins as readonly string[]).includes(skin))
    throw bad('skin', `"${skin}" is none of ${skins.join(', ')}.`);
  if (domain !== undefined && domain !== '') checkDomain(world, actor.companyId, domain);
  const { domain: before, ...current } = brandingOf(world, actor.companyId);
  const kept = domain ?? before ?? '';
  const changed = world.store.of(brandings).put({
    ...current,
    ...(name !== undefined && { name }),
    ...(suffix !== undefined && { suffix }),
    ...(skin !== undefined && { skin }),
    ...(kept !== '' && { domain: kept }),
  });
  auditPanel(world, actor, 'BrandingChanged', { details: Object.keys(change).sort().join(', ') });
  return changed;
}

function checkDomain(world: World, resellerId: number, domain: string): void {
  const labels = domain.split('.');
  const isHost = domain.length <= 253 && labels.length >= 2 && labels.every((part) => label.test(part));
  // The last label of a name has letters: else it is an address.
  if (!isHost || !/[a-z]/.test(labels.at(-1) ?? ''))
    throw bad('domain', `"${domain}" is no host name; write panel.example.com, without https:// and path.`);
  if (/(?:^|\.)cloud\.im$/.test(domain)) throw bad('domain', `"${domain}" is the platform's own.`);
  const holder = world.store.of(brandings).first('domain', domain);
  if (holder !== undefined && holder.resellerId !== resellerId)
    throw new Refusal(
      'conflict',
      'branding.domain_taken',
      `domain "${domain}" is taken; choose another.`,
      'domain',
    );
}

/** @throws Refusal when the bytes are not what they are said to be */
export function setBrandingImage(
  world: World,
  actor: PanelActor,
  kind: string,
  wanted: { readonly contentType: string; readonly content: string },
): Branding {
  const { imageKind, image } = checkImage(kind, wanted);
  const current = brandingOf(world, actor.companyId);
  const changed = world.store
    .of(brandings)
    .put({ ...current, images: { ...current.images, [imageKind]: image } });
  auditPanel(world, actor, 'BrandingChanged', { details: imageKind });
  return changed;
}

export function removeBrandingImage(world: World, actor: PanelActor, kind: ImageKind): Branding {
  const current = brandingOf(world, actor.companyId);
  const { [kind]: removed, ...images } = current.images;
  if (removed === undefined) return current;
  const changed = world.store.of(brandings).put({ ...current, images });
  auditPanel(world, actor, 'BrandingChanged', { details: kind });
  return changed;
}

function bad(field: string, problem: string): Refusal {
  return new Refusal('invalid', `branding.${field}`, `${field} ${problem}`, field);
}
