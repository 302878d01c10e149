import type { AlignExpirationDate, NewOrder } from '../../generated/ingram.gen.ts';
import { day, isoOf } from '../../operations/calendar.ts';
import type { OperationOptions } from '../../operations/progress.ts';
import type { Ingram } from './client.ts';
import { callOptionsOf } from './order-once.ts';
import { refusal } from './refusal.ts';

/** How an order is told to end on a day: with another subscription of the customer, or with a month. @throws BadRequestError when neither ends then */
export async function alignedWith(
  ingram: Ingram,
  order: NewOrder,
  lastDay: string,
  options: OperationOptions,
): Promise<AlignExpirationDate> {
  const calls = callOptionsOf(options);
  const end = isoOf(Date.parse(`${lastDay}T00:00:00Z`) + day).slice(0, 10);
  const { customerId } = order;
  for await (const { id, expirationDate } of ingram.subscriptions.list(
    { customerId, status: 'active' },
    calls,
  ))
    if (expirationDate?.slice(0, 10) === end)
      return { alignmentType: 'CO_TERM_ON_SUBSCRIPTION', subscriptionId: Number(id) };
  const aligned: AlignExpirationDate = { alignmentType: 'MATCH_END_OF_CALENDAR_MONTH' };
  if (end.endsWith('-01')) {
    // Which month it would be is the platform's to say.
    const { subscriptions = [] } = await ingram.orders.estimate(
      { ...order, alignExpirationDate: aligned },
      calls,
    );
    const told = subscriptions.map(({ alignedExpirationDate = '' }) => alignedExpirationDate.slice(0, 10));
    if (told.includes(end) || told.includes(lastDay)) return aligned;
  }
  throw refusal(
    'ingram.no_such_end',
    `Nothing of customer ${customerId} ends with ${lastDay}, and the product does not end with that month.`,
    'Name the last day of another subscription of the customer, or leave alignTo out.',
  );
}
