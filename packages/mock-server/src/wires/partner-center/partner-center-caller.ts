export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  readonly body: any;
  readonly headers: Headers;
}

interface Simulator {
  credentials(): { readonly partnerCenter: { readonly baseUrl: string; readonly accessToken: string } };
  fetch(request: Request): Promise<Response>;
}

/** Calls Partner Center as a plain HTTP client would: for tests. */
export function partnerCenterCaller(platform: Simulator) {
  async function call(method: string, path: string, body?: unknown, token?: string): Promise<Reply> {
    const { baseUrl, accessToken } = platform.credentials().partnerCenter;
    const response = await platform.fetch(
      new Request(`${baseUrl}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token ?? accessToken}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    call,
    async newCustomer(prefix = 'nuevaempresa'): Promise<string> {
      const { body } = await call('POST', '/customers', {
        companyProfile: { domain: `${prefix}.onmicrosoft.com` },
        billingProfile: {
          email: `ana@${prefix}.example`,
          companyName: 'Nueva Empresa',
          defaultAddress: { country: 'PE', city: 'Lima', addressLine1: 'Jr. Union 100' },
        },
      });
      return body.id;
    },
    async knownCustomer(name = 'TEXTILES'): Promise<string> {
      const filter = { Field: 'CompanyName', Value: name, Operator: 'starts_with' };
      const { body } = await call('GET', `/customers?filter=${encodeURIComponent(JSON.stringify(filter))}`);
      return body.items[0].id;
    },
  };
}
