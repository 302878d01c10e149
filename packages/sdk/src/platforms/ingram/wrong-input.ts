import { ValidationError } from '../../http/errors/validation-error.ts';

/** What the caller gave is refused before anything is sent. The field is a path with dots; none where it is about several. */
export function wrongInput(code: string, field: string, message: string, remedy: string): ValidationError {
  const path = field === '' ? [] : field.split('.');
  return new ValidationError([{ code, path, message, remedy }], { platform: 'ingram' });
}
