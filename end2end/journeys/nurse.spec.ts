// The main job: a nurse practises, runs for a grade, and reads the debrief.
import { keyOf, world } from '../support/world';
import { expect, test } from '../support/test';
import { isAlive, open } from '../support/page';
import { readOrder } from '../support/pump';
import { RunPage } from '../support/run-page';

const TITLE = 'The line that will not flow';
const MODULE = 'pressor-line-occludes';

test('a nurse signs in and finds what is due', async ({ page }) => {
  const key = keyOf(world().keys, 'nurse');
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByLabel('Name').fill(key.name);
  await page.getByLabel('Password').fill(key.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await isAlive(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Ana');
  const next = page.locator('.next');
  await expect(next.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(next).toContainText(/Due \d+ \w+ \d{4}/);
  await next.getByRole('link', { name: 'Open module' }).click();
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Brief' })).toBeVisible();
});

test('a wrong password keeps the name and says what to do', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill('nobody.here');
  await page.getByLabel('Password').fill('this is not a password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('That did not work');
  await expect(page.getByLabel('Name')).toHaveValue('nobody.here');
  await expect(page.getByLabel('Password')).toHaveValue('');
});

test.describe('signed in', () => {
  test.use({ as: 'nurse' });

  test('practice gives hints and shows the criteria as they are met', async ({ page }) => {
    await page.clock.install();
    const run = new RunPage(page);
    await run.open(MODULE, 'practice');
    await run.begin();
    // Who has done it alone before is shown a step when they ask.
    const step = page.getByText('Switch the pump on.');
    const show = page.getByRole('button', { name: 'Show me the next step' });
    await expect(step.or(show)).toBeVisible();
    if (await show.isVisible()) {
      await show.click();
      await run.pass(1);
    }
    await expect(step).toBeVisible();
    const criteria = page.getByRole('list', { name: 'Criteria' }).getByRole('listitem');
    await expect(criteria).toHaveCount(5);
    const order = await readOrder(page);
    await run.program(order);
    await run.pump.soft('Confirm');
    await run.pump.press('start');
    await run.pass(2);
    await expect(criteria.first()).toContainText('Met');
    await expect(page.getByText('Watch the monitor and the pressure in the line.')).toBeVisible();
    await run.finish();
    await expect(run.receipt).toBeVisible();
    await page.getByRole('link', { name: 'See the debrief' }).click();
    await expect(page.getByText('A practice run: kept for you, no evidence.')).toBeVisible();
  });

  test('a graded run of the line that will not flow is played, recorded and debriefed', async ({ page }) => {
    test.slow();
    await page.clock.install();
    const run = new RunPage(page);
    await run.open(MODULE, 'graded');
    await run.begin();
    await expect(page.getByRole('list', { name: 'Criteria' })).toHaveCount(0);
    const order = await readOrder(page);
    await run.program(order);
    await expect(run.pump.display).toContainText('norepinephrine');
    await run.pump.soft('Confirm');
    await run.pump.press('start');
    await expect(run.pump.display).toContainText('Running');
    await run.offer('Look at the patient and the monitor');
    await expect(page.getByText('She is warm and drowsy.')).toBeVisible();

    await run.passUntil(run.pump.display.getByText('Downstream occlusion'), 600);
    await expect(page.getByText('High alarm sounds: ten pulses')).toBeVisible();
    await run.pump.press('silence');
    await expect(page.getByText('Sound paused, back in')).toBeVisible();
    await run.offer(/^Follow the line/);
    await run.bedside('Let off pressure');
    await run.pass(2);
    await run.bedside('Open the clamp');
    await run.pass(2);
    await run.pump.press('start');
    await expect(run.pump.display).toContainText('Running');

    const question = page.getByRole('group', { name: 'What do you tell her?' });
    await run.passUntil(question, 60);
    await question.getByLabel(/^The clamp past the pump was shut/).click();
    await expect(run.receipt).toBeVisible();
    const receipt = (await run.receipt.innerText()).split(' ').at(-1)!;

    await page.getByRole('link', { name: 'See the debrief' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `Debrief: ${TITLE}` })).toBeVisible();
    await expect(page.locator('.verdict')).toContainText('Passed');
    await expect(page.locator('.verdict')).toContainText(receipt);
    await expect(page.locator('.verdict')).toContainText(/ledger entry \d+/);
    const criteria = page.locator('.criterion');
    await expect(criteria).toHaveCount(5);
    for (const criterion of await criteria.all()) {
      await expect(criterion).toContainText('Met');
      await expect(criterion.locator('.why')).not.toBeEmpty();
    }
    await expect(page.getByText(/took .* by the clock/)).toHaveCount(0);
    await expect(page.getByText(/interrupted/)).toHaveCount(0);
  });

  test('in the debrief one drags to any second and sees pump and patient as they were', async ({ page }) => {
    await open(page, '/');
    await page.getByRole('link', { name: new RegExp(`${TITLE}.*Graded run`) }).first().click();
    const slider = page.getByRole('slider', { name: 'Moment of the run' });
    await expect(slider).toBeVisible();
    const display = page.getByRole('group', { name: 'Pump display' });
    const monitor = page.getByRole('region', { name: 'Monitor' });
    const clock = page.locator('.replay-at');
    await expect(display).toContainText('Running');
    const atTheEnd = { clock: await clock.innerText(), monitor: await monitor.innerText() };

    const box = (await slider.boundingBox())!;
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width - 8, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, middle, { steps: 5 });
    await page.mouse.move(box.x + 8, middle, { steps: 5 });
    await page.mouse.up();
    await expect(clock).not.toHaveText(atTheEnd.clock);
    await expect(display).not.toContainText('Running');
    expect(await monitor.innerText()).not.toBe(atTheEnd.monitor);

    const cleared = page.locator('.criterion', { hasText: 'the clamp is opened within 60 s' });
    const show = cleared.getByRole('button', { name: /^Show \d+:\d\d$/ });
    const moment = (await show.innerText()).replace('Show ', '');
    await show.click();
    await expect(clock).toHaveText(moment);
    await expect(page.locator('#replay')).toBeInViewport();

    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect(clock).not.toHaveText(moment);

    await page.getByText('Everything that happened').click();
    const events = page.getByRole('region', { name: 'Everything that happened' });
    await expect(events.getByRole('row', { name: /Downstream occlusion/ }).first()).toBeVisible();
  });
});
