// What a frame of the ventilator's screen costs, for `cargo xtask bench`: a measurement, never a check.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { RunPage } from '../support/run-page';
import { setting } from '../support/settings';
import { test } from '../support/test';

const SECONDS = 10;

test.describe('frames @bench', () => {
  test.skip(process.env.TITRATE_BENCH !== '1', 'only on request');

  test('of the ventilator', async ({ page, newNurse, become }) => {
    await become(await newNurse());
    const run = new RunPage(page);
    await run.open('the-catheter-stops', 'practice');
    await run.begin(page.locator('.vent'));
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const worked = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find((metric) => metric.name === 'TaskDuration')!.value * 1000;
    };
    await page.waitForTimeout(2_000);
    const before = await worked();
    const seen = await page.evaluate(async (seconds) => {
      let longest = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
      }).observe({ type: 'longtask' });
      const end = performance.now() + seconds * 1000;
      let frames = 0;
      await new Promise<void>((done) => {
        const frame = () => {
          frames += 1;
          if (performance.now() < end) requestAnimationFrame(frame);
          else done();
        };
        requestAnimationFrame(frame);
      });
      return { frames, longest };
    }, SECONDS);
    const figures = { frame_ms: ((await worked()) - before) / seen.frames, longest_task_ms: seen.longest };
    await writeFile(path.join(setting('TITRATE_TEST_DIR'), 'frames.json'), JSON.stringify(figures));
  });
});
