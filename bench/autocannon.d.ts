declare module 'autocannon' {
  namespace autocannon {
    interface Options {
      url: string;
      method: string;
      headers: Record<string, string>;
      body: string;
      connections: number;
      duration: number;
    }

    interface Result {
      requests: { average: number; total: number };
      latency: { p99: number };
      non2xx: number;
      errors: number;
    }
  }

  function autocannon(options: autocannon.Options): Promise<autocannon.Result>;

  export = autocannon;
}
