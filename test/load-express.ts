import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Nothing of ours depends on it, Express does. */
const callee = 'is-promise';

/** Express as plain Node loads it: Vitest's conditions lead one of its CommonJS parts to an ES module, which it cannot call. */
export function loadExpress(): typeof import('express') {
  const name = require.resolve(callee, { paths: [require.resolve('express')] });
  const loaded = require(name) as { default?: unknown };
  const cached = require.cache[name];
  if (cached !== undefined && typeof loaded !== 'function') cached.exports = loaded.default;
  return require('express');
}
