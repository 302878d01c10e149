/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly outcome: 'accepted' | 'answered' | 'refused' | 'parsed' | 'left out' | 'wrong';
  readonly why: string;
  /** Fields that an answer has and our document has not. */
  readonly undeclared?: readonly string[];
}
