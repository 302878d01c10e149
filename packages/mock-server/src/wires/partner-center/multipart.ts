import type { PurchaseDocuments } from '../../domain/orders/change-order.ts';
import type { OrderAttachment } from '../../domain/orders/order.ts';
import { Refusal } from '../../domain/refusal.ts';

interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly content: string;
}

/** The parts of a multipart body; contents as text, which is all that the simulator keeps of a file. */
function partsOf(contentType: string | undefined, body: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  if (boundary === undefined) {
    throw new Refusal(
      'invalid',
      'order.attachment_metadata',
      'The body must be multipart/form-data with a boundary.',
      'metadata',
    );
  }
  return body
    .split(`--${boundary}`)
    .map((text) => /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n$/.exec(text))
    .flatMap((match) => {
      const [, headers = '', content = ''] = match ?? [];
      const name = /name="([^"]*)"/i.exec(headers)?.[1];
      return name === undefined
        ? []
        : [{ name, fileName: /filename="([^"]*)"/i.exec(headers)?.[1], content }];
    });
}

/** A form as the document has it: its metadata read, and the contents of its files. @throws Refusal when its metadata is no JSON */
export function formIn(contentType: string | undefined, body: string): Readonly<Record<string, unknown>> {
  const form: Record<string, unknown> = {};
  for (const { name, content } of partsOf(contentType, body)) {
    const known = name.toLowerCase();
    if (known === 'metadata') form[known] = metadataIn(content);
    else form[known] = [...((form[known] as string[] | undefined) ?? []), content];
  }
  return form;
}

const fileKinds: Readonly<Record<string, OrderAttachment['kind']>> = { pofiles: 'PO', tenderfiles: 'Tender' };

/** What an upload says about a purchase order. @throws Refusal when its metadata is no JSON */
export function documentsIn(contentType: string | undefined, body: string): PurchaseDocuments {
  const parts = partsOf(contentType, body);
  const text = parts.find((part) => part.name.toLowerCase() === 'metadata')?.content ?? '{}';
  const metadata = metadataIn(text);
  return {
    customerPrice: textOf(metadata.customerprice),
    currency: textOf(metadata.currency),
    isPartOfTender: metadata.ispartoftender === true,
    tenderLink: textOf(metadata.tenderlink),
    files: parts.flatMap((part) => {
      const kind = fileKinds[part.name.toLowerCase()];
      return kind === undefined
        ? []
        : [{ kind, fileName: part.fileName ?? part.name, content: part.content }];
    }),
  };
}

function metadataIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const given = JSON.parse(text) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  } catch {
    throw new Refusal(
      'invalid',
      'order.attachment_metadata',
      'metadata is not JSON; send {"customerPrice","currency",…}.',
      'metadata',
    );
  }
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
