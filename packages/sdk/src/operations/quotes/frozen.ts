/** The value as JSON keeps it, and as nobody can change it. */
export function frozen<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, part) => Object.freeze(part)) as Value;
}
