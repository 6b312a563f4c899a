// The browser and the server are the same simulator: for every golden run the trace is the same to the last bit.
import fs from 'node:fs';
import path from 'node:path';

import { setting } from '../support/settings';
import { expect, test } from '../support/test';

interface GoldenRun {
  name: string;
  script: string;
  log: string;
  trace_hash: string;
}

const KINDS: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

test('every golden run leaves the same trace in wasm as natively', async ({ page }) => {
  const folder = setting('TITRATE_PROBE_DIR');
  const runs = JSON.parse(fs.readFileSync(path.join(folder, 'golden.json'), 'utf8')) as GoldenRun[];
  expect(runs.length).toBeGreaterThan(50);
  await page.route('http://probe.localhost/**', (route) => {
    const file = path.basename(new URL(route.request().url()).pathname);
    const contentType = KINDS[path.extname(file)];
    if (!contentType) return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><title>Probe</title>' });
    return route.fulfill({ contentType, body: fs.readFileSync(path.join(folder, file)) });
  });
  await page.goto('http://probe.localhost/');
  const traces = await page.evaluate(async (runs) => {
    const address = '/probe.js';
    const probe = await import(address);
    await probe.default();
    const trace = ({ script, log }: { script: string; log: string }) => probe.trace_hash(script, log) as string;
    return runs.map((run) => `${run.name}: ${trace(run)}`);
  }, runs);
  expect(traces).toEqual(runs.map((run) => `${run.name}: ${run.trace_hash}`));
});
