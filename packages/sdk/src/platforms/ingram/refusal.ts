import { BadRequestError } from '../../http/errors/bad-request-error.ts';
import { ConflictError } from '../../http/errors/conflict-error.ts';
import { NotFoundError } from '../../http/errors/not-found-error.ts';

const platform = 'ingram';

export function refusal(code: string, message: string, solution: string): BadRequestError {
  return new BadRequestError(`ingram: ${message}`, { platform, code, solution });
}

export function conflict(code: string, message: string, solution: string): ConflictError {
  return new ConflictError(`ingram: ${message}`, { platform, code, solution });
}

export function notFound(code: string, message: string, solution: string): NotFoundError {
  return new NotFoundError(`ingram: ${message}`, { platform, code, solution });
}
