// How sure one is, what is due, what is refreshed, and what each role finds first.
import { expectAccessible } from '../support/accessible';
import { open } from '../support/page';
import { carefulRun, deliver, idleRun, start } from '../support/runs';
import { expect, test } from '../support/test';
import type { Who } from '../support/world';

const TITLE = 'From the order to the drop';
const MODULE = 'dose-to-programme';

test('whoever is sure is offered the graded run first, the others practise first', async ({ page, newNurse, become }) => {
  await become(await newNurse());
  await open(page, `/modules/${MODULE}`);
  const question = page.getByRole('group', { name: 'Programme a dose' });
  await question.getByLabel('With help').check();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByText('Noted for today.')).toBeVisible();
  const practise = page.getByRole('link', { name: 'Practise first' });
  await expect(practise).toHaveClass(/btn-primary/);
  await expect(page.getByRole('link', { name: 'Run it for a grade' })).toBeVisible();

  await question.getByLabel('I could teach it').check();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  const show = page.getByRole('link', { name: 'Show it now: graded run' });
  await expect(show).toHaveClass(/btn-primary/);
  await expect(page.getByRole('link', { name: 'Practise', exact: true })).toBeVisible();

  await open(page, `/modules/${MODULE}`);
  await expect(show).toBeVisible();
  await expectAccessible(page);
});

test('the debrief holds the run against what was believed, for the learner alone', async ({
  page,
  newNurse,
  become,
  contextAs,
}) => {
  const nurse = await newNurse();
  await become(nurse);
  await open(page, `/modules/${MODULE}`);
  await page.getByRole('group', { name: 'Programme a dose' }).getByLabel('On my own').check();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByText('Noted for today.')).toBeVisible();

  const ticket = await start(nurse.request, 'graded');
  await deliver(nurse.request, ticket, idleRun(ticket));
  await open(page, `/attempts/${ticket.attempt}`);
  await expect(page.getByText(/^You were sure; .* otherwise\./)).toBeVisible();
  await expect(page.getByText('On my own')).toBeVisible();

  const manager = await (await contextAs('manager')).newPage();
  await open(manager, `/attempts/${ticket.attempt}`);
  await expect(manager.locator('.verdict')).toBeVisible();
  await expect(manager.getByText(/You were sure/)).toHaveCount(0);
});

test('a newcomer finds what was never shown, and what shows it', async ({ page, newNurse, become }) => {
  const nurse = await newNurse();
  await become(nurse);
  await open(page, '/');
  await expect(page.locator('.next').getByRole('link')).toBeVisible();
  await page.getByRole('link', { name: 'Everything that is due' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Due');
  const item = page.getByRole('listitem').filter({ hasText: 'Programme a dose' }).filter({ hasText: 'Never shown' });
  await expect(item.first()).toBeVisible();
  await expect(item.first().getByRole('link', { name: new RegExp(`Graded run: ${TITLE}`) })).toBeVisible();
  await expect(page.getByText('No reminders yet.')).toBeVisible();
  await expectAccessible(page);

  const ticket = await start(nurse.request, 'graded');
  await deliver(nurse.request, ticket, carefulRun(ticket));
  await open(page, '/due');
  await expect(page.getByRole('heading', { name: 'No date yet' })).toBeVisible();
  await expect(page.getByText('Programme a dose')).toHaveCount(0);
});

const FIRST: [Who, string, string][] = [
  ['manager', 'Your units', 'Intensive care'],
  ['educator', 'Your units', 'Intensive care'],
  ['assessor', 'Your work', 'Assess'],
  ['administrator', 'Your work', 'People'],
  ['auditor', 'Your work', 'Ledger'],
];

for (const [who, heading, link] of FIRST) {
  test(`the home of the ${who} opens on what they do`, async ({ contextAs }) => {
    const page = await (await contextAs(who)).newPage();
    await open(page, '/');
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: new RegExp(`^${link}`) })).toBeVisible();
    await expect(page.getByText('Nothing is due.')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Modules' })).toHaveCount(0);
    await expectAccessible(page);
  });
}
