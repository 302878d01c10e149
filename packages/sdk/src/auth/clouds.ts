/** An API of a cloud: where it is, and what its tokens are for. */
export interface CloudApi {
  readonly baseUrl: string;
  /** The audience of its tokens: another than the address where a proxy or the mock server stands before it. */
  readonly resource: string;
}

/** One of Microsoft's clouds. */
export interface Cloud {
  /** Where people and applications sign in. */
  readonly authorityHost: string;
  readonly partnerCenter: CloudApi;
  readonly graph: CloudApi;
}

const api = (baseUrl: string): CloudApi => ({ baseUrl, resource: baseUrl });
const partnerCenter = api('https://api.partnercenter.microsoft.com');

/**
 * Microsoft's clouds. Of the government's only GCC High is another one: customers of GCC stand in the public cloud. Its Partner Center is the public one.
 * @example
 * const credential = new EntraApplication({ tenantId, clientId, clientSecret, cloud: clouds.china });
 * const partnerCenter = new PartnerCenter({ credential });
 */
export const clouds: {
  readonly public: Cloud;
  readonly usGovernment: Cloud;
  /** Operated by 21Vianet. */
  readonly china: Cloud;
} = {
  public: {
    authorityHost: 'https://login.microsoftonline.com',
    partnerCenter,
    graph: api('https://graph.microsoft.com'),
  },
  usGovernment: {
    authorityHost: 'https://login.microsoftonline.us',
    partnerCenter,
    graph: api('https://graph.microsoft.us'),
  },
  china: {
    authorityHost: 'https://login.partner.microsoftonline.cn',
    partnerCenter: api('https://partner.partnercenterapi.microsoftonline.cn'),
    graph: api('https://microsoftgraph.chinacloudapi.cn'),
  },
};
