type Fields = Record<string, unknown>;

/** A body whose fields are found whatever their case, `a.0.b` below each other. */
export class Body {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = structuredClone(value);
  }

  text(field: string): string | undefined {
    const found = this.#find(field);
    const value = found?.holder[found.name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  number(field: string): number | undefined {
    const found = this.#find(field);
    const value = found?.holder[found.name];
    return typeof value === 'number' ? value : undefined;
  }

  /** Of a field that is there already. */
  set(field: string, value: unknown): void {
    const found = this.#find(field);
    if (found !== undefined) found.holder[found.name] = value;
  }

  #find(field: string): { readonly holder: Fields; readonly name: string } | undefined {
    let holder: unknown = this.value;
    const names = field.split('.');
    for (const [index, wanted] of names.entries()) {
      if (typeof holder !== 'object' || holder === null) return undefined;
      const fields = holder as Fields;
      const name = Object.keys(fields).find((each) => each.toLowerCase() === wanted.toLowerCase());
      if (name === undefined) return undefined;
      if (index === names.length - 1) return { holder: fields, name };
      holder = fields[name];
    }
    return undefined;
  }
}
