// The whole journey of a nurse without a mouse, with the focus in sight at every step.
import { Keyboard } from '../support/keyboard';
import { isAlive } from '../support/page';
import { readOrder } from '../support/pump';
import { RunPage } from '../support/run-page';
import { expect, test } from '../support/test';

const SOFT_KEYS = ['q', 'w', 'e', 'r', 't'];

test('a nurse signs in, programs, runs, finishes and reads the debrief by keyboard alone', async ({ page, newNurse }) => {
  test.slow();
  const nurse = await newNurse();
  const keyboard = new Keyboard(page);
  const run = new RunPage(page);
  const { display } = run.pump;
  await page.clock.install();
  await page.goto('/');

  await keyboard.to(page.getByLabel('Name'));
  await page.keyboard.type(nurse.signInName);
  await keyboard.to(page.getByLabel('Password'));
  await page.keyboard.type(nurse.password);
  await page.keyboard.press('Enter');
  await isAlive(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Robin');

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.activate(page.getByRole('link', { name: /From the order to the drop/ }).first());
  const heading = page.getByRole('heading', { level: 1, name: 'From the order to the drop' });
  await expect(heading).toBeVisible();
  await expect.soft(heading, 'a screen reader hears where one is').toBeFocused({ timeout: 2_000 });
  await keyboard.activate(page.getByRole('link', { name: 'Run it for a grade' }));
  await keyboard.activate(page.getByRole('button', { name: 'Start', exact: true }));
  await expect(display).toBeVisible();
  const order = await readOrder(page);

  const soft = async (meaning: RegExp | string) => {
    const place = Number((await run.pump.softKey(meaning).getAttribute('data-key'))!.replace('soft_', ''));
    await keyboard.press(SOFT_KEYS[place - 1]!);
  };
  const enter = async (value: string) => {
    await keyboard.type(value);
    await keyboard.press('Enter');
  };
  await keyboard.to(display);
  await keyboard.press('o');
  await run.passUntil(display.getByText('Is this a new patient?'), 20);
  await soft('New patient');
  await soft(/^Choose Adult ICU/);
  await soft('Drug library');
  await soft(/^Choose norepinephrine/);
  await soft('Label agrees');
  await enter(order.weight);
  await enter(order.dose);
  await keyboard.type('9');
  await keyboard.press('Delete');
  await enter(order.volume);
  await expect(display).toContainText('press Enter to confirm');
  await keyboard.press('Enter');
  await expect(display).toContainText('Press Start.');

  await keyboard.activate(page.getByRole('button', { name: 'Ask Sandra to check the program with you' }));
  await expect(page.getByText('I read the order without looking at your screen.')).toBeVisible();
  // This time the key itself is tabbed to, and pressed with the space bar.
  await keyboard.activate(run.pump.key('start'), 'Space');
  await expect(display).toContainText('Running');
  await keyboard.activate(page.getByRole('button', { name: 'Look at the patient and the monitor' }));
  await run.pass(10);

  const finish = page.getByRole('button', { name: 'Finish', exact: true }).first();
  const question = page.getByRole('dialog', { name: 'Finish this run?' });
  await keyboard.activate(finish);
  await expect(question).toBeVisible();
  await keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(finish).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.activate(question.getByRole('button', { name: 'Finish' }));
  await expect(run.receipt).toBeVisible();

  await keyboard.activate(page.getByRole('link', { name: 'See the debrief' }));
  await expect(page.locator('.verdict')).toContainText('Passed');
  const slider = page.getByRole('slider', { name: 'Moment of the run' });
  await keyboard.to(slider);
  await page.keyboard.press('Home');
  await expect(page.locator('.replay-at')).toHaveText('0:00');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.replay-at')).toHaveText('0:01');
  await expect(slider).toHaveAttribute('aria-valuetext', '0:01');
  await keyboard.activate(page.getByRole('button', { name: /^Show \d+:\d\d$/ }).first());
  await expect(page.locator('.replay-at')).not.toHaveText('0:01');
});
