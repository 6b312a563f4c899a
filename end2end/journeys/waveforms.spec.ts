// Name that waveform: a right and a wrong answer, the next case, a case that is pointed at, by hand and by keyboard.
import { type Page } from '@playwright/test';

import { expectAccessible } from '../support/accessible';
import { Keyboard } from '../support/keyboard';
import { open } from '../support/page';
import { expect, test } from '../support/test';

const ADDRESS = '/practice/waveforms';

test.use({ as: 'nurse' });

const answers = (page: Page) => page.getByRole('group', { name: 'What do the curves show?' }).getByRole('button');
const verdict = (page: Page) => page.getByRole('heading', { level: 3, name: /^(Right|Not right)/ });
const next = (page: Page) => page.getByRole('button', { name: 'Next case' });
const marks = (page: Page) => page.locator('.window-desk path.ink-cursor');

async function openCase(page: Page, seed: number): Promise<void> {
  await open(page, `${ADDRESS}?case=${seed}`);
  await expect(answers(page)).toHaveCount(4);
}

/** Gives the first answer, and reads from the verdict which is right. */
async function rightAnswer(page: Page): Promise<string> {
  await answers(page).first().click();
  const title = await verdict(page).innerText();
  return title.replace(/^(Right: |Not right\. It is: )/, '').trim();
}

test('a right and a wrong answer are told at once, and counted', async ({ page }) => {
  await openCase(page, 1000);
  const right = await rightAnswer(page);

  await openCase(page, 1000);
  await expect(marks(page)).toHaveCount(0);
  await answers(page).filter({ hasText: right }).click();
  await expect(verdict(page)).toHaveText(`Right: ${right}`);
  await expect(verdict(page)).toBeFocused();
  await expect(page.getByText('1 of 1 right')).toBeVisible();

  await openCase(page, 1000);
  await answers(page).filter({ hasNotText: right }).first().click();
  await expect(verdict(page)).toHaveText(`Not right. It is: ${right}`);
  await expect(page.getByRole('heading', { name: /^Why not: / })).toBeVisible();
  await expect(page.getByText('0 of 1 right')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: `${right} taken for` })).toBeVisible();
});

test('where it shows is marked in the picture and told in words', async ({ page }) => {
  // Among a few cases one at least has something wrong in it.
  for (const seed of [1000, 1001, 1002, 1003]) {
    await openCase(page, seed);
    await answers(page).first().click();
    await expect(verdict(page)).toBeVisible();
    const places = page.locator('.waveform-places').getByRole('listitem');
    const told = await places.count();
    // A bracket and two lines for each.
    await expect(marks(page)).toHaveCount(3 * told);
    if (told > 0) return;
  }
  throw new Error('nothing was ever pointed at');
});

test('the next case is another one, has its own address, and the browser goes back', async ({ page }) => {
  await open(page, ADDRESS);
  await expect(page).toHaveURL(/\?case=\d+$/);
  await expect(answers(page)).toHaveCount(4);
  const first = page.url();
  await answers(page).first().click();
  await next(page).click();
  await expect(page).not.toHaveURL(first);
  await expect(answers(page)).toHaveCount(4);
  await expect(page.getByRole('heading', { level: 2, name: /^Case \d+$/ })).toBeFocused();
  await expect(page.getByText(/of 1 right/)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(first);
  const seed = first.split('=')[1]!;
  await expect(page.getByRole('heading', { level: 2, name: `Case ${seed}`, exact: true })).toBeVisible();
});

test('it is done by keyboard alone', async ({ page }) => {
  await openCase(page, 1002);
  const keyboard = new Keyboard(page);
  await keyboard.to(page.getByText('The curves in words'));
  await keyboard.press('Enter');
  await expect(page.locator('.waveform-breaths').getByRole('listitem').first()).toBeVisible();
  await keyboard.to(answers(page).first());
  await keyboard.press('Enter');
  await expect(verdict(page)).toBeFocused();
  await keyboard.to(next(page));
  await keyboard.press('Space');
  await expect(page.getByRole('heading', { level: 2, name: /^Case \d+$/ })).toBeFocused();
  await expect(answers(page)).toHaveCount(4);
});

test('it keeps nobody out, before and after an answer', async ({ page }) => {
  test.slow();
  await openCase(page, 1002);
  await page.getByText('The curves in words').click();
  await expectAccessible(page);
  await answers(page).first().click();
  await expect(verdict(page)).toBeVisible();
  await expectAccessible(page);
});

test('a learner finds it on the home page', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: 'Name that waveform' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Name that waveform');
  await expect(answers(page)).toHaveCount(4);
});
