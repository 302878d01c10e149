import { Refusal } from '../refusal.ts';
import type { Dataset, InsightsArea } from './dataset.ts';
import { datasetNamed, datasetsOf } from './datasets.ts';

export type Operator = '=' | '!=' | '>' | '<' | '>=' | '<=' | 'LIKE' | 'NOT LIKE' | 'IN' | 'NOT IN';

export interface Condition {
  readonly name: string;
  readonly operator: Operator;
  /** As they are written; they are read as what they are compared with. */
  readonly values: readonly string[];
}

/** A query as it is understood; names are the dataset's own. */
export interface Statement {
  readonly dataset: Dataset;
  readonly distinct: boolean;
  /** Columns and metrics, in their order. */
  readonly selected: readonly string[];
  readonly conditions: readonly Condition[];
  readonly order: readonly { readonly name: string; readonly descending: boolean }[];
  readonly limit: number | undefined;
  readonly range: string | undefined;
}

const tokens = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?(?![\w.]))|(\w+)|(!=|>=|<=|[=<>(),;]))/y;
const comparisons: ReadonlySet<string> = new Set(['=', '!=', '>', '<', '>=', '<=']);

export function refused(problem: string): Refusal {
  return new Refusal('invalid', 'insights.query', `The query ${problem}`, 'Query');
}

/** What a query is made of; keywords and names in any case. evidence: docs for the grammar, modelled that clauses come in its order */
export function parseStatement(text: string, area: InsightsArea): Statement {
  return new Parser(tokensOf(text), area).statement();
}

function tokensOf(text: string): string[] {
  const found: string[] = [];
  const end = text.trimEnd().length;
  tokens.lastIndex = 0;
  while (tokens.lastIndex < end) {
    const at = tokens.lastIndex;
    const match = tokens.exec(text);
    if (match === null)
      throw refused(`cannot be read from "${text.slice(at, at + 20).trim()}" on; quotes may be missing.`);
    found.push(match[0].trim());
  }
  return found;
}

class Parser {
  readonly #tokens: readonly string[];
  readonly #area: InsightsArea;
  #at = 0;

  constructor(tokensToRead: readonly string[], area: InsightsArea) {
    this.#tokens = tokensToRead;
    this.#area = area;
  }

  statement(): Statement {
    this.#expect('SELECT');
    const distinct = this.#takes('DISTINCT');
    const names = this.#list(() => this.#word('a column'));
    this.#expect('FROM');
    const dataset = this.#dataset(this.#word('a dataset'));
    const conditions = this.#takes('WHERE') ? this.#conditions(dataset) : [];
    const order = this.#takes('ORDER') ? this.#order(dataset) : [];
    const limit = this.#takes('LIMIT') ? this.#limit() : undefined;
    const range = this.#takes('TIMESPAN') ? this.#range(dataset) : undefined;
    this.#takes(';');
    const rest = this.#tokens[this.#at];
    if (rest !== undefined)
      throw refused(
        `goes on with "${rest}", which is not understood; it has SELECT, FROM, WHERE, ORDER BY, LIMIT and TIMESPAN in this order, and AND between conditions.`,
      );
    const selected = names.map((name) => nameIn(dataset, name));
    checkOrder({ dataset, distinct, selected, conditions, order });
    return { dataset, distinct, selected, conditions, order, limit, range };
  }

  #dataset(name: string): Dataset {
    const dataset = datasetNamed(this.#area, name);
    if (dataset !== undefined) return dataset;
    const known = datasetsOf(this.#area).map((each) => each.name);
    throw refused(`is about "${name}", which is no dataset; there are ${known.join(', ')}.`);
  }

  #conditions(dataset: Dataset): Condition[] {
    const conditions = [this.#condition(dataset)];
    while (this.#takes('AND')) conditions.push(this.#condition(dataset));
    return conditions;
  }

  #condition(dataset: Dataset): Condition {
    const name = nameIn(dataset, this.#word('a column'));
    const not = this.#takes('NOT');
    const word = this.#next('an operator').toUpperCase();
    if (word === 'IN') {
      this.#expect('(');
      const values = this.#list(() => this.#value());
      this.#expect(')');
      return { name, operator: not ? 'NOT IN' : 'IN', values };
    }
    if (word === 'LIKE') return { name, operator: not ? 'NOT LIKE' : 'LIKE', values: [this.#value()] };
    if (not || !comparisons.has(word))
      throw refused(
        `compares ${name} with "${word}"; take =, !=, >, <, >=, <=, LIKE, NOT LIKE, IN or NOT IN.`,
      );
    return { name, operator: word as Operator, values: [this.#value()] };
  }

  #order(dataset: Dataset) {
    this.#expect('BY');
    return this.#list(() => {
      const name = nameIn(dataset, this.#word('a column'));
      // Without a direction the greatest comes first. evidence: docs
      const descending = !this.#takes('ASC');
      if (descending) this.#takes('DESC');
      return { name, descending };
    });
  }

  #limit(): number {
    const limit = Number(this.#next('a number'));
    if (Number.isInteger(limit) && limit > 0) return limit;
    throw refused('has a LIMIT that is no whole number above zero.');
  }

  #range(dataset: Dataset): string {
    const range = this.#word('a time span').toUpperCase();
    if (dataset.dateRanges.includes(range)) return range;
    const known = dataset.dateRanges.join(', ') || 'no time span';
    throw refused(`has TIMESPAN ${range}; ${dataset.name} takes ${known}.`);
  }

  #list<Item>(read: () => Item): Item[] {
    const items = [read()];
    while (this.#takes(',')) items.push(read());
    return items;
  }

  #value(): string {
    const token = this.#next('a value');
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (!Number.isNaN(Number(token))) return token;
    throw refused(`has "${token}" where a number or a text in single quotes belongs.`);
  }

  #word(what: string): string {
    const token = this.#next(what);
    if (/^[A-Za-z_]\w*$/.test(token)) return token;
    throw refused(`has "${token}" where ${what} belongs.`);
  }

  #next(what: string): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw refused(`ends where ${what} belongs.`);
    this.#at += 1;
    return token;
  }

  #takes(keyword: string): boolean {
    const isThere = this.#tokens[this.#at]?.toUpperCase() === keyword;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #expect(keyword: string): void {
    if (!this.#takes(keyword))
      throw refused(`has "${this.#tokens[this.#at] ?? ''}" where ${keyword} belongs.`);
  }
}

function nameIn({ name: dataset, columns, metrics }: Dataset, wanted: string): string {
  const found = [...columns, ...Object.keys(metrics)].find(
    (each) => each.toLowerCase() === wanted.toLowerCase(),
  );
  if (found !== undefined) return found;
  throw refused(`names ${wanted}, which ${dataset} has not; GET ScheduledDataset lists what it has.`);
}

/** Rows that stand for several have no one value of what was not selected. evidence: modelled */
function checkOrder({
  dataset: { metrics },
  distinct,
  selected,
  conditions,
  order,
}: Omit<Statement, 'limit' | 'range'>): void {
  const isMerged =
    distinct || [...selected, ...conditions.map(({ name }) => name)].some((name) => name in metrics);
  const missing = order.find(({ name }) => isMerged && !(name in metrics) && !selected.includes(name));
  if (missing !== undefined)
    throw refused(`is ordered by ${missing.name}, which has to be selected too where rows are combined.`);
}
