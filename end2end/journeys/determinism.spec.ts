// The same simulator runs in the browser for the learner and on the server for the grade: the same bits.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { setting } from '../support/settings';
import { expect, test } from '../support/test';

interface GoldenRun {
  name: string;
  script: string;
  log: string;
  trace_hash: string;
}

interface Probe {
  default(options: { module_or_path: string }): Promise<unknown>;
  trace_hash(script: string, log: string): string;
}

const ADDRESS = 'http://probe.test/';
const KINDS: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };

test('every golden run has the same trace in the browser as natively', async ({ page }) => {
  // Hours of ventilation, a millisecond at a time.
  test.setTimeout(600_000);
  const folder = setting('TITRATE_PROBE_DIR');
  await page.route(`${ADDRESS}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') {
      await route.fulfill({ body: '<!doctype html><title>Probe</title><link rel="icon" href="data:,">', contentType: 'text/html' });
    } else {
      const body = await readFile(path.join(folder, name));
      await route.fulfill({ body, contentType: KINDS[path.extname(name)] });
    }
  });
  await page.goto(ADDRESS);
  const runs: GoldenRun[] = JSON.parse(await readFile(path.join(folder, 'golden.json'), 'utf8'));
  expect(runs.length, 'every shipped scenario has golden runs').toBeGreaterThan(50);
  const hashes = await page.evaluate(
    async ({ address, inputs }) => {
      const probe: Probe = await import(`${address}probe.js`);
      await probe.default({ module_or_path: `${address}probe_bg.wasm` });
      return inputs.map(({ script, log }) => probe.trace_hash(script, log));
    },
    { address: ADDRESS, inputs: runs.map(({ script, log }) => ({ script, log })) },
  );
  const found = runs.map((run, at) => `${run.name}: ${hashes[at]}`);
  expect(found).toEqual(runs.map((run) => `${run.name}: ${run.trace_hash}`));
});
