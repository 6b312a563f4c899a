// What the other roles do with a nurse's run.
import { type Page } from '@playwright/test';

import { ask } from '../support/api';
import { isAlive, open } from '../support/page';
import { carefulRun, deliver, start } from '../support/runs';
import { expect, test } from '../support/test';
import type { Who } from '../support/world';

const MODULE_TITLE = 'From the order to the drop';

/** What a debrief says, without what depends on who reads it. */
async function debriefText(page: Page): Promise<string[]> {
  await expect(page.locator('.verdict')).toBeVisible();
  const parts = [page.locator('.verdict'), page.locator('.criteria'), page.locator('.replay-at')];
  return Promise.all(parts.map((part) => part.innerText()));
}

test('a manager finds a nurse’s new evidence in the matrix and reads the same debrief', async ({
  contextAs,
  newNurse,
  become,
  page,
}) => {
  const nurse = await newNurse();
  const manager = await (await contextAs('manager')).newPage();
  await open(manager, '/units');
  await manager.getByRole('link', { name: /Intensive care/ }).click();
  await expect(manager.getByRole('heading', { level: 1, name: 'Intensive care' })).toBeVisible();
  const row = manager.getByRole('row', { name: nurse.name });
  await expect(row.getByText('Never shown')).toHaveCount(8);

  const ticket = await start(nurse.request, 'graded');
  expect((await deliver(nurse.request, ticket, carefulRun(ticket))).status()).toBe(200);

  await manager.reload();
  await isAlive(manager);
  await expect(row.getByText(/Current until/)).toHaveCount(1);
  await row.getByRole('link', { name: /Current until/ }).click();
  await expect(manager.getByRole('heading', { level: 1, name: nurse.name })).toBeVisible();
  const evidence = manager.getByRole('region', { name: 'Evidence' }).getByRole('row', { name: MODULE_TITLE });
  await expect(evidence).toHaveCount(1);
  await expect(evidence).toContainText('Passed');
  await evidence.getByRole('link', { name: /Open the result/ }).click();
  await expect(manager.getByText(`Run by ${nurse.name}`)).toBeVisible();

  await become(nurse);
  await open(page, `/attempts/${ticket.attempt}`);
  expect(await debriefText(manager)).toEqual(await debriefText(page));
});

test('the matrix can be narrowed to people who need attention', async ({ contextAs }) => {
  const page = await (await contextAs('manager')).newPage();
  await open(page, '/units');
  await page.getByRole('link', { name: /Intensive care/ }).click();
  const rows = page.locator('.matrix tbody tr');
  await expect(rows.first()).toBeVisible();
  const all = await rows.count();
  await page.getByLabel('Only people who need attention').check();
  await expect.poll(() => rows.count()).toBeLessThan(all);
  for (const row of await rows.all()) await expect(row).toContainText(/Due|Lapsed|Never shown|Not passed yet|Not complete/);
});

const MENUS: [Who, string[]][] = [
  ['nurse', ['Home', 'Tests', 'My record', 'Profile']],
  ['assessor', ['Home', 'Tests', 'My record', 'Assess', 'Who can', 'Units', 'Profile']],
  ['educator', ['Home', 'Tests', 'My record', 'Who can', 'Units', 'Studio', 'Frameworks', 'Profile']],
  ['manager', ['Home', 'Tests', 'My record', 'Who can', 'Units', 'Profile']],
  ['administrator', ['Home', 'Tests', 'My record', 'People', 'Profile']],
  ['auditor', ['Home', 'Tests', 'My record', 'Who can', 'Units', 'Frameworks', 'Ledger', 'Access log', 'Profile']],
];

for (const [who, menu] of MENUS) {
  test(`the menu of the ${who} holds ${menu.join(', ')}, and each entry opens`, async ({ contextAs }) => {
    const page = await (await contextAs(who)).newPage();
    await open(page, '/');
    const entries = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    await expect(entries).toHaveText(menu);
    for (const name of menu.slice(1)) {
      await entries.filter({ hasText: name }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name === 'Profile' ? 'Your profile' : name);
      await expect(entries.filter({ hasText: name })).toHaveAttribute('aria-current', 'page');
    }
  });
}

test('an educator allows one more graded run, and sees no evidence', async ({ contextAs, newNurse, requestAs }) => {
  const nurse = await newNurse();
  const ticket = await start(nurse.request, 'graded');
  await deliver(nurse.request, ticket, carefulRun(ticket));
  const me = await ask<{ person: string }>(nurse.request, 'me');
  const page = await (await contextAs('educator')).newPage();
  await open(page, `/people/${me.person}`);
  await expect(page.getByRole('heading', { level: 1, name: nurse.name })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Evidence' })).toHaveCount(0);
  await page.getByLabel('Module').selectOption({ label: MODULE_TITLE });
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Allow one more graded run' }) });
  await form.getByLabel('Reason').fill('New on the unit');
  await page.getByRole('button', { name: 'Allow one more graded run' }).click();
  await expect(page.getByText('One more graded run is allowed.')).toBeVisible();
  const module = await ask<{ allowance: { allowed: number } }>(nurse.request, 'module', { slug: 'dose-to-programme' });
  expect(module.allowance.allowed).toBe(4);
  const asked = await (await requestAs('educator')).post('/api/attempts/debrief', { data: { attempt: ticket.attempt } });
  expect(asked.status()).toBe(404);
});

test('an auditor checks every entry of the ledger and reads who looked at what', async ({ contextAs }) => {
  const page = await (await contextAs('auditor')).newPage();
  await open(page, '/ledger');
  await page.getByRole('button', { name: 'Check every entry' }).click();
  await expect(page.getByText(/^All [\d,]+ entries hold\.$/)).toBeVisible();
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/before=/);
  await expect(page.getByRole('region', { name: 'Ledger' }).getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Access log' }).click();
  const log = page.getByRole('region', { name: 'Access log' });
  await expect(log.getByRole('row', { name: /Signed in/ }).first()).toBeVisible();
});

test('an administrator adds a person, and the set-up link works once', async ({ contextAs, watch }) => {
  const mark = Date.now().toString(36);
  const office = await (await contextAs('administrator')).newPage();
  await open(office, '/people');
  const form = office.locator('form', { has: office.getByRole('button', { name: 'Add and make a set-up link' }) });
  await form.getByLabel('Name', { exact: true }).fill(`Jo Newcomer ${mark}`);
  await form.getByLabel('Sign-in name').fill(`jo.${mark}`);
  await form.getByLabel('Unit').selectOption({ label: 'Intensive care' });
  await form.getByLabel('Role').selectOption({ label: 'Learner' });
  await form.getByRole('button', { name: 'Add and make a set-up link' }).click();
  await expect(office.getByText('Set-up link, good for one use')).toBeVisible();
  const link = await office.locator('.notice code').innerText();
  await expect(office.getByRole('row', { name: `Jo Newcomer ${mark}` })).toContainText('Invited');

  const visitor = await (await contextAs(undefined)).newPage();
  await visitor.goto(link);
  await isAlive(visitor);
  await expect(visitor.getByText(`Welcome, Jo Newcomer ${mark}.`)).toBeVisible();
  await visitor.getByLabel('Password').fill('too short');
  watch.expects(/422.*welcome\/accept/);
  watch.expects(/console error: Failed to load resource.*422/);
  await visitor.getByRole('button', { name: 'Create account' }).click();
  await expect(visitor.getByText('Use at least 15 characters')).toBeVisible();
  await visitor.getByLabel('Password').fill('a lamp beside the harbour');
  await visitor.getByRole('button', { name: 'Create account' }).click();
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Hello, Jo');

  const second = await (await contextAs(undefined)).newPage();
  watch.expects(/answer 403: GET .*\/welcome\//);
  watch.expects(/console error: Failed to load resource.*403/);
  await second.goto(link);
  await isAlive(second);
  await expect(second.getByText('This link has expired or was used.')).toBeVisible();
});

test('an administrator closes an account, and its sessions end at once', async ({ contextAs, newNurse }) => {
  const nurse = await newNurse();
  const page = await (await contextAs('administrator')).newPage();
  await open(page, `/people?search=${encodeURIComponent(nurse.name)}`);
  await page.getByRole('button', { name: new RegExp(`^Close account ?: ${nurse.name}$`) }).click();
  await expect(page.getByRole('row', { name: nurse.name })).toContainText('Closed');
  const home = await nurse.request.post('/api/home', { data: {} });
  expect(home.status()).toBe(401);
});
