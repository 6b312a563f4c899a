// An order ten times what the drug library allows: the pump refuses, the nurse asks, and gives what was meant.
import { isAlive } from '../support/page';
import { readOrder } from '../support/pump';
import { RunPage } from '../support/run-page';
import { expect, test } from '../support/test';

test('an order past the hard limit is refused by the pump, asked about, corrected and reported', async ({
  page,
  newNurse,
  become,
}) => {
  test.slow();
  await become(await newNurse());
  await page.clock.install();
  const run = new RunPage(page);
  const { pump } = run;
  await run.open('ten-times-the-limit', 'graded');
  await run.begin();
  const wrong = await readOrder(page);
  await pump.soft('Drug library');
  await pump.choose('insulin regular');
  await pump.soft('Label agrees');
  await pump.enter(wrong.dose);
  await pump.enter(wrong.volume);
  await pump.soft('Confirm');
  await expect(pump.display).toContainText('Hard limit');
  await expect(pump.softKey('Override')).toHaveCount(0);

  await run.offer('Call the resident in theatre');
  await expect(page.getByText('Read it back to me, please.')).toBeVisible();
  await page.getByLabel(/units written out/).click();
  const right = await readOrder(page);
  expect(Number(right.dose) * 10).toBe(Number(wrong.dose));
  await pump.soft('Change');
  await pump.enter(right.dose);
  await pump.press('enter');
  await pump.soft('Confirm');
  await pump.press('start');
  await expect(pump.display).toContainText('Running');

  await run.offer('Write a near-miss report');
  await page.getByRole('button', { name: 'Go on to the next glucose' }).click();
  await run.passUntil(run.receipt, 30);
  await page.getByRole('link', { name: 'See the debrief' }).click();
  await isAlive(page);
  await expect(page.locator('.verdict')).toContainText('Passed');
  await expect(page.locator('.criterion-missed')).toHaveCount(0);
});
