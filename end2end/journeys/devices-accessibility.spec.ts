// The devices keep nobody out: running, with an alarm, on a phone pane by pane, and in the debrief.
import { type Locator } from '@playwright/test';

import { SIZES, expectAccessible } from '../support/accessible';
import { open } from '../support/page';
import { Pole } from '../support/pole';
import { RunPage } from '../support/run-page';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'parallel' });
test.slow();

test.beforeEach(async ({ page, newNurse, become }) => {
  await become(await newNurse());
  await page.clock.install();
});

/** Looks at a run that goes on: at a desk, on a phone in every pane; and then at its debrief. */
async function everywhere(run: RunPage, device: 'Pump' | 'Ventilator'): Promise<void> {
  const { page } = run;
  await expectAccessible(page, ['desk']);
  await page.setViewportSize(SIZES.phone);
  for (const pane of ['Orders', device, 'Bedside', 'Monitor'] as const) {
    await run.look(pane);
    await expectAccessible(page, ['phone']);
  }
  await run.finishToDebrief();
  await expectAccessible(page);
}

async function openDoor(bedside: Locator, run: RunPage): Promise<void> {
  await bedside.getByRole('button', { name: /^Open the door/ }).click();
  await expect(run.page.getByRole('alert').filter({ hasText: 'Door open' })).toHaveCount(1);
}

test('the pole with a secondary line keeps nobody out', async ({ page }) => {
  const run = new RunPage(page);
  await run.open('the-lower-hook', 'practice');
  await run.begin();
  await run.bedside('Hang the secondary bag');
  await run.bedside("Open the secondary's clamp");
  await openDoor(new Pole(page).panel, run);
  await everywhere(run, 'Pump');
});

test('a pump unit keeps nobody out', async ({ page }) => {
  const run = new RunPage(page);
  await run.open('dopa-dobuta', 'practice');
  await run.begin();
  await page.getByRole('radio', { name: /^Channel B,/ }).check();
  await openDoor(new Pole(page).panel, run);
  await page.getByRole('radio', { name: /^Channel C,/ }).check();
  await everywhere(run, 'Pump');
});

test('a syringe pump keeps nobody out', async ({ page }) => {
  const run = new RunPage(page);
  await run.open('six-minutes-of-nothing', 'practice');
  await run.begin();
  await page.getByRole('button', { name: 'Draw blood for glucose' }).click();
  await run.bedside('Let go the plunger');
  await run.pass(1);
  await everywhere(run, 'Pump');
});

test('a ventilator keeps nobody out', async ({ page }) => {
  const run = new RunPage(page);
  await run.open('the-catheter-stops', 'practice');
  await run.begin(page.locator('.pane-ventilator'));
  await run.passUntil(page.getByRole('alert').filter({ hasText: 'Airway pressure high' }), 90);
  await page.getByRole('button', { name: 'Freeze' }).click();
  await page.locator('[data-setting=peep]').click();
  await page.getByRole('button', { name: 'PEEP up' }).click();
  await everywhere(run, 'Ventilator');
});

test('the pages on how the unit and its secondary line are modelled keep nobody out', async ({ page }) => {
  await open(page, '/validation');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Pump unit and secondary line' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pump unit and secondary line');
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await expectAccessible(page);
});
