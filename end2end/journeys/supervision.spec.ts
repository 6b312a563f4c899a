// A supervised run by a one-time code; a verdict that is appealed and given back; a restriction and its way back.
import { expectAccessible } from '../support/accessible';
import { ask } from '../support/api';
import { isAlive, open } from '../support/page';
import { MODULE, type Ticket, carefulRun, deliver, idleRun, start } from '../support/runs';
import { expect, test } from '../support/test';
import { keyOf, world } from '../support/world';

const MODULE_TITLE = 'From the order to the drop';
const COMPETENCY = 'Programme a dose';

test.slow();

test('an assessor makes a code, and the nurse runs under supervision with it', async ({
  contextAs,
  newNurse,
  become,
  page,
  watch,
}) => {
  const nurse = await newNurse();
  const desk = await (await contextAs('assessor')).newPage();
  await open(desk, `/supervise?search=${encodeURIComponent(nurse.name)}`);
  await expectAccessible(desk);
  await desk.getByRole('link', { name: nurse.name }).click();
  await expect(desk.getByRole('heading', { name: `For ${nurse.name}` })).toBeVisible();
  await desk.getByLabel('Module').selectOption({ label: MODULE_TITLE });
  await desk.getByRole('button', { name: 'Make a code' }).click();
  const shown = desk.locator('.code-large [aria-hidden]');
  await expect(shown).toHaveText(/^[A-Z0-9]{4} [A-Z0-9]{4}$/);
  await expect(desk.getByRole('timer')).toContainText(/Good for \d+:\d\d more/);
  await expectAccessible(desk);
  const code = await shown.innerText();

  await become(nurse);
  await open(page, `/modules/${MODULE}`);
  await page.getByText('I have a supervision code').click();
  await expect(page).toHaveURL(new RegExp(`/modules/${MODULE}/supervised$`));
  const field = page.getByLabel('Supervision code');
  await field.fill('3333 3333');
  watch.expects(/403.*attempts\/start/);
  watch.expects(/console error: Failed to load resource.*403/);
  await page.getByRole('button', { name: 'Begin the supervised run' }).click();
  await expect(page.getByText('This code is not right')).toBeVisible();
  await expect(field).toHaveValue('3333 3333');
  await expectAccessible(page);
  await field.fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Begin the supervised run' }).click();
  await expect(page).toHaveURL(new RegExp(`/modules/${MODULE}/run$`));
  await expect(page.getByText('Supervised by Beata Nowak')).toBeVisible();
  await expect(desk.getByText(/^Used on/)).toBeVisible({ timeout: 15_000 });

  const attempt = await page.evaluate((module) => localStorage.getItem(`titrate.open.${module}`), MODULE);
  const ticket = await ask<Ticket>(nurse.request, 'attempts/start', { attempt, module: MODULE, kind: 'graded' });
  expect((await deliver(nurse.request, ticket, carefulRun(ticket))).status()).toBe(200);
  await open(page, `/attempts/${attempt}`);
  await expect(page.locator('.verdict')).toContainText('Supervised by Beata Nowak');
  const me = await ask<{ person: string }>(nurse.request, 'me');
  await open(desk, `/people/${me.person}`);
  await expect(desk.getByRole('region', { name: 'Evidence' })).toContainText('Supervised run');
});

test('a nurse appeals a verdict, an assessor upholds it, and the run is given back', async ({
  contextAs,
  newNurse,
  become,
  page,
}) => {
  const nurse = await newNurse();
  const ticket = await start(nurse.request, 'graded');
  expect((await deliver(nurse.request, ticket, idleRun(ticket))).status()).toBe(200);
  await become(nurse);
  await open(page, `/attempts/${ticket.attempt}`);
  await page.getByText('Appeal this verdict').click();
  await page.getByLabel('What is wrong with the verdict').fill('The fire alarm rang and I had to leave.');
  await page.getByRole('button', { name: 'Send the appeal' }).click();
  await expect(page.getByText('Waits for an answer')).toBeVisible();

  const queue = await (await contextAs('assessor')).newPage();
  await open(queue, '/appeals');
  const appeal = queue.locator('.case', { hasText: nurse.name });
  await expect(appeal).toContainText('The fire alarm rang and I had to leave.');
  await appeal.getByText('Your answer', { exact: false }).first().click();
  await appeal.getByLabel(/^Uphold/).check();
  await appeal.getByLabel('Your answer', { exact: true }).fill('The fire log says so.');
  await expect(appeal.locator('.signed-text')).toContainText(`the result of ${nurse.name}`);
  await expect(appeal.locator('.signed-text')).toContainText('I uphold it');
  await expectAccessible(queue);
  await appeal.getByLabel('Your password, as your signature').fill(keyOf(world().keys, 'assessor').password);
  await appeal.getByRole('button', { name: 'Sign the answer' }).click();
  await expect(queue.locator('.case', { hasText: nurse.name })).toContainText('Signed by Beata Nowak');

  await page.reload();
  await isAlive(page);
  await expect(page.getByText(/This result was voided on/)).toBeVisible();
  await expect(page.getByText('The fire log says so.').first()).toBeVisible();
  await expectAccessible(page);
  await open(page, '/appeals');
  await expect(page.getByText('Upheld')).toBeVisible();
  await expectAccessible(page);
  const module = await ask<{ allowance: { used: number } }>(nurse.request, 'module', { slug: MODULE });
  expect(module.allowance.used).toBe(0);
});

test('a critical mistake restricts a nurse until the next pass, and the manager acknowledges it', async ({
  contextAs,
  newNurse,
  become,
  page,
}) => {
  const nurse = await newNurse();
  const run = async (log: typeof carefulRun) => {
    const ticket = await start(nurse.request, 'graded');
    expect((await deliver(nurse.request, ticket, log(ticket))).status()).toBe(200);
  };
  await run(carefulRun);
  await run(idleRun);
  await become(nurse);
  await open(page, '/');
  const own = page.locator('.case', { hasText: COMPETENCY });
  await expect(own).toContainText('Not unsupervised');
  await expect(own.getByRole('link', { name: MODULE_TITLE })).toBeVisible();
  await expectAccessible(page);

  const office = await (await contextAs('manager')).newPage();
  await open(office, '/restrictions');
  const restriction = office.locator('.case', { hasText: nurse.name });
  await expect(restriction).toContainText('A critical criterion was missed.');
  await restriction.getByRole('button', { name: /^Acknowledge/ }).click();
  await expect(restriction).toContainText('Margaret Shaw');
  await expectAccessible(office);
  await open(office, '/units');
  await office.getByRole('link', { name: /Intensive care/ }).click();
  const row = office.getByRole('row', { name: nurse.name });
  await expect(row.getByText('Not unsupervised').first()).toBeVisible();

  await run(carefulRun);
  await open(page, '/restrictions');
  await expect(page.getByText('Nothing restricts you.')).toBeVisible();
  await expect(page.locator('.case', { hasText: COMPETENCY })).toContainText('By a pass.');
  await expectAccessible(page);
});
