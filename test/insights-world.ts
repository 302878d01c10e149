import { createPlatform } from '@tenantry/mock-server';
import { PartnerCenter, type PartnerCenterTypes } from '@tenantry/sdk/partner-center';

export type NewInsightsReport = PartnerCenterTypes.NewInsightsReport;

const Query =
  'SELECT Month, TotalSoldSeats FROM SeatsSubscriptionsAndRevenue ORDER BY Month ASC TIMESPAN LAST_3_MONTHS';

/** A platform that is served, with a query that its provider keeps. */
export async function insightsWorld(deliverWebhook?: (request: Request) => Promise<Response>) {
  const platform = createPlatform({
    seed: 'demo-latam',
    strict: true,
    ...(deliverWebhook && { deliverWebhook }),
  });
  const { url } = await platform.listen();

  /** With a token of now: the clock leaves older ones behind. */
  function client(options: object = {}): PartnerCenter {
    const { accessToken } = platform.credentials(url).partnerCenter;
    return new PartnerCenter({ baseUrl: url, accessToken, environment: platform.environment, ...options });
  }

  const { queryId } = await client().insights.createQuery({ Name: 'Asientos por mes', Query });

  function create(change: Partial<NewInsightsReport> = {}) {
    return client().insights.createReport({
      ReportName: 'Asientos',
      QueryId: queryId,
      StartTime: new Date(platform.world.clock.now() + 3_600_000).toISOString(),
      RecurrenceInterval: 24,
      ...change,
    });
  }

  return { platform, url, client, queryId, create };
}

/** What a call is refused with. */
export async function refusal(call: PromiseLike<unknown>) {
  return call.then(
    () => ({}),
    ({ status, name, message }: { status?: number; name: string; message: string }) => ({
      status,
      name,
      message,
    }),
  );
}
