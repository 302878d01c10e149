import type { World } from '../../world.ts';
import { accountProfiles } from '../accounts/account-profile.ts';
import { companies } from '../companies/company.ts';
import { notify } from '../notifications/notification.ts';
import { brandingOf, panelUrlOf } from './branding.ts';
import { templateOf } from './message-template.ts';
import { checkMessage, checkVariable, type RenderedMessage, renderMessage } from './render-message.ts';

export type MessageValues = Readonly<Record<string, string>>;

/** What counts as secret: it goes to nobody but the one it is for. */
const secret: ReadonlySet<string> = new Set(['activationToken']);

/** Writes to somebody of an account in the words of its reseller, and to who else its template names. */
export function sendMessage(
  world: World,
  companyId: number,
  event: string,
  to: string,
  values: MessageValues,
): void {
  const company = world.store.of(companies).get(companyId);
  const resellerId = company?.resellerId ?? companyId;
  const template = templateOf(world, resellerId, event);
  const branding = brandingOf(world, resellerId);
  const all = {
    brandName: branding.name,
    panelUrl: panelUrlOf(world, branding),
    customerName: company?.name ?? '',
    ...values,
  };
  const withoutSecrets = Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, secret.has(name) ? '***' : value]),
  );
  for (const recipient of new Set([to, ...template.recipients])) {
    const { subject, text } = renderMessage(template, recipient === to ? all : withoutSecrets);
    notify(world, { kind: event, to: recipient, subject, body: text, companyId });
  }
}

/** Writes to the contact of an account. */
export function sendToContact(world: World, companyId: number, event: string, values: MessageValues): void {
  const contacts = world.store.of(accountProfiles).get(companyId)?.contacts ?? [];
  const to =
    contacts.find(({ type }) => type === 'admin')?.email ?? world.store.of(companies).get(companyId)?.email;
  if (to !== undefined && to !== '') sendMessage(world, companyId, event, to, values);
}

/** What would be sent, with examples for what is not given. @throws Refusal naming a value that the event does not know */
export function previewMessage(
  world: World,
  resellerId: number,
  event: string,
  draft: { readonly subject?: string; readonly text?: string },
  values: MessageValues,
): RenderedMessage & { readonly sender: string } {
  const template = templateOf(world, resellerId, event);
  const branding = brandingOf(world, resellerId);
  for (const name of Object.keys(values)) checkVariable(template.event, name, 'values');
  const examples = Object.fromEntries(template.event.variables.map(({ name, example }) => [name, example]));
  const own = { brandName: branding.name, panelUrl: panelUrlOf(world, branding) };
  const { subject = template.subject, text = template.text } = draft;
  checkMessage(template.event, { subject, text });
  return { ...renderMessage({ subject, text }, { ...examples, ...own, ...values }), sender: branding.name };
}
