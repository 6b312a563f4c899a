// The coach of practice, who is silent in a graded run, and what of it stays: the skills.
import { RunPage } from '../support/run-page';
import { expectAccessible } from '../support/accessible';
import { open } from '../support/page';
import { expect, test } from '../support/test';

const MODULE = 'the-lower-hook';
const ASK = 'Ask her name and whether she has ever had a reaction to an antibiotic';
const SKILL = 'Ask the one who can answer before you go on';

test.slow();

test.beforeEach(async ({ page, newNurse, become }) => {
  await become(await newNurse());
  await page.clock.install();
});

test('the next step is said, its control marked, and after it the next; then the skills stay', async ({ page }) => {
  const run = new RunPage(page);
  await run.open(MODULE, 'practice');
  await run.begin();
  const coach = page.getByRole('region', { name: 'Coach' });
  const marked = page.locator('[data-next]');
  const ask = page.getByRole('button', { name: ASK });
  await expect(coach.getByText('Next step')).toBeVisible();
  await expect(coach).toContainText('A first dose. Ask her before it is in the line.');
  await expect(ask).toHaveAttribute('data-next', 'Next');
  await expect(ask).toHaveAccessibleDescription('A first dose. Ask her before it is in the line.');
  await expect(marked).toHaveCount(1);
  await coach.getByText('Why?').click();
  await expect(coach.getByText('A reaction to an antibiotic is asked for once')).toBeVisible();

  await ask.click();
  await expect(coach).toContainText('The bag is on the tray.');
  const hang = page.getByRole('button', { name: 'Hang the secondary bag' });
  await expect(hang).toHaveAttribute('data-next', 'Next');
  await expect(ask).not.toHaveAttribute('data-next', 'Next');
  await expect(marked).toHaveCount(1);
  await hang.click();
  await expect(coach).toContainText('Two bags at one height pull at the same line');
  await expect(page.getByRole('button', { name: 'Lower the primary bag' })).toHaveAttribute('data-next', 'Next');

  await run.finishToDebrief();
  const block = (text: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: 'Skills', exact: true }) }).filter({ hasText: text });
  const ofRun = block('What this run needed');
  await expect(ofRun.getByRole('listitem').filter({ hasText: SKILL })).toContainText('With help');
  await expect(ofRun.getByRole('listitem').filter({ hasText: 'Hang the second bag' })).toContainText('With help');
  await expectAccessible(page);

  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, '/record');
  const mine = block('What you do in every module, practice included.');
  const row = mine.getByRole('listitem').filter({ hasText: SKILL });
  await expect(row).toContainText('By yourself 0, with help 1, missed 0');
  await expect(row).toContainText('Met in The lower hook.');
  await expectAccessible(page);
});

test('in a graded run nobody says or marks the next step', async ({ page }) => {
  const run = new RunPage(page);
  await run.open(MODULE, 'graded');
  await run.begin();
  await run.pass(30);
  await expect(page.getByRole('button', { name: ASK })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Coach' })).toHaveCount(0);
  await expect(page.getByText('Next step')).toHaveCount(0);
  await expect(page.locator('[data-next]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show me the next step' })).toHaveCount(0);
});
