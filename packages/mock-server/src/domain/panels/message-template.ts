import { defineCollection } from '../../kernel/collection.ts';
import type { World } from '../../world.ts';
import { isEmail } from '../companies/email.ts';
import { Refusal } from '../refusal.ts';
import { type MessageEvent, messageEventNamed, messageEvents } from './message-events.ts';
import { auditPanel } from './panel-log.ts';
import type { PanelActor } from './panel-role.ts';
import { checkMessage, type MessageText } from './render-message.ts';

/** What a reseller says at an event, in its own words. */
interface KeptTemplate extends MessageText {
  readonly resellerId: number;
  readonly event: string;
  readonly recipients: readonly string[];
}

export const messageTemplates = defineCollection<KeptTemplate>()({
  name: 'messageTemplates',
  key: ({ resellerId, event }) => `${resellerId} ${event}`,
  indexes: {},
});

/** The template that counts: the reseller's, or the platform's own. */
export interface MessageTemplate extends MessageText {
  readonly event: MessageEvent;
  readonly recipients: readonly string[];
  readonly changed: boolean;
}

const mostRecipients = 20;

export function templateOf(world: World, resellerId: number, event: string): MessageTemplate {
  const known = messageEventNamed(event);
  const kept = world.store.of(messageTemplates).get(`${resellerId} ${event}`);
  const { subject, text, recipients } = kept ?? { ...known, recipients: [] };
  return { event: known, subject, text, recipients, changed: kept !== undefined };
}

export function templatesOf(world: World, resellerId: number): MessageTemplate[] {
  return messageEvents.map(({ event }) => templateOf(world, resellerId, event));
}

/** @throws Refusal naming an unknown variable, or what else is wrong */
export function setTemplate(
  world: World,
  actor: PanelActor,
  event: string,
  wanted: MessageText & { readonly recipients?: readonly string[] | undefined },
): MessageTemplate {
  const known = messageEventNamed(event);
  const { subject, text, recipients = [] } = wanted;
  checkMessage(known, { subject, text });
  if (recipients.length > mostRecipients) throw recipient(`has more than ${mostRecipients} addresses.`);
  const wrong = recipients.find((address) => !isEmail(address));
  if (wrong !== undefined) throw recipient(`has "${wrong}", which is no e-mail address.`);
  world.store.of(messageTemplates).put({ resellerId: actor.companyId, event, subject, text, recipients });
  auditPanel(world, actor, 'MessageChanged', { name: event });
  return templateOf(world, actor.companyId, event);
}

/** Back to the platform's own. */
export function resetTemplate(world: World, actor: PanelActor, event: string): MessageTemplate {
  const template = templateOf(world, actor.companyId, event);
  if (!template.changed) return template;
  world.store.of(messageTemplates).delete(`${actor.companyId} ${event}`);
  auditPanel(world, actor, 'MessageReset', { name: event });
  return templateOf(world, actor.companyId, event);
}

function recipient(problem: string): Refusal {
  return new Refusal('invalid', 'message.recipient', `recipients ${problem}`, 'recipients');
}
