// A process of its own: the mock with price sheets of as many rows as it is told.
import { createPlatform } from '@tenantry/mock-server';

/** Where a client finds it. */
export interface SheetMock {
  readonly baseUrl: string;
  readonly accessToken: string;
}

const platform = createPlatform({
  seed: 'demo-latam',
  settings: { priceSheetRows: Number(process.argv[2]) },
  flowing: true,
});
const { url } = await platform.listen();
const told: SheetMock = platform.credentials(url).partnerCenter;
process.send?.(told);
