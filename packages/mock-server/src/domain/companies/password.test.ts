import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seedEmpty } from '../../seeds/empty.ts';
import { World } from '../../world.ts';
import { systemActor } from '../actor.ts';
import { notifications } from '../notifications/notification.ts';
import {
  generatePassword,
  passwordMatches,
  passwordProblems,
  resetPassword,
  setPassword,
} from './password.ts';
import { type User, users } from './user.ts';

const origin = new World({ seed: seedEmpty });
const userOf = (world: World): User => {
  const user = world.store.of(users).first('username', 'billing@abbiebox.example');
  if (user === undefined) throw new Error('The seed has no such user.');
  return user;
};

describe('passwords of ICP', () => {
  test('break every rule at once, and none when they are good', () => {
    const world = origin.fork();
    expect(passwordProblems(world, userOf(world), 'mario')).toHaveLength(5);
    expect(passwordProblems(world, userOf(world), 'Nevado#Blanco31')).toEqual([]);
    expect(passwordProblems(world, userOf(world), 'Abbie box s.a.c.!31X')).toContain(
      'not the user name, company, first or last name',
    );
    expect(passwordProblems(world, userOf(world), 'Password1234!')).toContain(
      'not on the list of compromised passwords',
    );
    expect(() => setPassword(world, systemActor, userOf(world), 'short')).toThrow(
      /at least 12 characters; an upper-case letter/,
    );
  });

  test('the last ten cannot come back, the eleventh can; only hashes are kept', () => {
    const world = origin.fork();
    const password = (count: number) => `Nevado#Blanco${count + 10}`;
    for (let count = 0; count < 11; count += 1)
      setPassword(world, systemActor, userOf(world), password(count));
    expect(userOf(world).passwordHistory).toHaveLength(10);
    for (let count = 1; count < 11; count += 1)
      expect(() => setPassword(world, systemActor, userOf(world), password(count))).toThrow(
        /one of the last 10/,
      );
    setPassword(world, systemActor, userOf(world), password(0));
    expect(passwordMatches(userOf(world), password(0))).toBe(true);
    expect(passwordMatches(userOf(world), password(1))).toBe(false);
    expect(JSON.stringify(world.snapshot())).not.toContain('Nevado#Blanco');
  });

  test('a reset makes a good one that only the outbox tells', () => {
    const world = origin.fork();
    resetPassword(world, systemActor, userOf(world).id);
    const message = [...world.store.of(notifications).all()].at(-1);
    const password = /Password: (.*)/.exec(message?.body ?? '')?.[1] ?? '';
    expect(message?.to).toBe('billing@abbiebox.example');
    expect(passwordMatches(userOf(world), password)).toBe(true);
  });

  test('every generated one keeps the rules', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (randomSeed) => {
        const world = new World({ randomSeed });
        const user: User = {
          id: 1,
          parentId: 1,
          state: 'Active',
          username: 'ana',
          email: 'a@b.example',
          firstName: 'Ana',
          lastName: 'Ruiz',
          mfa: false,
          passwordHistory: [],
        };
        expect(passwordProblems(world, user, generatePassword(world))).toEqual([]);
      }),
    );
  });
});
