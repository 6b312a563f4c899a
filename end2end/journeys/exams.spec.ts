// A nurse sits a test; an educator reads how it works and calls a panel.
import { type Page } from '@playwright/test';

import { expectAccessible } from '../support/accessible';
import { isAlive, open } from '../support/page';
import { TEST } from '../support/places';
import { expect, test } from '../support/test';

/** Answers whatever is asked on the page as it stands. */
async function answerAll(page: Page): Promise<void> {
  for (const group of await page.locator('fieldset.question').all()) {
    const radios = group.getByRole('radio');
    const boxes = group.getByRole('checkbox');
    if (await radios.count()) await radios.first().check();
    else if (await boxes.count()) await boxes.first().check();
    for (const choice of await group.locator('.pair select').all()) await choice.selectOption({ index: 1 });
    const number = group.locator('input.number');
    if (await number.count()) {
      await number.fill('12.5');
      await number.blur();
    }
    const keep = group.getByRole('button', { name: 'This order is right' });
    if (await keep.count()) await keep.click();
  }
}

// A whole test is answered, and two rounds are judged.
test.slow();

test('a nurse sits a test, loses the page, goes on and hands in', async ({ newNurse, become, page }) => {
  await become(await newNurse());
  await open(page, '/tests');
  await expectAccessible(page);
  await page.getByRole('link', { name: /mechanical ventilation/ }).first().click();
  await page.getByRole('button', { name: 'Start the test' }).click();
  await expect(page).toHaveURL(/sittings/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Question 1 of \d+$/);
  const n = Number((await page.getByRole('heading', { level: 1 }).innerText()).split(' ').pop());
  await answerAll(page);
  await expect(page.getByText('Answers saved')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await isAlive(page);
  await expect(page.getByRole('button', { name: /^1 ?: answered/ })).toBeVisible();
  for (let place = 2; place <= n; place += 1) {
    if (place > 2) await page.getByRole('button', { name: 'Next' }).click();
    // Whoever comes back goes on where the first answer is missing.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Question ${place} of ${n}`);
    await answerAll(page);
  }
  await expect(page.getByText('Answers saved')).toBeVisible();
  await page.locator('.sheet-foot').getByRole('button', { name: 'Hand in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand in the test?' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText(/^\d+ of \d+ points, [\d.]+ %$/).first()).toBeVisible();
  await expect(page.getByText('Receipt')).toBeVisible();
  await expectAccessible(page);
});

test('an answer given without a connection is kept and sent later', async ({ newNurse, become, page, context, watch }) => {
  await become(await newNurse());
  await open(page, `/tests/${TEST}`);
  await page.getByRole('button', { name: 'Start the test' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Question 1 of/);
  watch.expects(/sittings\/answer/);
  watch.expects(/console error/);
  await context.setOffline(true);
  await answerAll(page);
  await expect(page.getByText(/kept on this device and not yet sent/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('Answers saved')).toBeVisible({ timeout: 15_000 });
});

test('an educator reads how a test works, and judges set its cut score', async ({ contextAs }) => {
  const page = await (await contextAs('chiefEducator')).newPage();
  await open(page, `/tests/${TEST}`);
  await page.getByRole('link', { name: 'Statistics and cut score' }).click();
  await expect(page.getByRole('heading', { name: 'Items' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Items' }).getByRole('row').nth(1)).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Call a panel').first().click();
  await page.getByLabel('Title').fill('Spring panel');
  await page.getByRole('checkbox', { name: 'Beata Nowak' }).check();
  await page.getByRole('button', { name: 'Call a panel' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Spring panel' })).toBeVisible();
  const address = new URL(page.url()).pathname;
  const judge = await (await contextAs('assessor')).newPage();
  for (const round of [1, 2]) {
    await open(judge, address);
    for (const rating of await judge.locator('input.item-rating').all()) await rating.fill(String(60 + round));
    await judge.getByRole('button', { name: 'Save my ratings' }).click();
    await expect(judge.getByText(/^Saved\. Rated so far: \d+ of \d+ items\.$/)).toBeVisible();
    if (round === 1) await expectAccessible(judge);
    await open(page, address);
    await page.getByRole('button', { name: /Close the/ }).click();
    await expect(page.getByText(round === 1 ? 'Second round open' : 'Closed')).toBeVisible();
  }
  await expect(page.getByText('62 %').first()).toBeVisible();
  await expectAccessible(page);
});
