import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';

const shortest = 8;
const longest = 256;
const classesNeeded = 3;
const characterClasses = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];

/** Holds a password against Entra's rules. evidence: docs. @throws Refusal naming the rules */
export function checkDirectoryPassword(password: string | undefined): string {
  const classes = characterClasses.filter((each) => each.test(password ?? '')).length;
  if (
    password !== undefined &&
    password.length >= shortest &&
    password.length <= longest &&
    classes >= classesNeeded
  )
    return password;
  throw new Refusal(
    'invalid',
    'directory_user.password',
    `passwordProfile.password must have ${shortest} to ${longest} characters of at least ${classesNeeded} kinds: lower-case letters, upper-case letters, digits, symbols.`,
    'passwordProfile.password',
  );
}

export function passwordHashOf(password: string): string {
  return createHash('sha256').update(password).digest('base64');
}
