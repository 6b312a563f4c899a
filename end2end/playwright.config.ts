// Journeys through the built product: a real server, a real database, a real browser.
import { defineConfig } from '@playwright/test';

import { CHROMIUM_FLAGS } from './support/chromium';
import { setting } from './support/settings';

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  globalSetup: './support/global-setup',
  workers: 2,
  fullyParallel: false,
  // Whatever needs its second try is listed as flaky when the run ends: a fault to look into, not a pass to rely on.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
    launchOptions: { executablePath: setting('TITRATE_CHROMIUM'), args: CHROMIUM_FLAGS },
  },
});
