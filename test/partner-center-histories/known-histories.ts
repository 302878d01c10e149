import { offers } from './offers.ts';
import type { Change, Step } from './steps.ts';
import { day } from './time-and-money.ts';

/** Histories that once went wrong, or that chance seldom makes. */
const number = (offerId: string) => offers.findIndex(({ id }) => id === offerId);
const basic = number('CFQ7TTC0LH18:0001');
const premium = number('CFQ7TTC0LCHC:0002');
const intune = number('CFQ7TTC0LCH4:0002');
const mobility = number('CFQ7TTC0LFJ1:0001');
const premiumTrial = number('CFQ7TTC0LCHC:0009');
const marketplace = number('DZH318Z0C0PB:0001');

const buy = (...lines: [offer: number, plan?: number, quantity?: number, end?: number][]): Step => ({
  do: 'buy',
  lines: lines.map(([offer, plan = 0, quantity = 5, end]) => ({
    offer,
    plan,
    quantity,
    end: end ?? null,
    attest: 1,
  })),
});
const patch = (nth: number, ...changes: Change[]): Step => ({ do: 'patch', nth, minimal: false, changes });
const wait = (milliseconds: number): Step => ({ do: 'wait', milliseconds });
const reach = (nth: number, offset: 0 | -1_000): Step => ({ do: 'reach', nth, what: 'term', offset });
const upgrade = (nth: number, target: number | null = null, seats = 0, term: 'P1M' | null = null): Step => ({
  do: 'transition',
  nth,
  upgrade: 0,
  seats,
  target,
  term,
  cycle: null,
});
const schedule = (
  plan: number,
  quantity: number | null = null,
  end: number | null = null,
  to = 0,
): Change => ({
  change: 'schedule',
  upgrade: to,
  plan,
  quantity,
  end,
});
const status = (wanted: 'suspended' | 'deleted'): Change => ({ change: 'status', status: wanted });

export const knownHistories: readonly (readonly Step[])[] = [
  // A trial that is converted in its last days: the cycle of the trial is not charged any more.
  [wait(6_102_000_000), buy([premiumTrial]), upgrade(0, null, 0, 'P1M'), wait(29 * day), wait(40 * day)],
  // A promotion does not follow to another product at the renewal, nor to another term.
  [buy([premium, 1, 5, 0]), patch(0, schedule(0)), wait(14 * day)],
  [buy([premium, 1, 5, 0]), patch(0, schedule(0, null, null, 3)), wait(14 * day)],
  // A trial does not renew as a trial.
  [buy([premiumTrial]), patch(0, schedule(0, null, null, 3)), wait(40 * day)],
  // Another day for the end of the next term is another wish.
  [
    buy([basic]),
    patch(0, schedule(1, null, 0)),
    patch(0, schedule(1, null, 5)),
    reach(0, 0),
    wait(200 * day),
  ],
  // All is given back, of the longer term and of the shorter one before it.
  [
    buy([marketplace]),
    { do: 'activate', nth: 0 },
    wait(day / 2),
    patch(0, { change: 'seats', delta: 3 }),
    patch(0, { change: 'term', term: 'P1Y', cycle: null }),
    patch(0, status('deleted')),
  ],
  // Seats do not go to a subscription that is becoming another one.
  [buy([intune], [mobility]), wait(8 * day), upgrade(1), upgrade(0, 0), wait(2_000)],
  // Nor are more seats taken than the renewal left, nor does the target get more than it may have.
  [buy([basic]), patch(0, schedule(0, 2, null, 3)), reach(0, -1_000), upgrade(0, null, 3), wait(2_000)],
  [
    buy([basic, 0, 10], [premium, 0, 280]),
    wait(8 * day),
    upgrade(0, 0),
    patch(1, { change: 'seats-to', quantity: 300 }),
    wait(2_000),
  ],
  // A trial is had once.
  [buy([premiumTrial], [premiumTrial])],
  [buy([premiumTrial]), upgrade(0), wait(2_000), buy([premiumTrial])],
  // Nothing is scheduled while suspended, and nothing kept.
  [buy([basic]), patch(0, schedule(1)), patch(0, status('suspended')), patch(0, schedule(1)), wait(40 * day)],
];
