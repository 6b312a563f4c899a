// An assessor signs a competency off, corrects it, and accepts a document; both sign-offs stay.
import { expectAccessible } from '../support/accessible';
import { ask } from '../support/api';
import { isAlive, open } from '../support/page';
import { carefulRun, deliver, start } from '../support/runs';
import { expect, test } from '../support/test';
import { keyOf, world } from '../support/world';

test.slow();

const COMPETENCY = 'Programme a dose';

test('an assessor signs off what a nurse has shown, corrects it, and both stay', async ({
  contextAs,
  newNurse,
  requestAs,
  watch,
}) => {
  const nurse = await newNurse();
  const ticket = await start(nurse.request, 'graded');
  expect((await deliver(nurse.request, ticket, carefulRun(ticket))).status()).toBe(200);
  const me = await ask<{ person: string }>(nurse.request, 'me');
  const { password } = keyOf(world().keys, 'assessor');

  const page = await (await contextAs('assessor')).newPage();
  await open(page, `/people/${me.person}`);
  await expect(page.getByRole('heading', { name: 'Sign for this person' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: new RegExp(`^Sign off ?: ${COMPETENCY}$`) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Sign off: ${nurse.name}`);
  await expect(page.getByRole('radio', { name: /Shows how/ })).toBeChecked();
  const statement = page.locator('form .statement');
  await expect(statement).toContainText(`I assessed ${nurse.name} in the competency “${COMPETENCY}”`);
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('Choose at least one.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: /Graded run/ }).check();
  await expect(statement).toContainText('Graded run “From the order to the drop”');
  const signed = await statement.innerText();
  watch.expects(/403.*sign-offs\/sign/);
  watch.expects(/console error: Failed to load resource.*403/);
  await page.getByLabel('Your password').fill('not the password at all');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page).toHaveURL(/\/sign-offs\//);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Sign-off: ${COMPETENCY}`);
  await expect(page.locator('.signature .statement')).toHaveText(signed);
  await expect(page.locator('#main').getByText('Beata Nowak')).toBeVisible();
  await expectAccessible(page);
  const first = new URL(page.url()).pathname;

  await page.getByRole('link', { name: 'Correct this sign-off' }).click();
  await page.getByRole('radio', { name: /Not met/ }).check();
  await page.getByLabel('Reason for the correction').fill('Another nurse was meant');
  await expect(page.locator('form .statement')).toContainText('Another nurse was meant');
  await expectAccessible(page);
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Sign the correction' }).click();
  await expect(page.getByText(/^This corrects the sign-off of/)).toBeVisible();
  await expect(page.getByText('Not met').first()).toBeVisible();

  const manager = await (await contextAs('manager')).newPage();
  await open(manager, first);
  await expect(manager.getByText(/^This sign-off was superseded on/)).toBeVisible();
  await expect(manager.locator('.signature .statement')).toHaveText(signed);
  const elsewhere = await requestAs('surgicalManager');
  expect((await elsewhere.get(first, { maxRedirects: 0 })).status()).toBe(404);
});

test('an assessor accepts prior learning, and it counts from its day', async ({ contextAs, newNurse }) => {
  const nurse = await newNurse();
  const me = await ask<{ person: string }>(nurse.request, 'me');
  const page = await (await contextAs('assessor')).newPage();
  await open(page, `/people/${me.person}/accept`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(nurse.name);
  const theory = 'Explain how pumps, lines and limits behave';
  await page.getByLabel('As evidence for').selectOption({ label: theory });
  await page.getByLabel('Title of the document, or what was learnt').fill('Course in infusion therapy');
  await page.getByLabel('Issued by, or learnt at').fill('City College');
  const day = new Date(Date.now() - 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await page.getByLabel('Date on the document').fill(day);
  await expect(page.locator('form .statement')).toContainText('issued by City College, and accept it');
  await expectAccessible(page);
  await page.getByLabel('Your password').fill(keyOf(world().keys, 'assessor').password);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page).toHaveURL(/\/acceptances\//);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Course in infusion therapy');
  await expectAccessible(page);
  const { competencies } = await ask<{ competencies: { title: string; standing: { state: string } }[] }>(
    nurse.request,
    'person',
    { person: me.person },
  );
  expect(competencies.find(({ title }) => title === theory)?.standing.state).toBe('current');
});

test('what is typed or pressed before the page has come to life is not lost and goes nowhere else', async ({
  contextAs,
  newNurse,
}) => {
  const nurse = await newNurse();
  const me = await ask<{ person: string }>(nurse.request, 'me');
  const page = await (await contextAs('assessor')).newPage();
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/people/${me.person}/accept`, { waitUntil: 'commit' });
  const field = page.getByLabel('Your password');
  await field.fill('typed too early');
  await field.press('Enter');
  await expect(field).toHaveValue('typed too early');
  expect(new URL(page.url()).search).toBe('');

  await page.getByRole('link', { name: nurse.name }).click({ noWaitAfter: true });
  await expect(page).toHaveURL(new RegExp(`/people/${me.person}$`));
  release();
  await isAlive(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(nurse.name);
});
