import { text } from 'node:stream/consumers';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** Answers every POST with the JSON given on standard input, after parsing the request's body. */
const answer: unknown = JSON.parse(await text(process.stdin));
const application = new Hono();
application.post('*', async (context) => {
  await context.req.json();
  return context.json(answer);
});
serve({ fetch: application.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`http://127.0.0.1:${port}/rest/Operation\n`);
});
