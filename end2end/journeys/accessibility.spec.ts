// Every page, in light and dark, at a desk and on a phone: nothing that keeps anybody out.
import { type Page } from '@playwright/test';

import { expectAccessible } from '../support/accessible';
import { ask } from '../support/api';
import { isAlive, open } from '../support/page';
import { unitsOf } from '../support/people';
import { places } from '../support/places';
import { readOrder } from '../support/pump';
import { RunPage } from '../support/run-page';
import { MODULE, carefulRun, deliver, start } from '../support/runs';
import { expect, test } from '../support/test';
import type { Who } from '../support/world';

test.slow();

const PLAIN: [string, Who, string][] = [
  ['the home of a learner', 'nurse', '/'],
  ['the home of a manager', 'manager', '/'],
  ['a module', 'nurse', '/modules/pressor-line-occludes'],
  ['the code of a supervised run', 'nurse', '/modules/pressor-line-occludes/supervised'],
  ['the units', 'manager', '/units'],
  ['the people', 'administrator', '/people?search=an'],
  ['the profile', 'nurse', '/profile'],
  ['the ledger', 'auditor', '/ledger'],
  ['the access log', 'auditor', '/access-log'],
  ['the tests', 'nurse', '/tests'],
  ['one’s own record', 'nurse', '/record'],
  ['what is due', 'nurse', '/due'],
  ['where an assessor begins', 'assessor', '/assess'],
  ['the codes of supervised runs', 'assessor', '/supervise'],
  ['the appeals', 'assessor', '/appeals'],
  ['the restrictions', 'manager', '/restrictions'],
  ['who can', 'manager', '/readiness'],
  ['the frameworks', 'auditor', '/frameworks'],
  ['the studio', 'chiefEducator', '/studio'],
  ['how the models are checked', 'nurse', '/validation'],
  ['how a pump is modelled', 'nurse', '/validation/large-volume-pump'],
];

for (const [what, who, address] of PLAIN) {
  test.describe(() => {
    test.use({ as: who });
    test(`${what} keeps nobody out`, async ({ page }) => {
      await open(page, address);
      await expect(page.locator('main:not([aria-busy])')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('signing in keeps nobody out, also after a mistake', async ({ page }) => {
  await open(page, '/sign-in');
  await expectAccessible(page);
  await open(page, '/sign-in?problem=wrong&name=ana.ruiz');
  await expectAccessible(page);
});

test('setting up an account keeps nobody out, also after a mistake', async ({ page, requestAs, watch }) => {
  const administrator = await requestAs('administrator');
  const unit = (await unitsOf(administrator))[0]!.id;
  const person = { name: 'Kim Axe', sign_in_name: `kim.axe.${Date.now()}`, job: 'nurse', unit, role: 'learner' };
  await open(page, await ask<string>(administrator, 'people/add', { person }));
  watch.expects(/422/);
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Use at least 15 characters')).toBeVisible();
  await expectAccessible(page);
});

test('a page that is not there keeps nobody out', async ({ contextAs, watch }) => {
  const page = await (await contextAs('nurse')).newPage();
  watch.expects(/404/);
  await open(page, '/nowhere');
  await expectAccessible(page);
});

test('a unit, a person and a debrief keep nobody out', async ({ contextAs, newNurse, requestAs }) => {
  const { unit, person, attempt } = await places(await newNurse(), await requestAs('manager'), await requestAs('chiefEducator'));
  const page = await (await contextAs('manager')).newPage();
  for (const address of [`/units/${unit}`, `/people/${person}`, `/attempts/${attempt}`]) {
    await open(page, address);
    await expectAccessible(page);
  }
});

test('a learner’s own debrief keeps nobody out, its table open', async ({ page, newNurse, become }) => {
  const nurse = await newNurse();
  const ticket = await start(nurse.request, 'graded');
  await deliver(nurse.request, ticket, carefulRun(ticket));
  await become(nurse);
  await open(page, `/attempts/${ticket.attempt}`);
  await page.getByText('Everything that happened').click();
  await expectAccessible(page, ['desk']);
});

test.describe('a run', () => {
  test.use({ as: 'nurse' });

  test('keeps nobody out, from the brief to an alarm that sounds', async ({ page }) => {
    await page.clock.install();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const run = new RunPage(page);
    await run.open(MODULE, 'practice');
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await run.begin();
    await run.program(await readOrder(page));
    await run.pump.soft('Confirm');
    await run.pump.press('start');
    await run.bedside('Open the door');
    await expect(run.pump.display).toContainText('Door open');
    await expectAccessible(page, ['desk']);
    expect(await moving(page), 'nothing moves with reduced motion').toEqual([]);

    const tabs = page.getByRole('group', { name: 'What to look at' });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const tab of ['Orders', 'Pump', 'Bedside', 'Monitor']) {
      await tabs.getByRole('button', { name: tab }).click();
      await expectAccessible(page, ['phone']);
    }
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, ['phone']);
    await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
    await expect(run.receipt).toBeVisible();
    await isAlive(page);
    await expectAccessible(page);
  });
});

/** What is being animated just now. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => Number(animation.effect?.getComputedTiming().activeDuration) > 20)
      .map((animation) => (animation as CSSAnimation).animationName ?? 'transition'),
  );
}
