import { getResponse, HttpResponse, http, type RequestHandler } from 'msw';

/** What MSW adds to a platform: being found by setupServer, and overrides written as its handlers. */
export interface Interception {
  handlers(
    fetch: (request: Request) => Promise<Response>,
    origins: readonly string[],
    hosts: readonly RegExp[],
  ): RequestHandler[];
  override(overrides: readonly RequestHandler[], request: Request): Promise<Response | undefined>;
}

/** One handler that catches everything: MSW matches handlers one by one, our router does not. */
export const interception: Interception = {
  handlers: (fetch, origins, hosts) => [
    http.all(
      ({ request }) => {
        const { origin, hostname } = new URL(request.url);
        return origins.includes(origin) || hosts.some((pattern) => pattern.test(hostname));
      },
      ({ request }) => fetch(request).catch(brokenConnection),
    ),
  ],
  override: (overrides, request) => getResponse([...overrides], request),
};

/** As MSW says it: a resolver that throws would be a 500. */
function brokenConnection(error: unknown): Response {
  if (error instanceof TypeError) return HttpResponse.error();
  throw error;
}
