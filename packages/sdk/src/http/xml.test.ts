import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findElement, readXml } from './xml.ts';

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

describe('the XML reader', () => {
  test('reads a fault with namespaces, attributes and empty elements', () => {
    const xml = readXml(
      '<?xml version="1.0"?><Fault xmlns="a"><Reason><Text xml:lang="en-US">No</Text></Reason><b:Detail xmlns:b="x"><IssueToken i:nil="true"/><b:Message>Say &quot;hi&quot; &#233;&#xe9;</b:Message></b:Detail></Fault>',
    );
    expect(findElement(xml, 'Message')?.text).toBe('Say "hi" éé');
    expect(findElement(xml, 'IssueToken')?.children).toEqual([]);
    expect(findElement(xml, 'Nothing')).toBeUndefined();
  });

  test('gives back any text that was escaped into it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(findElement(readXml(`<a><Message>${escaped(text)}</Message></a>`), 'Message')?.text).toBe(
          text,
        );
      }),
    );
  });

  test('takes anything without throwing', () => {
    const fragments = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<a>',
      '</a>',
      '&',
      '&amp;',
      '&#x110000;',
      '&#0;',
      ';',
      '<!',
      '<?',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      'text',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fragments, fc.string())), (parts) => void readXml(parts.join(''))),
    );
  });

  test.each([
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an entity of its own', '<a>&b;</a>'],
    ['a fraction of a character', '<a>&#1.5;</a>'],
    ['crossed tags', '<a><b></a></b>'],
    ['an open tag', '<a><b></b>'],
    ['two roots', '<a/><b/>'],
    ['too much depth', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
    ['too much text', `<a>${'x'.repeat(70_000)}</a>`],
    ['no XML', 'Bad gateway'],
  ])('refuses %s', (_, text) => expect(readXml(text)).toBeUndefined());
});
