import type { RequestHandler } from 'msw';
import { adminWire } from './admin/admin-wire.ts';
import { type CoverageRow, clockReport } from './admin/operations.ts';
import { SigningKeys } from './domain/identity/signing-keys.ts';
import type { WorldSettings } from './domain/settings.ts';
import { shownCredentials } from './domain/shown-credentials.ts';
import { Faults } from './faults/faults.ts';
import type { ServerCertificate } from './http/certificates.ts';
import { toRequest, toResponse, toWireRequest, toWireResponse } from './http/fetch-adapter.ts';
import { hostNamesOf } from './http/host-names.ts';
import type { Interception } from './http/interception.ts';
import { type Listener, type ListenOptions, listen } from './http/node-server.ts';
import type { Outcome } from './http/outcome.ts';
import { Pipeline } from './http/pipeline.ts';
import { certificatesPath, WebhookOutbox } from './http/webhook-outbox.ts';
import type { Wire, WireRequest } from './http/wire.ts';
import { Journal } from './journal/journal.ts';
import { addPeriod, parseInstant } from './kernel/calendar.ts';
import { Ids } from './kernel/ids.ts';
import { Persistence } from './kernel/persistence.ts';
import type { PlatformCredentials } from './platform-credentials.ts';
import { type SeedName, seedNamed } from './seeds/index.ts';
import { adminCenterWire } from './wires/admin-center/admin-center-wire.ts';
import { graphWire } from './wires/graph/graph-wire.ts';
import { icpWire } from './wires/icp/icp-wire.ts';
import { identityWire } from './wires/identity/identity-wire.ts';
import { partnerCenterWire } from './wires/partner-center/partner-center-wire.ts';
import { World, type WorldSnapshot, type WorldState } from './world.ts';

export interface PlatformOptions {
  /** What the world starts with; `demo-latam` unless another is named. A function fills an empty world itself. */
  readonly seed?: SeedName | ((world: World) => void);
  /** A SQLite file that keeps the world: loaded when it exists, made otherwise. */
  readonly data?: string;
  /** Answers that do not fit their document become errors. */
  readonly strict?: boolean;
  /** Let the clock move on with real time. In process it stands still otherwise. */
  readonly flowing?: boolean;
  /** The world's first instant (ISO 8601, UTC) for seeds that do not set one. */
  readonly start?: string;
  /** The number that ids and chance come from. */
  readonly randomSeed?: number;
  readonly settings?: Partial<WorldSettings>;
  /** The platforms to simulate, all of them unless named. */
  readonly wires?: readonly Wire[];
  /** How many requests the journal keeps. @default 1000 */
  readonly journalSize?: number;
  /** Answer the admin API to other machines too. */
  readonly openAdmin?: boolean;
  /** Takes webhooks in place of the network. */
  readonly deliverWebhook?: (request: Request) => Promise<Response>;
}

/** Where a platform is served, and whether with TLS. */
export interface PlatformListenOptions extends Omit<ListenOptions, 'secure'> {
  /**
   * Serves TLS too, on the same port, with a certificate for localhost and every production host; and answers CONNECT
   * for those hosts, so that HTTPS_PROXY leads a client here whose hosts are fixed.
   */
  readonly https?: boolean;
  /** Where the certificate authority is kept; with the user's own data unless said otherwise. */
  readonly caFolder?: string;
}

/** Where an in-process platform is found by MSW: the hosts that a client under test is pointed at. */
export const inProcessOrigin = 'https://tenantry.test';

const worldHeader = 'x-tenantry-world';
const worldPrefix = '/_tenantry/worlds/';

/** A request that a header or a path says is for a forked world. */
function inNamedWorld(request: WireRequest): { world: string; request: WireRequest } | undefined {
  const named = request.headers[worldHeader];
  if (named !== undefined) return { world: named, request };
  if (!request.path.startsWith(worldPrefix)) return undefined;
  const end = request.path.indexOf('/', worldPrefix.length);
  if (end < 0) return undefined;
  const headers = { ...request.headers, 'x-forwarded-prefix': request.path.slice(0, end) };
  return {
    world: request.path.slice(worldPrefix.length, end),
    request: { ...request, headers, path: request.path.slice(end) },
  };
}

/** The whole simulated chain: one world, all wires, in process or over HTTP. */
export class Platform {
  readonly world: World;
  readonly journal: Journal;
  readonly faults = new Faults();
  /** What is simulated: one wire for each API, the admin API last. */
  readonly wires: readonly Wire[];
  readonly #options: PlatformOptions;
  readonly #interception: Interception | undefined;
  readonly #pipeline: Pipeline;
  readonly #persistence: Persistence<KeptState> | undefined;
  readonly #forks = new Map<string, Platform>();
  readonly #listeners = new Set<Listener>();
  readonly #outbox: WebhookOutbox;
  #forkedFrom: Platform | undefined;
  /** Of its own, so that what a client draws changes no id of the world. */
  readonly #clientIds = Ids.seeded(0);
  #overrides: readonly RequestHandler[] = [];

  constructor(options: PlatformOptions = {}, interception?: Interception, world?: World) {
    this.#options = options;
    this.#interception = interception;
    this.#persistence = options.data === undefined ? undefined : new Persistence<KeptState>(options.data);
    const stored = this.#persistence?.load();
    this.world = world ?? newWorld(options, stored);
    this.#persistence?.follow(keptOf(this.world), { loaded: stored !== undefined });
    if (this.#persistence) this.world.signingKeys.onMade(() => this.#persistence?.stateChanged());
    this.journal = new Journal(options.journalSize);
    const admin = adminWire(this.#adminContext(), { open: options.openAdmin ?? false });
    this.wires = [
      ...(options.wires ?? [icpWire, identityWire, partnerCenterWire, graphWire, adminCenterWire]),
      admin,
    ];
    this.#pipeline = new Pipeline({
      world: this.world,
      wires: this.wires,
      journal: this.journal,
      faults: this.faults,
      strict: options.strict ?? false,
      ...(this.#persistence && { durable: () => this.#persistence?.durable() }),
    });
    this.#outbox = new WebhookOutbox({
      world: this.world,
      origin: () => this.#origin(),
      deliver: options.deliverWebhook,
      durable: () => this.#persistence?.durable(),
    });
  }

  /**
   * Answers a request in process: hand it to a client as its `fetch`.
   * @example
   * const client = new Icp({ ...platform.credentials().icp, fetch: platform.fetch });
   */
  readonly fetch = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const outcome = this.#receive(await toWireRequest(request));
    // The caller's own signal: a Request follows it weakly, and while an answer hangs nothing else holds the Request.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : request.signal);
    return toResponse(await outcome, signal);
  };

  /** Answers a request of the pipeline's own kind, without a fetch Request being made. */
  readonly handle = (request: WireRequest): Outcome => {
    const inFork = inNamedWorld(request);
    if (inFork === undefined) return this.#handled(request);
    const fork = this.#forks.get(inFork.world);
    if (fork !== undefined) return fork.#handled(inFork.request);
    const error = `There is no world "${inFork.world}"; make it with POST /_tenantry/worlds.`;
    return {
      response: {
        status: 404,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ error }),
      },
    };
  };

  /** Serves all wires on a port of this machine. @throws Error when the port is taken */
  async listen(
    options: PlatformListenOptions = {},
  ): Promise<Listener & { readonly adminUrl: string; readonly ca?: string }> {
    const { https = false, caFolder, ...address } = options;
    const certificate = https ? await this.#certificate(caFolder) : undefined;
    const secure = certificate && {
      certificate,
      isOurs: (host: string) => this.wires.some((wire) => wire.hosts.some((pattern) => pattern.test(host))),
    };
    const listener = await listen(this.#receive, { ...address, ...(secure && { secure }) });
    this.#listeners.add(listener);
    return {
      ...listener,
      adminUrl: `${listener.url}/_tenantry`,
      ...(certificate && { ca: certificate.ca }),
    };
  }

  /** Certificates are made by code of their own, loaded only by who serves TLS. */
  async #certificate(folder: string | undefined): Promise<ServerCertificate> {
    const { defaultCaFolder, serverCertificate } = await import('./http/certificates.ts');
    return serverCertificate(folder ?? defaultCaFolder(), this.wires.flatMap(hostNamesOf));
  }

  /**
   * Handlers for MSW's `setupServer`: this platform answers requests to these origins and to the production hosts.
   * @example
   * const server = setupServer(...platform.handlers());
   * server.listen({ onUnhandledFrame: 'error' });
   */
  handlers(origins: readonly string[] = [inProcessOrigin]): RequestHandler[] {
    const hosts = this.wires.flatMap((wire) => wire.hosts);
    return this.#mustIntercept().handlers(this.fetch, origins, hosts);
  }

  /**
   * Answers that go before the simulator's own, written as MSW handlers; `reset()` removes them.
   * @example
   * platform.use(http.post('*\/GetCompanies', () => new HttpResponse(null, { status: 503 })));
   */
  use(...overrides: readonly RequestHandler[]): void {
    this.#mustIntercept();
    this.#overrides = [...overrides, ...this.#overrides];
  }

  /** A platform on a copy of this world; neither sees what the other does from then on. */
  fork(): Platform {
    const { data: _, ...options } = this.#options;
    const fork = new Platform(options, this.#interception, this.world.fork());
    fork.#forkedFrom = this;
    return fork;
  }

  /** Moves the clock on by an ISO 8601 period, or to an instant, and tells what fired. @throws RangeError on a time that is past */
  advance(by: string | { readonly to: string }) {
    const { clock, scheduler } = this.world;
    this.world.catchUp();
    const target = typeof by === 'string' ? addPeriod(clock.now(), by) : parseInstant(by.to);
    const report = clockReport(this.world, scheduler.advanceTo(target));
    this.#persistence?.stateChanged();
    this.#outbox.wake();
    return report;
  }

  /** Back to the seed: world, journal, faults, overrides and forks. */
  reset(): void {
    this.world.reset();
    this.journal.clear();
    this.faults.clear();
    this.#overrides = [];
    this.#forks.clear();
    this.#persistence?.replace();
  }

  /** Test credentials by platform, with the base URL to use them at. */
  credentials(origin: string = inProcessOrigin): PlatformCredentials {
    return shownCredentials(this.world, origin) as unknown as PlatformCredentials;
  }

  /** Every operation of every document, whether it is simulated, and where its behaviour comes from. */
  coverage(): readonly CoverageRow[] {
    return this.wires
      .filter((wire) => !wire.behindTheScenes)
      .flatMap((wire) =>
        wire.document.operations.map(({ operationId, method, path, basePath, evidence }) => ({
          platform: wire.document.platform,
          operationId,
          method,
          path: `${basePath ?? wire.document.basePath}${path}`,
          built: wire.operations[operationId] !== undefined,
          evidence,
        })),
      );
  }

  /** Time and chance for SDK clients: its sleep moves the world's clock, so that waiting for the platform takes no time. */
  readonly environment = {
    now: (): number => this.world.clock.now(),
    sleep: async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
      signal?.throwIfAborted();
      // The world counts whole milliseconds; waits that grow do not.
      this.world.scheduler.advanceTo(Math.ceil(this.world.clock.now() + milliseconds));
      this.#persistence?.stateChanged();
      this.#outbox.wake();
    },
    random: (): number => this.#clientIds.random.fraction(),
    randomId: (): string => this.#clientIds.uuid(),
  };

  /**
   * Waits until the webhooks that are due by the world's clock were answered. They are sent by themselves, after the request or the move of the clock that they are due to; a try that failed is repeated when the clock has reached the next one.
   * @example
   * platform.advance('PT1M');
   * await platform.webhooksSettled();
   */
  webhooksSettled(): Promise<void> {
    return this.#outbox.settled();
  }

  /** Stops listening and closes the file. */
  async close(): Promise<void> {
    await Promise.all([...this.#forks.values()].map((fork) => fork.close()));
    await this.#outbox.close();
    await Promise.all([...this.#listeners].map((listener) => listener.close()));
    this.#listeners.clear();
    this.#persistence?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  readonly #receive = (request: WireRequest): Outcome | Promise<Outcome> => {
    if (request.method === 'GET' && request.path.startsWith(certificatesPath))
      return this.#webhookCertificate(request.path);
    return this.#overrides.length === 0 ? this.handle(request) : this.#overridden(request);
  };

  #handled(request: WireRequest): Outcome {
    const outcome = this.#pipeline.handle(request);
    this.#outbox.wake();
    return outcome;
  }

  async #webhookCertificate(path: string): Promise<Outcome> {
    const { certificateAnswer } = await import('./http/webhook-signer.ts');
    return { response: await certificateAnswer(path) };
  }

  /** Where receivers of webhooks reach this server. */
  #origin(): string {
    if (this.#forkedFrom !== undefined) return this.#forkedFrom.#origin();
    const [listener] = this.#listeners;
    return listener?.url ?? inProcessOrigin;
  }

  async #overridden(request: WireRequest): Promise<Outcome> {
    const response = await this.#interception?.override(this.#overrides, toRequest(request));
    return response ? { response: await toWireResponse(response) } : this.handle(request);
  }

  #mustIntercept(): Interception {
    if (this.#interception === undefined)
      throw new Error('This platform was started without MSW; use createPlatform().');
    return this.#interception;
  }

  #adminContext() {
    return {
      journal: this.journal,
      faults: this.faults,
      coverage: () => this.coverage(),
      credentials: (origin: string) => ({ ...this.credentials(origin) }),
      reset: () => this.reset(),
      restore: (snapshot: WorldSnapshot) => {
        this.world.restore(snapshot);
        this.#persistence?.replace();
      },
      forkWorld: (name: string) => {
        this.#forks.set(name, this.fork());
      },
      deleteWorld: (name: string) => this.#forks.delete(name),
      stateChanged: () => this.#persistence?.stateChanged(),
    };
  }
}

/** What a file has besides the entities: with the key that signs, so that tokens outlive a restart. No snapshot has it. */
interface KeptState extends WorldState {
  readonly signingKey?: string;
}

function keptOf(world: World): { readonly store: World['store']; state(): KeptState } {
  return {
    store: world.store,
    state() {
      const signingKey = world.signingKeys.exported();
      return { ...world.state(), ...(signingKey !== undefined && { signingKey }) };
    },
  };
}

function newWorld(options: PlatformOptions, snapshot: (WorldSnapshot & KeptState) | undefined): World {
  const seed = typeof options.seed === 'function' ? options.seed : seedNamed(options.seed ?? 'demo-latam');
  return new World({
    seed,
    ...(snapshot && { snapshot, signingKeys: new SigningKeys(snapshot.signingKey) }),
    ...(options.flowing !== undefined && { flowing: options.flowing }),
    ...(options.start !== undefined && { start: options.start }),
    ...(options.randomSeed !== undefined && { randomSeed: options.randomSeed }),
    ...(options.settings && { settings: options.settings }),
  });
}
