import {
  type MessageTemplate,
  resetTemplate,
  setTemplate,
  templateOf,
  templatesOf,
} from '../../../domain/panels/message-template.ts';
import { previewMessage } from '../../../domain/panels/send-message.ts';
import type {
  MessageDraft,
  MessageTemplateChange,
  MessageTemplate as WireTemplate,
} from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import { panelActor } from '../panel-call.ts';

function toTemplate({ event, subject, text, recipients, changed }: MessageTemplate): WireTemplate {
  return {
    event: event.event,
    description: event.description,
    subject,
    text,
    recipients: [...recipients],
    variables: event.variables.map((variable) => ({ ...variable })),
    changed,
  };
}

const eventOf = ({ parameters }: Call) => parameters.event ?? '';

export const messageOperations = {
  listMessageTemplates: (call: Call) => ({
    templates: templatesOf(call.world, panelActor(call).companyId).map(toTemplate),
  }),
  getMessageTemplate: (call: Call) =>
    toTemplate(templateOf(call.world, panelActor(call).companyId, eventOf(call))),
  setMessageTemplate: (call: Call<MessageTemplateChange>) =>
    toTemplate(setTemplate(call.world, panelActor(call), eventOf(call), call.body)),
  resetMessageTemplate: (call: Call) =>
    toTemplate(resetTemplate(call.world, panelActor(call), eventOf(call))),
  previewMessage: (call: Call<MessageDraft>) => {
    const { values = {}, ...draft } = call.body;
    return previewMessage(call.world, panelActor(call).companyId, eventOf(call), draft, values);
  },
} satisfies Record<string, OperationHandler>;
