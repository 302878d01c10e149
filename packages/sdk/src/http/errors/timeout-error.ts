import { ConnectionError } from './connection-error.ts';

/** No answer came in the time allowed. */
export class TimeoutError extends ConnectionError {}
