/** An element of a small XML text: its local name, its text, its children. */
export interface XmlElement {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

const longest = 65_536;
const deepest = 32;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads small XML without regular expressions; undefined for anything else: DOCTYPE, comments, entities of its own, mismatched tags. */
export function readXml(text: string): XmlElement | undefined {
  if (text.length > longest) return undefined;
  const root: XmlElement = { name: '', text: '', children: [] };
  const open = [root];
  for (let at = 0; at < text.length; ) {
    const current = open[open.length - 1] as XmlElement;
    const tag = text.indexOf('<', at);
    const content = decode(text.slice(at, tag < 0 ? text.length : tag));
    if (content === undefined) return undefined;
    current.text += content;
    if (tag < 0) break;
    const end = text.indexOf('>', tag);
    if (end < 0 || text[tag + 1] === '!') return undefined;
    const inner = text.slice(tag + 1, end);
    at = end + 1;
    if (inner[0] === '?') continue;
    if (inner[0] === '/') {
      if (open.length === 1 || localName(inner.slice(1)) !== current.name) return undefined;
      open.pop();
      continue;
    }
    const element: XmlElement = { name: localName(inner), text: '', children: [] };
    current.children.push(element);
    if (inner.endsWith('/')) continue;
    if (open.length >= deepest) return undefined;
    open.push(element);
  }
  return open.length === 1 && root.children.length === 1 ? root.children[0] : undefined;
}

/** The first element of a name, at any depth. */
export function findElement(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined || element.name === name) return element;
  for (const child of element.children) {
    const found = findElement(child, name);
    if (found) return found;
  }
  return undefined;
}

/** The name at the start of a tag, without its prefix. */
function localName(tag: string): string {
  let name = '';
  for (const character of tag) {
    if (' \t\r\n/'.includes(character)) break;
    name = character === ':' ? '' : name + character;
  }
  return name;
}

/** Text without its entities; undefined when one is not of XML's own. */
function decode(text: string): string | undefined {
  const [start = '', ...parts] = text.split('&');
  return parts.reduce<string | undefined>((decoded, part) => {
    const end = part.indexOf(';');
    const name = part.slice(0, Math.max(0, end));
    const code = name[0] === '#' ? Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1)) : 0;
    const value =
      code > 0 && code <= 0x10ffff && code % 1 === 0
        ? String.fromCodePoint(code)
        : Object.hasOwn(entities, name)
          ? entities[name]
          : undefined;
    return value && decoded !== undefined ? decoded + value + part.slice(end + 1) : undefined;
  }, start);
}
