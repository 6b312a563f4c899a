// The studio: a scenario is written, shown, published by a second person and played; nothing that was written is lost.
import { type Page } from '@playwright/test';

import { expectAccessible } from '../support/accessible';
import { ask, uuid7 } from '../support/api';
import { isAlive, open } from '../support/page';
import { RunPage } from '../support/run-page';
import { expect, test } from '../support/test';

/** A title of its own for each test, so that they do not meet. */
const titled = (what: string) => `${what} ${uuid7().slice(-8)}`;

const slugOf = (title: string) => title.toLowerCase().replaceAll(' ', '-');

const text = (page: Page) => page.getByLabel('Text of the scenario');
const saved = (page: Page) => page.getByText('All saved', { exact: true });

/** Begins a draft as a person does, up to its text. */
async function begin(page: Page, title: string): Promise<string> {
  await open(page, '/studio');
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(text(page)).toHaveValue(new RegExp(`title: ${title}\n`));
  return page.url().split('/').pop()!;
}

/** Changes the text as somebody who types. */
async function change(page: Page, from: string, to: string): Promise<void> {
  const before = await text(page).inputValue();
  expect(before).toContain(from);
  await text(page).fill(before.replace(from, to));
}

test('a scenario is written, published by a second person and played by a nurse', async ({
  contextAs,
  newNurse,
  become,
  page,
}) => {
  const title = titled('The evening round');
  const author = await (await contextAs('chiefEducator')).newPage();
  const draft = await begin(author, title);
  await expect(author.getByText('No remarks. It can be played.')).toBeVisible();
  await expect(author.getByText(/^All \d+ runs come out as they say\.$/)).toBeVisible();
  await expectAccessible(author);

  // A slip is told at its place, with what was meant.
  await change(author, 'eventually(answered.first.read)', 'eventually(answered.first.raed)');
  await author.getByRole('button', { name: /^Write .*read$/ }).first().click();
  await expect(author.getByText('No remarks. It can be played.')).toBeVisible();
  // A rubric that no longer fits its runs says which criterion.
  await change(author, 'eventually(answered.first.read)', 'eventually(answered.first.start)');
  await expect(author.getByText(/runs come out otherwise\.$/)).toBeVisible();
  await expect(author.getByText(/missed reads-first, decided at \d+ s/).first()).toBeVisible();
  await change(author, 'eventually(answered.first.start)', 'eventually(answered.first.read)');
  await expect(author.getByText(/^All \d+ runs come out as they say\.$/)).toBeVisible();
  await expect(saved(author)).toBeVisible();

  // It is tried before it is shown.
  await open(author, `/studio/${draft}/play`);
  await author.getByRole('button', { name: 'Start', exact: true }).click();
  await author.getByLabel('I read the order.').click();
  await expect(author.getByRole('heading', { level: 1 })).toHaveText('The run is over');
  await expect(author.getByText('The order is read before anything else')).toBeVisible();
  await expectAccessible(author);
  // What was played becomes a golden run.
  await author.getByLabel('Name of the run').fill('Reads it');
  await author.getByRole('button', { name: 'Add it to the draft' }).click();
  await expect(author.getByText('The run is in the draft.')).toBeVisible();
  await open(author, `/studio/${draft}/play?seed=2`);
  await author.getByRole('button', { name: 'Start', exact: true }).click();
  await author.getByLabel('I start the pump and look later.').click();
  await expect(author.getByText('must miss reads-first')).toBeVisible();
  await author.getByLabel('Name of the run').fill('Starts first');
  await author.getByRole('button', { name: 'Add it to the draft' }).click();
  await expect(author.getByText('The run is in the draft.')).toBeVisible();
  await author.getByRole('link', { name: 'Back to the draft' }).first().click();
  await expect(text(author)).toHaveValue(/- id: starts-first\n {4}misses: \[reads-first\]\n {4}seeds: \[2\]/);
  await expect(author.getByText('All 5 runs come out as they say.')).toBeVisible();

  await author.getByRole('button', { name: 'Ask for a review' }).click();
  await expect(author.getByText('Somebody else publishes what you wrote or asked about.')).toBeVisible();
  await expect(author.getByRole('button', { name: 'Publish it' })).toHaveCount(0);

  const second = await (await contextAs('secondEducator')).newPage();
  await open(second, '/studio');
  await second.getByRole('link', { name: new RegExp(title) }).click();
  await second.getByLabel('Comment', { exact: true }).fill('A good beginning.');
  await second.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(second.getByText('A good beginning.')).toBeVisible();
  await second.getByRole('button', { name: 'Publish it' }).click();
  await expect(second.getByText(`${title} is published as version 1.`)).toBeVisible();
  await expectAccessible(second);

  await become(await newNurse());
  const run = new RunPage(page);
  await run.open(slugOf(title), 'graded');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByLabel('I read the order.').click();
  await expect(run.receipt).toBeVisible();
});

test('two who write at once lose nothing: both changes are joined, or one decides', async ({ contextAs }) => {
  const [one, two] = await Promise.all([
    (await contextAs('chiefEducator')).newPage(),
    (await contextAs('secondEducator')).newPage(),
  ]);
  const draft = await begin(one, titled('Two pens'));
  await open(two, `/studio/${draft}`);
  await isAlive(two);
  await change(two, 'minutes: 3', 'minutes: 4');
  await expect(two.getByText('All saved', { exact: true })).toBeVisible();
  await expect(two.getByText('Revision 2')).toBeVisible();

  await change(one, '"Thank you. Go on."', '"Thank you. Please go on."');
  await expect(one.getByText(/^Tessa Brandt saved this draft .*\. Your change is kept on this device\.$/)).toBeVisible();
  await expectAccessible(one);
  await one.getByRole('button', { name: 'Join both' }).click();
  await expect(saved(one)).toBeVisible();
  await expect(text(one)).toHaveValue(/minutes: 4/);
  await expect(text(one)).toHaveValue(/Please go on/);
  await expect(one.getByText('Revision 3')).toBeVisible();

  // The same line: one decides, and the other text stays in the history.
  await change(two, 'minutes: 4', 'minutes: 9');
  await expect(two.getByText('Both changes touch different lines and fit together.')).toBeVisible();
  await two.getByRole('button', { name: 'Join both' }).click();
  await expect(two.getByText('Revision 4')).toBeVisible();
  await change(one, 'minutes: 4', 'minutes: 7');
  await expect(one.getByText(/Both changes touch the same lines/)).toBeVisible();
  await one.getByRole('button', { name: 'Go on with theirs' }).click();
  await expect(text(one)).toHaveValue(/minutes: 9/);
  await expect(one.getByText('Revision 6')).toBeVisible();
  await one
    .getByRole('listitem')
    .filter({ hasText: 'Revision 5' })
    .getByRole('button', { name: 'What changed since then' })
    .click();
  await expect(one.locator('del')).toContainText('minutes: 7');
  await expect(one.locator('ins')).toContainText('minutes: 9');
});

test('what was typed survives a closed tab and a lost network', async ({ contextAs, requestAs, watch }) => {
  const context = await contextAs('chiefEducator');
  const page = await context.newPage();
  const draft = await begin(page, titled('Closed too soon'));
  const stored = async () =>
    (await ask<{ source: string }>(await requestAs('chiefEducator'), 'drafts/draft', { draft })).source;

  await change(page, 'minutes: 3', 'minutes: 8');
  await page.close();
  const again = await context.newPage();
  await open(again, `/studio/${draft}`);
  await expect(again.getByText(/^What this device had kept is back\./)).toBeVisible();
  await expect(saved(again)).toBeVisible();
  expect(await stored()).toContain('minutes: 8');

  watch.expects(/request failed: POST .*\/api\/drafts\/.* net::ERR_INTERNET_DISCONNECTED/);
  watch.expects(/console error: Failed to load resource: net::ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await change(again, 'minutes: 8', 'minutes: 5');
  await expect(again.getByText(/^Not saved: .* It is kept on this device and tried again\.$/)).toBeVisible();
  await context.setOffline(false);
  await expect(saved(again)).toBeVisible({ timeout: 15_000 });
  expect(await stored()).toContain('minutes: 5');
});

test('the studio is written in by keyboard alone', async ({ contextAs }) => {
  const page = await (await contextAs('chiefEducator')).newPage();
  await begin(page, titled('No mouse'));
  await expectAccessible(page);
  await text(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('nonsense: true\n');
  await expect(page.getByText('There is no field `nonsense` here.')).toBeVisible();
  await page.getByRole('button', { name: /^Line \d+, character 1$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(text(page)).toBeFocused();
  // The line is selected, so that typing replaces it.
  await page.keyboard.press('Backspace');
  await expect(page.getByText('No remarks. It can be played.')).toBeVisible();
  await expect(saved(page)).toBeVisible();
});
