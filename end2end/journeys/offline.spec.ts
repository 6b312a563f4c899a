// A run belongs to the learner: the network may go, the page may go, the run stays and is recorded once.
import { type Page } from '@playwright/test';

import { ask } from '../support/api';
import { isAlive, open } from '../support/page';
import type { Colleague } from '../support/people';
import { RunPage } from '../support/run-page';
import { MODULE } from '../support/runs';
import { type Watch } from '../support/watch';
import { expect, test } from '../support/test';

interface Attempt {
  status: string;
}

const attemptsOf = async (nurse: Colleague) =>
  (await ask<{ attempts: Attempt[] }>(nurse.request, 'module', { slug: MODULE })).attempts.map(({ status }) => status);

const keptRuns = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('titrate.run.')).length);

function expectLostRequests(watch: Watch): void {
  watch.expects(/request failed: POST .*\/api\/attempts\/deliver net::ERR_INTERNET_DISCONNECTED/);
  watch.expects(/console error: Failed to load resource: net::ERR_INTERNET_DISCONNECTED/);
}

/** Begins a graded run and does a little in it. */
async function beginRun(page: Page): Promise<RunPage> {
  const run = new RunPage(page);
  await run.open(MODULE, 'graded');
  await run.begin();
  await run.pump.switchOn();
  return run;
}

test('a run finished offline is kept, and sent as soon as the network is back', async ({
  page,
  context,
  newNurse,
  become,
  watch,
}) => {
  const nurse = await newNurse();
  await become(nurse);
  const run = await beginRun(page);
  await context.setOffline(true);
  expectLostRequests(watch);
  await run.finish();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Finished, not yet recorded');
  await expect(page.getByText('The run is finished and kept on this device.')).toBeVisible();
  await expect(run.receipt).toHaveCount(0);
  expect(await keptRuns(page)).toBe(1);
  expect(await attemptsOf(nurse)).toEqual(['open']);

  await context.setOffline(false);
  await expect(run.receipt).toBeVisible();
  expect(await keptRuns(page)).toBe(0);
  expect(await attemptsOf(nurse)).toEqual(['recorded']);
});

test('a run left unsent is sent from the next page that opens', async ({ page, context, newNurse, become, watch }) => {
  const nurse = await newNurse();
  await become(nurse);
  const run = await beginRun(page);
  await context.setOffline(true);
  expectLostRequests(watch);
  await run.finish();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Finished, not yet recorded');
  await page.close();

  await context.setOffline(false);
  const home = await context.newPage();
  await open(home, '/');
  await expect.poll(() => attemptsOf(nurse)).toEqual(['recorded']);
  await expect.poll(() => keptRuns(home)).toBe(0);
  await expect(home.getByText(/not yet sent/)).toHaveCount(0);
});

test('the page says how many runs wait while the server is away', async ({ page, context, newNurse, become, watch }) => {
  const nurse = await newNurse();
  await become(nurse);
  const run = await beginRun(page);
  await context.setOffline(true);
  expectLostRequests(watch);
  await run.finish();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Finished, not yet recorded');
  await page.close();

  // The pages come, the deliveries do not.
  await context.setOffline(false);
  await context.route('**/api/attempts/deliver', (route) => route.abort('connectionfailed'));
  watch.expects(/request failed: POST .*\/api\/attempts\/deliver net::ERR_CONNECTION_FAILED/);
  watch.expects(/console error: Failed to load resource: net::ERR_CONNECTION_FAILED/);
  const home = await context.newPage();
  await open(home, '/');
  await expect(home.getByRole('status').filter({ hasText: '1 run not yet sent' })).toBeVisible();
  await context.unroute('**/api/attempts/deliver');
  await home.getByRole('button', { name: 'Send again' }).click();
  await expect(home.getByText(/not yet sent/)).toHaveCount(0);
  expect(await attemptsOf(nurse)).toEqual(['recorded']);
});

test('a graded run goes on where it stood when the page is loaded again', async ({ page, newNurse, become }) => {
  const nurse = await newNurse();
  await become(nurse);
  const run = await beginRun(page);
  const clock = page.locator('.run-clock b');
  await expect(clock).toHaveText('0:02');
  await page.reload();
  await isAlive(page);
  await expect(run.pump.display).toContainText(/Self test|Patient/);
  await expect(clock).toHaveText(/0:0[2-9]/);
  expect(await attemptsOf(nurse)).toEqual(['open']);
  await run.finish();
  await expect(run.receipt).toBeVisible();
  expect(await attemptsOf(nurse)).toEqual(['recorded']);
});

test('a practice goes on when its page is loaded again, and another begins after it was left', async ({
  page,
  newNurse,
  become,
}) => {
  await become(await newNurse());
  const run = new RunPage(page);
  await run.open(MODULE, 'practice');
  await run.begin();
  const clock = page.locator('.run-clock b');
  await run.pump.switchOn();
  await expect(clock).toHaveText('0:02');
  await page.reload();
  await isAlive(page);
  await expect(run.pump.display).toContainText(/Self test|Patient/);
  await expect(clock).toHaveText(/0:0[2-9]/);

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('From the order to the drop');
  await page.getByRole('link', { name: /^(Practise|Practise first)$/ }).click();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
});

test('a run that is left for the ward has no verdict, and that is said', async ({ page, newNurse, become }) => {
  const nurse = await newNurse();
  await become(nurse);
  await beginRun(page);
  await page.getByRole('button', { name: 'I am called away' }).click();
  const question = page.getByRole('dialog', { name: 'Leave for the ward?' });
  await question.getByRole('button', { name: 'Keep going' }).click();
  await expect(question).toBeHidden();
  await page.getByRole('button', { name: 'I am called away' }).click();
  await question.getByRole('button', { name: 'Leave for the ward' }).click();
  await page.getByRole('link', { name: 'Back to the module' }).click();
  await expect(page.getByText(/called away 1 times?/)).toBeVisible();
  expect(await attemptsOf(nurse)).toEqual(['called_away']);
});

test('a run left alone for more than a minute goes on and is marked', async ({ page, newNurse, become }) => {
  await become(await newNurse());
  await page.clock.install();
  const run = await beginRun(page);
  await run.pass(5);
  await page.clock.fastForward(90_000);
  await expect(page.getByText('You were away for more than a minute.')).toBeVisible();
  await run.finish();
  await page.getByRole('link', { name: 'See the debrief' }).click();
  await expect(page.getByText('This run was interrupted for more than a minute.')).toBeVisible();
});
