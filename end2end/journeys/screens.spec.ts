// Pictures of every page for human eyes: TITRATE_SCREENS=1 npx playwright test --grep @screens
import path from 'node:path';

import { type Page } from '@playwright/test';

import { open } from '../support/page';
import { places } from '../support/places';
import { readOrder } from '../support/pump';
import { RunPage } from '../support/run-page';
import { MODULE } from '../support/runs';
import { test } from '../support/test';
import type { Who } from '../support/world';

const FOLDER = path.join(__dirname, '..', 'test-results', 'screens');
const SIZES = { phone: [390, 844], tablet: [820, 1180], desk: [1440, 900] } as const;

/** A picture at every size in light and dark. */
async function picture(page: Page, name: string, kind: 'page' | 'window' = 'page'): Promise<void> {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const file = path.join(FOLDER, `${name}-${size}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: kind === 'page' });
    }
  }
}

test.describe('pictures @screens', () => {
  test.skip(process.env.TITRATE_SCREENS !== '1', 'only on request');
  test.slow();

  const plain: [string, Who | undefined, string][] = [
    ['sign-in', undefined, '/sign-in'],
    ['home', 'nurse', '/'],
    ['module', 'nurse', '/modules/pressor-line-occludes'],
    ['units', 'manager', '/units'],
    ['people', 'administrator', '/people'],
    ['profile', 'nurse', '/profile'],
    ['ledger', 'auditor', '/ledger'],
    ['access-log', 'auditor', '/access-log'],
    ['validation', 'nurse', '/validation'],
    ['validation-syringe', 'nurse', '/validation/syringe-pump'],
    ['waveforms', 'nurse', '/practice/waveforms?case=1'],
  ];
  for (const [name, who, address] of plain) {
    test(`the page ${name}`, async ({ contextAs }) => {
      const page = await (await contextAs(who)).newPage();
      await open(page, address);
      await picture(page, name);
    });
  }

  test('a unit, a person and a debrief', async ({ contextAs, newNurse, requestAs }) => {
    const { unit, person, attempt } = await places(
      await newNurse(),
      await requestAs('manager'),
      await requestAs('chiefEducator'),
    );
    const page = await (await contextAs('manager')).newPage();
    const addresses = { matrix: `/units/${unit}`, person: `/people/${person}`, debrief: `/attempts/${attempt}` };
    for (const [name, address] of Object.entries(addresses)) {
      await open(page, address);
      await picture(page, name);
    }
  });

  test('a run from the brief to an alarm', async ({ page, newNurse, become }) => {
    await become(await newNurse());
    await page.clock.install();
    const run = new RunPage(page);
    await run.open(MODULE, 'practice');
    await picture(page, 'run-brief');
    await page.setViewportSize({ width: 1440, height: 900 });
    await run.begin();
    await run.program(await readOrder(page));
    await picture(page, 'run-check', 'window');
    await page.setViewportSize({ width: 1440, height: 900 });
    await run.pump.soft('Confirm');
    await run.pump.press('start');
    await run.pass(60);
    await run.bedside('Open the door');
    await picture(page, 'run-alarm', 'window');
    await page.setViewportSize({ width: 390, height: 844 });
    for (const tab of ['Pump', 'Bedside', 'Monitor']) {
      await page.getByRole('group', { name: 'What to look at' }).getByRole('button', { name: tab }).click();
      await page.screenshot({ path: path.join(FOLDER, `run-alarm-phone-${tab.toLowerCase()}.png`) });
    }
    await run.finish();
    await run.receipt.waitFor();
    await picture(page, 'run-recorded');
  });
});
