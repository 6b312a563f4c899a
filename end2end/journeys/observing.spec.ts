// An assessor at the bedside: marks survive a reload and a lost network, and are recorded once with a signature.
import { type Page } from '@playwright/test';

import { expectAccessible } from '../support/accessible';
import { ask } from '../support/api';
import { isAlive, open } from '../support/page';
import { expect, test } from '../support/test';
import { keyOf, world } from '../support/world';

const CHECKLIST = 'Setting up an infusion and answering an alarm, at the bed';

const steps = (page: Page) => page.locator('.observe-step');

const keptOn = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('titrate.observation.')).length);

async function sign(page: Page, password: string): Promise<void> {
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: /^Sign and / }).click();
}

test.slow();

test('an assessor observes a nurse on a phone, loses the network, and the nurse reads the result', async ({
  contextAs,
  newNurse,
  become,
  page,
  watch,
}) => {
  const nurse = await newNurse();
  const context = await contextAs('assessor');
  const bedside = await context.newPage();
  await bedside.setViewportSize({ width: 390, height: 844 });
  await open(bedside, `/assess?search=${encodeURIComponent(nurse.name)}`);
  await expectAccessible(bedside);
  await bedside.getByRole('link', { name: new RegExp(`^Observe ?: ${nurse.name}$`) }).click();
  await expect(bedside.getByRole('heading', { level: 1 })).toHaveText(nurse.name);
  await bedside.getByRole('link', { name: new RegExp(CHECKLIST) }).click();
  await expect(bedside.getByRole('heading', { level: 1 })).toHaveText(`Observing ${nurse.name}`);
  await expect(bedside.getByText('0 of 16 marked')).toBeVisible();
  await expectAccessible(bedside, ['phone']);

  await steps(bedside).nth(0).getByLabel('Done').check();
  await steps(bedside).nth(1).getByLabel('Done').check();
  await steps(bedside).nth(1).getByText('Add a remark').click();
  await steps(bedside).nth(1).getByLabel('Remark on step 2').fill('Read it aloud');
  await expect(bedside.getByText('2 of 16 marked')).toBeVisible();
  await bedside.reload();
  await isAlive(bedside);
  await expect(bedside.getByText('2 of 16 marked')).toBeVisible();
  await expect(steps(bedside).nth(1).getByLabel('Remark on step 2')).toHaveValue('Read it aloud');

  const { password } = keyOf(world().keys, 'assessor');
  await sign(bedside, password);
  await expect(bedside.getByText('14 steps have no mark yet.')).toBeVisible();
  await expect(steps(bedside).nth(2)).toContainText('This step has no mark yet.');

  for (let n = 2; n < 15; n += 1) await steps(bedside).nth(n).getByLabel('Done').check();
  await steps(bedside).nth(15).getByLabel('Missed').check();
  await expect(bedside.locator('.observe-statement')).toContainText(`I observed ${nurse.name} on`);

  await context.setOffline(true);
  watch.expects(/request failed: POST .*\/api\/observations\/record net::ERR_INTERNET_DISCONNECTED/);
  watch.expects(/console error: Failed to load resource: net::ERR_INTERNET_DISCONNECTED/);
  await sign(bedside, password);
  await expect(bedside.getByText('Not sent. Everything is kept on this device.')).toBeVisible();
  await expect(bedside.getByLabel('Your password')).toHaveValue('');
  expect(await keptOn(bedside)).toBe(1);

  await context.setOffline(false);
  await sign(bedside, password);
  await expect(bedside).toHaveURL(/\/observations\//);
  await expect(bedside.getByText('15 of 16 steps that applied were done')).toBeVisible();
  await expect(bedside.getByText('SHA-256 of the text')).toBeVisible();
  expect(await keptOn(bedside)).toBe(0);
  await expectAccessible(bedside);

  await become(nurse);
  await open(page, new URL(bedside.url()).pathname);
  await expect(page.getByText('Read it aloud')).toBeVisible();
  await expect(page.locator('.verdict')).toContainText('Passed');
});

test('what lies on the device can be taken up or discarded', async ({ contextAs, newNurse }) => {
  const nurse = await newNurse();
  const bedside = await (await contextAs('assessor')).newPage();
  await open(bedside, `/assess?search=${encodeURIComponent(nurse.name)}`);
  await bedside.getByRole('link', { name: new RegExp(`^Observe ?: ${nurse.name}$`) }).click();
  await bedside.getByRole('link', { name: new RegExp(CHECKLIST) }).click();
  await steps(bedside).nth(0).getByLabel('Missed').check();
  await open(bedside, `/assess?search=${encodeURIComponent(nurse.name)}`);
  await expect(bedside.getByText('1 of 16 marked')).toBeVisible();
  await bedside.getByRole('link', { name: new RegExp(`^Go on ?: ${nurse.name}`) }).click();
  await expect(bedside.getByText('Your marks from before are here again.')).toBeVisible();
  await open(bedside, `/assess?search=${encodeURIComponent(nurse.name)}`);
  bedside.on('dialog', (dialog) => void dialog.accept());
  await bedside.getByRole('button', { name: new RegExp(`^Discard ?: ${nurse.name}`) }).click();
  await expect(bedside.getByText('1 of 16 marked')).toHaveCount(0);
  expect(await keptOn(bedside)).toBe(0);
});

test('everybody reads what a checklist looks for, and an educator how far assessors agree', async ({ contextAs }) => {
  const nurse = await (await contextAs('nurse')).newPage();
  await open(nurse, '/checklists/infusion-bedside');
  await expect(nurse.getByRole('heading', { level: 1 })).toHaveText(CHECKLIST);
  await expect(nurse.getByRole('heading', { name: 'Agreement between assessors' })).toHaveCount(0);
  await expectAccessible(nurse);
  const educator = await (await contextAs('chiefEducator')).newPage();
  await open(educator, '/checklists/infusion-bedside');
  await expect(educator.getByRole('heading', { name: 'Agreement between assessors' })).toBeVisible();
  await expectAccessible(educator);
});

test('a manager declares a conflict, and it ends again', async ({ contextAs, newNurse }) => {
  const nurse = await newNurse();
  const me = await ask<{ person: string }>(nurse.request, 'me');
  const page = await (await contextAs('manager')).newPage();
  await open(page, `/people/${me.person}`);
  await page.getByText('Declare a conflict').first().click();
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Declare a conflict' }) });
  await form.getByLabel('Reason').fill('They are related');
  await page.getByRole('button', { name: 'Declare a conflict' }).click();
  const end = page.getByRole('button', { name: /^End conflict/ });
  await expect(end).toBeVisible();
  await end.click();
  await expect(page.getByText('None declared.')).toBeVisible();
});
