import type { RequestHandler } from 'msw';
import { adminWire } from './admin/admin-wire.ts';
import { type CoverageRow, clockReport } from './admin/operations.ts';
import { shownCredentials } from './domain/shown-credentials.ts';
import { Faults } from './faults/faults.ts';
import type { ServerCertificate } from './http/certificates.ts';
import { toRequest, toResponse, toWireRequest, toWireResponse } from './http/fetch-adapter.ts';
import { hostNamesOf } from './http/host-names.ts';
import type { Interception } from './http/interception.ts';
import { inNamedWorld } from './http/named-world.ts';
import { type Listener, listen } from './http/node-server.ts';
import type { Outcome } from './http/outcome.ts';
import { Pipeline } from './http/pipeline.ts';
import { certificatesPath, WebhookOutbox } from './http/webhook-outbox.ts';
import type { Wire, WireRequest } from './http/wire.ts';
import { Journal } from './journal/journal.ts';
import { type KeptState, keptOf, newWorld } from './kept-world.ts';
import { addPeriod, parseInstant } from './kernel/calendar.ts';
import { Ids } from './kernel/ids.ts';
import { Persistence } from './kernel/persistence.ts';
import type { PlatformCredentials } from './platform-credentials.ts';
import type { PlatformListenOptions, PlatformOptions } from './platform-options.ts';
import { allWires } from './wires/all-wires.ts';
import type { World, WorldSnapshot } from './world.ts';

/** Where an in-process platform is found by MSW: the hosts that a client under test is pointed at. */
export const inProcessOrigin = 'https://tenantry.test';

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
    this.wires = [...(options.wires ?? allWires), admin];
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
    const hostNames = this.wires.flatMap(hostNamesOf);
    return serverCertificate(folder ?? defaultCaFolder(), hostNames, this.world.clock.realTime());
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
