import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';
import { Refusal } from '../refusal.ts';
import { countryRulesOf } from './country-rules.ts';

/** A text that customers agree to. */
export interface AgreementTemplate {
  readonly templateId: string;
  readonly type: 'MicrosoftCloudAgreement' | 'MicrosoftCustomerAgreement';
  readonly link: string;
  readonly rank: number;
  /** No longer agreed to; only what was confirmed before stays on file. */
  readonly retired?: true;
}

/** evidence: sample for the ids and links */
export const agreementTemplates: readonly AgreementTemplate[] = [
  {
    templateId: '998b88de-aa99-4388-a42c-1b3517d49490',
    type: 'MicrosoftCloudAgreement',
    link: 'https://learn.microsoft.com/partner-center/agreements',
    rank: 0,
    retired: true,
  },
  {
    templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    type: 'MicrosoftCustomerAgreement',
    link: 'https://aka.ms/customeragreement',
    rank: 0,
  },
];

/** What is agreed to today. */
export const currentTemplate = agreementTemplates.find(
  (each) => each.retired === undefined,
) as AgreementTemplate;

/** The templates of a type; all of them without one, or for `*`. @throws Refusal when the type is unknown */
export function templatesOfType(type: string | undefined): readonly AgreementTemplate[] {
  if (type === undefined || type === '' || type === '*') return agreementTemplates;
  const found = agreementTemplates.filter((each) => each.type.toLowerCase() === type.toLowerCase());
  if (found.length > 0) return found;
  const types = agreementTemplates.map((each) => each.type).join(' or ');
  throw new Refusal(
    'invalid',
    'agreement.type_unknown',
    `agreementType "${type}" is not known; send ${types}, or * for all.`,
    'agreementType',
  );
}

export interface AgreementDocument {
  readonly displayUri: string;
  readonly downloadUri: string;
  readonly language: string;
  readonly country: string;
}

/** How long the links live. evidence: docs */
const linkMinutes = 5;

const handedOut = new WeakMap<World, number>();

/** Links to an agreement's text in a country's form. They lead nowhere; each call's differ. @throws Refusal when there is no such text */
export function agreementDocument(
  world: World,
  input: {
    readonly templateId: string;
    readonly language?: string | undefined;
    readonly country?: string | undefined;
  },
): AgreementDocument {
  const { templateId, language = 'en-US', country = 'US' } = input;
  const template = agreementTemplates.find((each) => each.templateId === templateId.toLowerCase());
  if (template === undefined) {
    throw new Refusal(
      'not-found',
      'agreement.template_unknown',
      `templateId ${templateId} is no agreement; GET /v1/agreements lists them.`,
      'templateId',
    );
  }
  if (country !== country.toUpperCase() || countryRulesOf(country) === undefined) {
    throw new Refusal(
      'invalid',
      'agreement.country',
      `country "${country}" has no text of the agreement; give two ISO letters in upper case, they are case-sensitive.`,
      'country',
    );
  }
  // Counted, since a read draws nothing from the world's ids and the clock may stand still between two calls.
  const count = (handedOut.get(world) ?? 0) + 1;
  handedOut.set(world, count);
  const now = world.clock.now();
  const expires = new Date(now + linkMinutes * 60_000).toISOString();
  const signature = createHash('sha256').update(`${templateId} ${country} ${language} ${now} ${count}`);
  const query = `language=${encodeURIComponent(language)}&country=${country}&expires=${encodeURIComponent(expires)}&signature=${signature.digest('base64url')}`;
  const path = `https://agreements.tenantry.example/${template.templateId}`;
  return {
    displayUri: `${path}/view?${query}`,
    downloadUri: `${path}/download?${query}`,
    language,
    country,
  };
}
