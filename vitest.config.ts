import { defineConfig } from 'vitest/config';

const conditions = ['tenantry-source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    testTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'sdk', root: './packages/sdk', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'mock-server', root: './packages/mock-server', include: ['src/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          root: '.',
          include: ['test/**/*.test.ts', 'scripts/**/*.test.ts', 'examples/**/*.test.ts'],
        },
      },
    ],
  },
});
