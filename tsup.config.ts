import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  format: ['esm', 'cjs'],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'node22',
  treeshake: true,
  splitting: true,
  // node:sqlite has no name without it.
  removeNodeProtocol: false,
};

const mockExternal = [
  'msw',
  'msw/node',
  'ajv',
  'decimal.js',
  'fflate',
  'temporal-polyfill',
  /^jose/,
  '@peculiar/x509',
  'reflect-metadata',
];

export default defineConfig([
  {
    ...shared,
    name: 'sdk',
    // The thread that writes Parquet is found beside the module that starts it, in CommonJS too.
    shims: true,
    platform: 'neutral',
    entry: {
      index: 'packages/sdk/src/index.ts',
      auth: 'packages/sdk/src/auth/index.ts',
      'auth-node': 'packages/sdk/src/auth/node/index.ts',
      graph: 'packages/sdk/src/platforms/graph/index.ts',
      icp: 'packages/sdk/src/platforms/icp/index.ts',
      ingram: 'packages/sdk/src/platforms/ingram/index.ts',
      'ingram-panels': 'packages/sdk/src/platforms/ingram/panels/index.ts',
      parquet: 'packages/sdk/src/parquet/index.ts',
      'parquet-node': 'packages/sdk/src/parquet/node/index.ts',
      'parquet-thread': 'packages/sdk/src/parquet/node/write-blobs.ts',
      'partner-center': 'packages/sdk/src/platforms/partner-center/index.ts',
      quotes: 'packages/sdk/src/quotes/index.ts',
      schedules: 'packages/sdk/src/schedules/index.ts',
      'schedules-bullmq': 'packages/sdk/src/schedules/bullmq/index.ts',
      'schedules-node': 'packages/sdk/src/schedules/node/index.ts',
      streaming: 'packages/sdk/src/streaming/index.ts',
      validation: 'packages/sdk/src/validation/index.ts',
      'validation-compromised': 'packages/sdk/src/validation/compromised/index.ts',
      webhooks: 'packages/sdk/src/webhooks/index.ts',
    },
    outDir: 'packages/sdk/dist',
    external: [
      /^node:/,
      'bullmq',
      'fflate',
      /^hyparquet/,
      'ioredis',
      'jose',
      'ky',
      'zod',
      'zod/mini',
      '@opentelemetry/api',
    ],
  },
  {
    ...shared,
    name: 'mock-server',
    platform: 'node',
    entry: { index: 'packages/mock-server/src/index.ts' },
    outDir: 'packages/mock-server/dist',
    external: mockExternal,
  },
  {
    ...shared,
    name: 'tenantry-mock',
    platform: 'node',
    format: ['esm'],
    dts: false,
    clean: false,
    splitting: true,
    entry: { cli: 'packages/mock-server/src/cli.ts' },
    outDir: 'packages/mock-server/dist',
    external: mockExternal,
  },
]);
