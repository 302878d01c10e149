/** How Partner Center answers a refusal of the domain: its HTTP status and its code. */
export type RefusalTable = Readonly<Record<string, readonly [status: number, code: number]>>;
