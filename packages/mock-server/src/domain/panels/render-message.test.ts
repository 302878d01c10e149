import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { administrator, as, codeOf, panelWorld, signedUp } from '../../../../../test/panel-domain.ts';
import { notifications } from '../notifications/notification.ts';
import { messageEventNamed, messageEvents } from './message-events.ts';
import { resetTemplate, setTemplate, templateOf } from './message-template.ts';
import { checkMessage, renderMessage } from './render-message.ts';
import { previewMessage, sendMessage } from './send-message.ts';

const event = messageEventNamed('orderPlaced');
const check = (subject: string, text: string) => codeOf(() => checkMessage(event, { subject, text }));

describe('templates of messages', () => {
  test("the platform's own keep their own rules", () => {
    for (const each of messageEvents)
      expect(
        codeOf(() => checkMessage(each, each)),
        each.event,
      ).toBeUndefined();
    expect(codeOf(() => messageEventNamed('nothing'))).toBe('message.event_unknown');
  });

  test('an unknown variable is refused by its name, with the nearest', () => {
    expect(() => checkMessage(event, { subject: 'Hi', text: '{{custmerName}}' })).toThrow(
      'text has {{custmerName}}, which orderPlaced does not know; the nearest is {{customerName}}.',
    );
    expect(check('{{activationToken}}', 'x')).toBe('message.unknown_variable');
    expect(check('{{constructor}}', 'x')).toBe('message.unknown_variable');
  });

  test.each([
    ['', 'x', 'message.subject'],
    ['a\r\nBcc: b@example.com', 'x', 'message.subject'],
    ['x'.repeat(201), 'x', 'message.subject'],
    ['Hi', '', 'message.text'],
    ['Hi', 'a\u0000b', 'message.text'],
    ['Hi', '{{customerName', 'message.malformed'],
    ['Hi', '{{{{customerName}}}}', 'message.malformed'],
    ['Hi', '{{customer name}}', 'message.malformed'],
    ['Hi', '{{constructor.constructor("x")()}}', 'message.malformed'],
  ])('%j, %j is refused', (subject, text, code) => {
    expect(check(subject, text)).toBe(code);
  });

  test('what somebody could do nothing without must stay', () => {
    const invited = messageEventNamed('userInvited');
    const text = 'Hello {{userName}}';
    expect(codeOf(() => checkMessage(invited, { subject: 'Hi', text }))).toBe('message.variable_missing');
  });

  test('a value is never taken for a template, a pattern, or HTML', () => {
    const template = { subject: '{{a}}', text: '{{a}} {{b}}\n\n{{ b }}' };
    const rendered = renderMessage(template, { a: '{{b}} $& <script>"x"</script>', b: "a'&b" });
    expect(rendered).toEqual({
      subject: '{{b}} $& <script>"x"</script>',
      text: '{{b}} $& <script>"x"</script> a\'&b\n\na\'&b',
      html: '<p>{{b}} $&amp; &lt;script&gt;&quot;x&quot;&lt;/script&gt; a&#39;&amp;b</p>\n<p>a&#39;&amp;b</p>',
    });
    expect(renderMessage({ subject: '{{a}}', text: 'x' }, { a: 'Hi\r\nBcc: b@example.com' }).subject).toBe(
      'Hi Bcc: b@example.com',
    );
  });

  test('whatever text and values are, HTML has paragraphs and line breaks alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, value) => {
        const { html, subject } = renderMessage({ subject: '{{v}}', text: `${text}{{v}}` }, { v: value });
        expect(html.replaceAll(/<\/?p>|<br>|&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<>"'&]/);
        expect(subject).not.toMatch(/[\r\n]/);
      }),
    );
  });

  test('further recipients get the message without the token', () => {
    const world = panelWorld();
    const actor = as(world, administrator);
    const template = templateOf(world, actor.companyId, 'customerSignedUp');
    setTemplate(world, actor, 'customerSignedUp', { ...template, recipients: ['copy@harborcloud.example'] });
    signedUp(world);
    const [own = '', copy = ''] = [...world.store.of(notifications).all()].slice(-2).map(({ body }) => body);
    const token = /Activation: (\S+)/.exec(own)?.[1] ?? '';
    expect(token.length).toBeGreaterThan(20);
    expect(copy).toContain('Activation: ***');
    expect(copy).not.toContain(token);
  });

  test('recipients are addresses; a reset forgets them; others have templates of their own', () => {
    const world = panelWorld();
    const actor = as(world, administrator);
    const own = { subject: 'Hello', text: '{{orderNumber}}' };
    for (const recipients of [['no address'], Array<string>(21).fill('a@example.com')])
      expect(codeOf(() => setTemplate(world, actor, 'orderPlaced', { ...own, recipients }))).toBe(
        'message.recipient',
      );
    expect(setTemplate(world, actor, 'orderPlaced', own).changed).toBe(true);
    expect(templateOf(world, 320_002, 'orderPlaced').changed).toBe(false);
    expect(resetTemplate(world, actor, 'orderPlaced')).toMatchObject({ changed: false, recipients: [] });
  });

  test('a preview sends nothing, and refuses what could not be stored', () => {
    const world = panelWorld();
    const sent = world.store.of(notifications).size;
    const preview = (draft: { subject?: string; text?: string }, values = {}) =>
      previewMessage(world, 320_001, 'orderPlaced', draft, values);
    expect(preview({ text: '{{orderNumber}}' }, { orderNumber: '<1>' }).html).toBe('<p>&lt;1&gt;</p>');
    expect(codeOf(() => preview({ text: '{{nothing}}' }))).toBe('message.unknown_variable');
    expect(codeOf(() => preview({}, { nothing: 'x' }))).toBe('message.unknown_variable');
    expect(codeOf(() => preview({}, JSON.parse('{"__proto__":"x"}')))).toBe('message.unknown_variable');
    expect(world.store.of(notifications).size).toBe(sent);
    sendMessage(world, 320_001, 'orderPlaced', 'a@example.com', { orderNumber: 'SO1' });
    expect(world.store.of(notifications).size).toBe(sent + 1);
  });
});
