/**
 * Method and path of a call, with ids made safe. An id that would lead to another resource is refused: nothing, `.` and `..`.
 * @throws TypeError
 */
export function path(parts: TemplateStringsArray, ...ids: readonly (string | number)[]): string {
  return ids.reduce<string>((route, id, index) => {
    // Fetch resolves `..`: the deletion of a user without an id would be one of all there is above.
    if (id === undefined || id === null || ['', '.', '..'].includes(String(id).trim()))
      throw new TypeError(`"${id}" is no id: ${parts.join('…')}`);
    return route + encodeURIComponent(id) + parts[index + 1];
  }, parts[0] ?? '');
}
