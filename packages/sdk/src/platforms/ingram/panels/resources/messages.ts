import type {
  MessageDraft,
  MessagePreview,
  MessageTemplate,
  MessageTemplateChange,
  MessageTemplates,
} from '../../../../generated/ingram-panels.gen.ts';
import type { ApiPromise } from '../../../../http/api-client.ts';
import { path } from '../../../../http/path.ts';
import type { RequestOptions } from '../../../../http/request-options.ts';
import { PanelResource } from '../panel-resource.ts';

/** What customers are written. Modelled: no public API. */
export class Messages extends PanelResource {
  /**
   * Lists the messages to customers, by event.
   * `GET /reseller/messages`
   * With the variables that each event knows.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   */
  list(options?: RequestOptions): ApiPromise<MessageTemplates> {
    return this.value('listMessageTemplates', 'GET /reseller/messages', {}, options);
  }

  /**
   * Reads the template of an event.
   * `GET /reseller/messages/{event}`
   * The platform's own, until it is changed.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  get(event: string, options?: RequestOptions): ApiPromise<MessageTemplate> {
    return this.value('getMessageTemplate', path`GET /reseller/messages/${event}`, {}, options);
  }

  /**
   * Changes the template of an event.
   * `PUT /reseller/messages/{event}`
   * Plain text with {{variables}}. An unknown variable is refused by its name.
   * Modelled: no public API.
   * @throws {BadRequestError} with the name of the unknown variable
   */
  set(
    event: string,
    messageTemplateChange: MessageTemplateChange,
    options?: RequestOptions,
  ): ApiPromise<MessageTemplate> {
    return this.value(
      'setMessageTemplate',
      path`PUT /reseller/messages/${event}`,
      { body: messageTemplateChange },
      options,
    );
  }

  /**
   * Goes back to the platform's own template.
   * `DELETE /reseller/messages/{event}`
   * Further recipients are forgotten too.
   * Modelled: no public API.
   * @throws {PermissionError} when the role is not allowed it
   * @throws {NotFoundError} when there is none, or it is another's
   */
  reset(event: string, options?: RequestOptions): ApiPromise<MessageTemplate> {
    return this.value('resetMessageTemplate', path`DELETE /reseller/messages/${event}`, {}, options);
  }

  /**
   * Shows what would be sent.
   * `POST /reseller/messages/{event}/preview`
   * Of the stored template or of a draft, with values that are given or made up. Nothing is sent or stored; values are escaped in HTML and never taken for templates.
   * Modelled: no public API.
   * @throws {BadRequestError} with the name of the unknown variable
   * @example
   * const { subject, html } = await panels.messages.preview('customerSignedUp', { subject: 'Welcome, {{customerName}}' });
   */
  preview(
    event: string,
    messageDraft: MessageDraft = {},
    options?: RequestOptions,
  ): ApiPromise<MessagePreview> {
    return this.value(
      'previewMessage',
      path`POST /reseller/messages/${event}/preview`,
      { body: messageDraft, effect: 'read' },
      options,
    );
  }
}
