// How much a ward's network must carry.
import { type CDPSession, type Page } from '@playwright/test';

import { isAlive } from '../support/page';
import { expect, test } from '../support/test';

const MODULE_PAGE = '/modules/pressor-line-occludes';

/** Counts the bytes that come over the network, headers included. */
async function counter(page: Page): Promise<{ bytes: () => number; start: () => void }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  const cached = new Set<string>();
  session.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!cached.has(requestId)) bytes += encodedDataLength;
  });
  return { bytes: () => bytes, start: () => (bytes = 0) };
}

test.use({ as: 'nurse' });

test('a first visit to a module transfers less than 350 kB, a return less than 20 kB', async ({ page }) => {
  const counted = await counter(page);
  await page.goto(MODULE_PAGE);
  await isAlive(page);
  await page.waitForLoadState('networkidle');
  expect(counted.bytes(), 'first visit').toBeLessThan(350_000);
  expect(counted.bytes(), 'and something came').toBeGreaterThan(50_000);

  counted.start();
  await page.goto('about:blank');
  await page.goto(MODULE_PAGE);
  await isAlive(page);
  await page.waitForLoadState('networkidle');
  expect(counted.bytes(), 'return').toBeLessThan(20_000);
});
