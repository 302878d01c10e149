import fc from 'fast-check';
import { ingramDocument } from '../packages/mock-server/src/generated/ingram-document.gen.ts';
import { ingramPanelsDocument } from '../packages/mock-server/src/generated/ingram-panels-document.gen.ts';
import { address, contact, password, pixel, workload } from './panels-world.ts';
import type { Holdings } from './rights-world.ts';

/** A call as somebody might send it who wants more than is its own. */
export interface RandomCall {
  readonly operationId: string;
  readonly platform: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const panelsBase = '/modelled/ingram-panels';
export const marketplaceBase = '/marketplace/na';

const operations = [
  ...ingramPanelsDocument.operations.map((operation) => ({
    ...operation,
    platform: 'ingram-panels',
    base: panelsBase,
  })),
  ...ingramDocument.operations.map((operation) => ({
    ...operation,
    platform: 'ingram',
    base: marketplaceBase,
  })),
];

const names = { firstName: 'Ann', lastName: 'Lee', email: 'ann@random.example' };
const reach = { phoneNumber: contact.phoneNumber, address };
const role = fc.constantFrom(
  'customerAdministrator',
  'limitedAdministrator',
  'serviceUser',
  'resellerAdministrator',
);

/** Bodies that would do something, by operation. */
function bodiesOf(own: Holdings, foreign: Holdings): Readonly<Record<string, fc.Arbitrary<object>>> {
  const account = fc.constantFrom(...own.accounts, ...foreign.accounts);
  const service = fc.constantFrom(...own.services, ...foreign.services);
  const product = fc.constantFrom(...own.products);
  const lines = product.map((id) => [
    { id, quantity: 2, parameters: Object.entries(workload).map(([name, value]) => ({ name, value })) },
  ]);
  const order = fc.record({
    type: fc.constantFrom('sales', 'change', 'renewal', 'cancellation'),
    customerId: account,
    subscriptionId: service,
    products: lines,
  });
  const newAccount = {
    name: 'New',
    language: 'en',
    address,
    contactPersons: [{ type: 'admin', ...contact }],
  };
  const accountChange = fc.record({
    name: fc.constant('Renamed'),
    status: fc.constantFrom('active', 'creditHold'),
  });
  return {
    placeOrder: fc.record({
      productId: product,
      quantity: fc.integer({ min: 1, max: 5 }),
      parameters: fc.constant(workload),
    }),
    createOrder: order,
    estimateOrder: order,
    updateOrder: fc.constantFrom({ creditCheck: true }, { statusCode: 'CL' }),
    updateSubscription: fc.record({ renewalStatus: fc.boolean() }),
    updateSubscriptionSpecialPricing: fc.constant({
      products: [{ id: own.products[0], unitPrice: { currency: 'USD', amount: '0.01' } }],
    }),
    createCustomer: fc.constant(newAccount),
    createCustomerForReseller: fc.constant(newAccount),
    createReseller: fc.constant({ ...newAccount, currency: 'USD' }),
    updateCustomer: accountChange,
    updateReseller: accountChange,
    validateParameters: fc.record({ customerId: account, type: fc.constant('sales'), products: lines }),
    createReport: fc.constant({ name: 'All', format: 'csv', startDate: '2026-11-01T00:00:00Z' }),
    setMargin: fc.constantFrom({ percent: '10' }, { percent: '30.5' }),
    changePassword: fc.constant({ currentPassword: password, newPassword: password }),
    updateStaff: fc.record({ state: fc.constantFrom('active', 'disabled') }),
    updateUser: fc.record({ role, state: fc.constantFrom('active', 'disabled') }),
    createStaff: fc.constant(names),
    createUser: fc
      .record({ role, serviceIds: fc.array(service, { maxLength: 1 }) })
      .map((some) => ({ ...names, ...reach, ...some })),
    signUpCustomer: fc
      .constantFrom('customer', 'reseller')
      .map((credentialsTo) => ({ name: 'New', language: 'en', address, contact, credentialsTo })),
    setBranding: fc.constant({ name: 'Mine', suffix: 'mine', skin: 'dark', domain: 'mine.example.com' }),
    setBrandingImage: fc.constant({ contentType: 'image/png', content: pixel }),
    setMessageTemplate: fc.constant({ subject: 'Hello', text: '{{customerName}}' }),
    previewMessage: fc.constant({ text: '{{customerName}}' }),
    setSecurityQuestion: fc.constant({
      question: 'Which street was it?',
      securityAnswer: 'Elm Street',
      password,
    }),
    verifyCaller: fc.constant({ securityAnswer: 'Elm Street' }),
    signInToCustomer: fc.constant({ reason: 'Curiosity' }),
  };
}

/** What belongs into a place of a path. */
function kindOf(name: string, operationId: string): keyof Holdings | undefined {
  if (name !== 'id') return kinds[name];
  if (/order/i.test(operationId)) return 'orders';
  return /subscription/i.test(operationId) ? 'services' : 'accounts';
}

const kinds: Readonly<Record<string, keyof Holdings>> = {
  customerId: 'accounts',
  documentId: 'documents',
  orderId: 'orders',
  serviceId: 'services',
  userId: 'users',
  username: 'usernames',
};

/** What may stand in a path, by the name of its place. */
function idsOf(
  own: Holdings,
  foreign: Holdings,
): (name: string, operationId: string) => fc.Arbitrary<string> {
  const both = (kind: keyof Holdings) => [...own[kind], ...foreign[kind]];
  const everything = (Object.keys(own) as (keyof Holdings)[]).flatMap(both);
  const odd = ['0', '-1', '1e3', '__proto__', 'constructor', '*', 'null', '120001', 'logo', 'orderPlaced'];
  const others: Readonly<Record<string, readonly string[]>> = {
    productId: both('products'),
    kind: ['logo', 'favicon'],
    event: ['orderPlaced', 'userInvited'],
  };
  const fitting = (name: string, operationId: string) => {
    const kind = kindOf(name, operationId);
    return others[name] ?? (kind === undefined ? odd : both(kind));
  };
  return (name, operationId) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...fitting(name, operationId)) },
      { weight: 2, arbitrary: fc.constantFrom(...everything, ...odd) },
      { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
    );
}

/** Ways round a check that looks at paths. */
const twists: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => path.replace('/reseller/', '/customer/../reseller/'),
  (path) => path.replace('/customer/', '//customer/'),
  (path) => path.toUpperCase(),
  (path) => path.replace('reseller', '%72eseller'),
  (path) => path.replace('/na/', '/'),
];
const twist = fc.oneof(
  { weight: 10, arbitrary: fc.constant((path: string) => path) },
  { weight: 1, arbitrary: fc.constantFrom(...twists) },
);
const method = (usual: string) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD') },
  );
const header = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'x-http-method-override': 'GET' },
      { 'x-role': 'resellerAdministrator' },
      { accept: 'application/pdf' },
    ),
  },
);
const asked = [
  'id',
  'customerId',
  'resellerId',
  'name',
  'type',
  'status',
  'email',
  'customId',
  'limit',
  'role',
];

/** Calls of all operations, or those of one platform: with numbers of both, with bodies that would do something, and with nonsense. */
export function randomCalls(own: Holdings, foreign: Holdings, platform?: string): fc.Arbitrary<RandomCall> {
  const bodies = bodiesOf(own, foreign);
  const idFor = idsOf(own, foreign);
  const query = fc
    .array(fc.tuple(fc.constantFrom(...asked), idFor('customerId', '')), { maxLength: 2 })
    .map((pairs) => new URLSearchParams(pairs).toString());
  const nonsense = fc.oneof(fc.jsonValue(), fc.object());
  return fc
    .constantFrom(...operations.filter((each) => platform === undefined || each.platform === platform))
    .chain(({ operationId, platform: name, base, path, method: usual }) => {
      const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place);
      const good = bodies[operationId] ?? fc.constant({});
      return fc
        .record({
          ids: fc.tuple(...places.map((place) => idFor(place, operationId))),
          turn: twist,
          method: method(usual),
          query,
          body: fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: nonsense }),
          headers: header,
        })
        .map(({ ids, turn, body, ...rest }) => {
          let next = 0;
          const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(ids[next++] ?? ''));
          return {
            ...rest,
            operationId,
            platform: name,
            path: turn(base + filled),
            body: JSON.stringify(body),
          };
        });
    });
}

/** Every call that names something of another in its path, with a body that would do something. */
export function callsAbout(own: Holdings, foreign: Holdings, platform: string): RandomCall[] {
  const bodies = bodiesOf(own, foreign);
  return operations
    .filter((each) => each.platform === platform)
    .flatMap(({ operationId, base, path, method: usual }) =>
      [...path.matchAll(/\{(\w+)\}/g)].flatMap(([place, name = '']) => {
        const kind = kindOf(name, operationId);
        if (kind === undefined) return [];
        return foreign[kind].map((id) => {
          const theirs = path.replace(place, encodeURIComponent(id));
          const filled = theirs.replaceAll(
            /\{(\w+)\}/g,
            (_, rest: string) => own[kinds[rest] ?? 'products'][0] ?? 'logo',
          );
          const [body = {}] = bodies[operationId]
            ? fc.sample(bodies[operationId], { numRuns: 1, seed: 1 })
            : [];
          return {
            operationId,
            platform,
            method: usual,
            path: base + filled,
            query: '',
            body: JSON.stringify(body),
            headers: {},
          };
        });
      }),
    );
}
