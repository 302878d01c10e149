/** The test's own price list: what the engine charges is held against these, not against its catalogue. */
export type Term = 'P1M' | 'P1Y' | 'P3Y';
export type Cycle = 'monthly' | 'annual' | 'triennial' | 'once';

export interface Plan {
  readonly term: Term | undefined;
  readonly cycle: Cycle;
  /** Suggested price in US cents. */
  readonly cents: bigint;
}

export interface Offer {
  /** `product:sku` */
  readonly id: string;
  readonly family: 'licence' | 'software' | 'perpetual' | 'saas';
  readonly plans: readonly Plan[];
  readonly most: number;
  readonly upgradesTo: readonly string[];
  readonly trialOf?: string;
  readonly attested?: true;
  readonly promotion?: {
    readonly id: string;
    readonly percentOff: bigint;
    readonly until: number;
    readonly forNewcomers: boolean;
  };
}

function halfUp(amount: bigint, divisor: bigint): bigint {
  return (amount * 2n + divisor) / (divisor * 2n);
}

type Years = 'three by month' | 'three' | 'one';

function licence(id: string, cents: bigint, years: Years, details: Partial<Offer> = {}): Offer {
  const plan = (term: Term, cycle: Cycle, tenths: bigint): Plan => ({
    term,
    cycle,
    cents: halfUp(cents * tenths, 10n),
  });
  const threeYears = [
    plan('P3Y', 'monthly', 10n),
    plan('P3Y', 'annual', 120n),
    plan('P3Y', 'triennial', 360n),
  ];
  return {
    id,
    family: 'licence',
    most: 10_000,
    upgradesTo: [],
    plans: [
      plan('P1M', 'monthly', 12n),
      plan('P1Y', 'monthly', 10n),
      plan('P1Y', 'annual', 120n),
      ...(years === 'one' ? [] : threeYears.filter(({ cycle }) => years === 'three' || cycle !== 'annual')),
    ],
    ...details,
  };
}

function trial(id: string, trialOf: string): Offer {
  const plans: Plan[] = [{ term: 'P1M', cycle: 'monthly', cents: 0n }];
  return { id, family: 'licence', most: 25, upgradesTo: [], trialOf, plans };
}

const basic = 'CFQ7TTC0LH18:0001';
const premium = 'CFQ7TTC0LCHC:0002';
const enterprise3 = 'CFQ7TTC0LFLX:0001';
const enterprise5 = 'CFQ7TTC0LFLZ:0002';
const intune = 'CFQ7TTC0LCH4:0002';
const mobility3 = 'CFQ7TTC0LFJ1:0001';
const mobility5 = 'CFQ7TTC0LFJ2:0001';
const project1 = 'CFQ7TTC0HD33:0003';
const project3 = 'CFQ7TTC0HDB0:0002';

export const offers: readonly Offer[] = [
  licence(basic, 600n, 'one', { most: 300, upgradesTo: [premium, enterprise3] }),
  licence(premium, 2_200n, 'one', {
    most: 300,
    upgradesTo: [enterprise3, enterprise5],
    promotion: {
      id: 'CFQ7TTC0LCHC:0002:39NFJQT1Q5KN',
      percentOff: 20n,
      until: Date.UTC(2027, 0, 1),
      forNewcomers: true,
    },
  }),
  licence(enterprise3, 3_600n, 'three by month', { upgradesTo: [enterprise5] }),
  licence(enterprise5, 5_700n, 'three by month'),
  licence(intune, 800n, 'three', { upgradesTo: [mobility3] }),
  licence(mobility3, 1_060n, 'three', { upgradesTo: [mobility5] }),
  licence(mobility5, 1_640n, 'three'),
  licence(project1, 1_000n, 'one', {
    upgradesTo: [project3],
    promotion: {
      id: 'CFQ7TTC0HD33:0003:CFQ7TTC0K59M',
      percentOff: 15n,
      until: Date.UTC(2027, 3, 1),
      forNewcomers: false,
    },
  }),
  licence(project3, 3_000n, 'one'),
  // Add-ons of those above.
  licence('CFQ7TTC0LH3N:0001', 400n, 'one'),
  licence('CFQ7TTC0LHXH:0001', 20n, 'one', { most: 100_000 }),
  trial('CFQ7TTC0LCHC:0009', premium),
  trial('CFQ7TTC0LHQM:0009', intune),
  {
    id: 'CFQ7TTC0HHS9:0001',
    family: 'licence',
    most: 300,
    upgradesTo: [],
    attested: true,
    plans: [{ term: 'P1M', cycle: 'monthly', cents: 4_500n }],
  },
  {
    id: 'DG7GMGF0D5RK:0005',
    family: 'software',
    most: 10_000,
    upgradesTo: [],
    plans: [
      { term: 'P1Y', cycle: 'annual', cents: 67_200n },
      { term: 'P3Y', cycle: 'triennial', cents: halfUp(67_200n * 27n, 10n) },
    ],
  },
  {
    id: 'DG7GMGF0DWM3:0002',
    family: 'perpetual',
    most: 10_000,
    upgradesTo: [],
    plans: [{ term: undefined, cycle: 'once', cents: 62_000n }],
  },
  {
    id: 'DZH318Z0C0PB:0001',
    family: 'saas',
    most: 10_000,
    upgradesTo: [],
    plans: [
      { term: 'P1M', cycle: 'monthly', cents: 350n },
      { term: 'P1Y', cycle: 'annual', cents: 3_500n },
    ],
  },
];

export function offerOf(id: string): Offer {
  const [productId, skuId] = id.split(':');
  const found = offers.find((offer) => offer.id === `${productId}:${skuId}`);
  if (found === undefined) throw new Error(`The test has no offer ${id}.`);
  return found;
}

/** Thousandths of a dollar's worth in each currency of the test's customers. */
const rates: Readonly<Record<string, bigint>> = { USD: 1_000n, MXN: 18_500n };

/** The partner's price of a unit, in ten-thousandths of the currency: four fifths, in whole cents, less a promotion. */
export function unitPrice(plan: Plan, currency: string, percentOff = 0n): bigint {
  const cents = halfUp(plan.cents * (rates[currency] ?? 0n) * 8n, 10_000n);
  return halfUp(cents * 100n * (100n - percentOff), 100n);
}

/** What a cycle is called on the wire. */
export function soldCycle(offer: Offer, { cycle }: Plan): string {
  if (offer.trialOf !== undefined) return 'none';
  return cycle === 'once' ? 'one_time' : cycle;
}

/** The plan of a term and cycle, either of which may be left open. */
export function planOf(offer: Offer, term?: string, cycle?: string): Plan | undefined {
  return offer.plans.find(
    (plan) =>
      (term === undefined || plan.term === undefined || plan.term === term) &&
      (cycle === undefined || plan.cycle === cycle || soldCycle(offer, plan) === cycle),
  );
}
