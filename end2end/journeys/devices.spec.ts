// The devices under the hands of a learner: pole and secondary line, pump unit, syringe pump, ventilator.
import { type Locator, type Page } from '@playwright/test';

import { painting } from '../support/canvas';
import { Keyboard } from '../support/keyboard';
import { Pole } from '../support/pole';
import { RunPage } from '../support/run-page';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'parallel' });
test.slow();

const HOOK = 'the-lower-hook';
const UNIT = 'dopa-dobuta';
const SYRINGE = 'six-minutes-of-nothing';
const CATHETER = 'the-catheter-stops';

test.beforeEach(async ({ page, newNurse, become }) => {
  await become(await newNurse());
  await page.clock.install();
});

test.describe('the pole', () => {
  test('a bag is dragged to its hook, the other is lowered, a clamp pressed, and the drops fall', async ({ page }) => {
    const run = new RunPage(page);
    const pole = new Pole(page);
    await run.open(HOOK, 'practice');
    await run.begin();
    const [primary, secondary] = [pole.part('Primary'), pole.part('Secondary')];
    await expect(pole.picture).toBeVisible();
    await expect(secondary).toContainText('Not hung');
    await expect(primary).toContainText(/[1-9]\d* drops a minute/);

    await pole.drop('secondary');
    await run.pass(1);
    await expect(secondary).toContainText('Not hung');
    await pole.drag('secondary', 'upper');
    await expect(secondary).toContainText('Hangs, joined to the primary');
    await expect(secondary).not.toContainText(/[1-9]\d cm higher/);

    await primary.getByRole('button', { name: 'Lower the primary bag' }).click();
    await expect(primary).toContainText('On the extension hook');
    await expect(primary.getByRole('button', { name: 'Raise the primary bag' })).toBeVisible();
    await expect(secondary).toContainText(/Its surface is [1-9]\d cm higher than the primary's/);

    await run.pass(5);
    await expect(secondary).toContainText('No drops fall');
    await pole.pressClamp('secondary');
    await expect(secondary).toContainText('Roller clamp open');
    await run.pass(30);
    await expect(secondary).toContainText(/[1-9]\d* drops a minute/);
    await expect(pole.drops('secondary')).toHaveText(/^[1-9]\d*\/min$/);
    await expect(primary).toContainText('No drops fall');

    const live = await pole.hung();
    await run.finishToDebrief();
    await expect(pole.picture).toBeVisible();
    expect(await pole.hung(), 'the debrief shows the picture as it was').toEqual(live);
    await expect(secondary).toContainText(/[1-9]\d* drops a minute/);
    await expect(pole.panel.getByRole('button')).toHaveCount(0);
    await pole.picture.scrollIntoViewIfNeeded();
    await pole.pressClamp('secondary');
    expect(await pole.hung(), 'nobody can work it any more').toEqual(live);

    await page.getByRole('slider', { name: 'Moment of the run' }).press('Home');
    await expect(secondary).toContainText('Not hung');
    expect((await pole.hung()).bags).not.toEqual(live.bags);
  });

  test('every act is reached by Tab and done by Enter', async ({ page }) => {
    const run = new RunPage(page);
    const pole = new Pole(page);
    const keyboard = new Keyboard(page);
    await run.open(HOOK, 'practice');
    await run.begin();
    const [primary, secondary, line] = [pole.part('Primary'), pole.part('Secondary'), pole.part('Pump and line')];
    const button = (part: Locator, name: string) => part.getByRole('button', { name: new RegExp(`^${name}`) });
    /** Enter on one does it, and the same place then offers to undo it. */
    const turn = async (part: Locator, name: string, undone: string) => {
      await keyboard.activate(button(part, name));
      await expect(button(part, undone)).toBeFocused();
    };
    const there = async (part: Locator, name: string, undone: string) => {
      await turn(part, name, undone);
      await turn(part, undone, name);
    };

    await there(primary, 'Lower the primary bag', 'Raise the primary bag');
    await turn(primary, 'Lower the primary bag', 'Raise the primary bag');
    await there(primary, "Shut the primary's clamp", "Open the primary's clamp");
    await there(secondary, 'Hang the secondary bag', 'Take the secondary bag off');
    await turn(secondary, 'Hang the secondary bag', 'Take the secondary bag off');
    await there(secondary, "Open the secondary's clamp", "Shut the secondary's clamp");
    await turn(secondary, "Open the secondary's clamp", "Shut the secondary's clamp");
    await run.pass(90);
    await expect(secondary).toContainText(/[1-9]\d* drops a minute/);
    await expect(primary).toContainText('No drops fall');

    await there(line, 'Shut the clamp', 'Open the clamp');
    for (const name of ['Straighten the line', 'Let off pressure', 'Remove air']) {
      await keyboard.activate(button(line, name));
      await expect(button(line, name)).toBeFocused();
    }
    await there(pole.part('Power'), 'Pull the plug', 'Plug in');

    const next = button(primary, 'Hang the next bag');
    await expect(next).toHaveAttribute('aria-disabled', 'true');
    await keyboard.to(run.pump.display);
    await keyboard.press('p');
    await expect(run.pump.display).toContainText('Paused');
    await expect(next).not.toHaveAttribute('aria-disabled', 'true');
    await expect(primary).toContainText(/4\d\d mL left/);
    await keyboard.activate(next);
    await expect(primary).toContainText('500 mL left, 100 %');
    await expect(secondary).toContainText(/24\d mL left/);
    await keyboard.activate(button(secondary, 'Hang the next secondary bag'));
    await expect(secondary).toContainText('250 mL left, 100 %');

    const set = button(line, 'Take out the set');
    await expect(set).toHaveAttribute('aria-disabled', 'true');
    await turn(line, 'Open the door', 'Shut the door');
    await expect(set).not.toHaveAttribute('aria-disabled', 'true');
    await there(line, 'Take out the set', 'Seat the set');
    await expect(line).toContainText('Set seated');
  });
});

test.describe('the pump unit', () => {
  /** A channel as the strip shows it. */
  const channel = (page: Page, letter: string) =>
    page.getByRole('group', { name: 'Channels' }).getByRole('radio', { name: new RegExp(`^Channel ${letter},`) });

  test('arrows choose a channel, and a key acts on its own channel only', async ({ page }) => {
    const run = new RunPage(page);
    const keyboard = new Keyboard(page);
    await run.open(UNIT, 'practice');
    await run.begin();
    const [a, b, c] = ['A', 'B', 'C'].map((letter) => channel(page, letter)) as [Locator, Locator, Locator];
    const strip = page.getByRole('group', { name: 'Channels' });
    await expect(strip.getByRole('radio')).toHaveCount(3);
    const cards = strip.locator('label');
    await expect(cards).toHaveText([/norepinephrine.*Running/, /dopamine.*Running/, /dobutamine.*Running/]);
    await expect(a).toBeChecked();
    const pole = page.locator('.pane-pole');
    const module = (letter: string) => page.locator('.unit').getByRole('group', { name: `Channel ${letter}` });

    await keyboard.to(a);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(c).toBeChecked();
    await expect(c).toBeFocused();
    await expect(pole).toHaveAttribute('aria-label', 'Bedside, Channel C');
    await expect(pole.getByRole('group', { name: 'Primary' })).toContainText('dobutamine');
    await expect(module('C')).toBeVisible();
    await expect(module('A')).toBeHidden();

    await module('C').locator('[data-key=pause]').click({ delay: 80 });
    await expect(cards).toHaveText([/norepinephrine.*Running/, /dopamine.*Running/, /dobutamine.*Paused/]);
    await c.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(b).toBeChecked();
    await expect(module('B').getByRole('group', { name: 'Pump display' })).toContainText('Running');
    await pole.getByRole('button', { name: "Shut the primary's clamp" }).click();
    await expect(pole.getByRole('group', { name: 'Primary' })).toContainText('Roller clamp shut');
    await page.keyboard.press('Tab');
    await a.focus();
    await page.keyboard.press('Space');
    await expect(pole.getByRole('group', { name: 'Primary' })).toContainText('Roller clamp open');
  });

  test('an alarm stands on its channel and is announced, whatever is looked at', async ({ page }) => {
    const run = new RunPage(page);
    await run.open(UNIT, 'practice');
    await run.begin();
    const strip = page.getByRole('group', { name: 'Channels' });
    const cards = strip.locator('label');
    const alert = page.getByRole('alert').filter({ hasText: 'Door open' });
    await expect(alert).toHaveCount(0);
    await channel(page, 'B').check();
    await run.bedside('Open the door');
    await channel(page, 'A').check();
    await expect(cards).toHaveText([/norepinephrine.*Running/, /dopamine.*Door open/, /dobutamine.*Running/]);
    await expect(channel(page, 'B')).toHaveAccessibleName(/High priority alarm: Door open/);
    await expect(alert).toHaveText(/^Channel B\. .*Door open\./);

    await page.setViewportSize({ width: 390, height: 844 });
    await run.look('Bedside');
    await channel(page, 'C').check();
    await run.bedside('Open the door');
    await run.look('Monitor');
    await expect(page.locator('.pane-pump')).toBeHidden();
    await expect(page.locator('.pane-bedside')).toBeHidden();
    await expect(alert).toHaveText(/Channel B\. .*Door open\. Channel C\. .*Door open\./);
    await expect(page.getByRole('button', { name: /^Pump \*\*\*$/ })).toBeVisible();
    await expect(cards.nth(2)).toContainText('Door open');
    await expect(cards.nth(2)).toBeVisible();
  });
});

test('a syringe is changed and named, the pump raised by keyboard, and a result comes back', async ({ page }) => {
  const run = new RunPage(page);
  const keyboard = new Keyboard(page);
  await run.open(SYRINGE, 'practice');
  await run.begin();
  const { pump } = run;
  const bedside = page.locator('.pane-bedside');
  await expect(pump.display).toContainText('Running');
  await expect(bedside).toContainText(/Brand A 50 mL: norepinephrine 4 mg in 50 mL/);

  const blood = page.getByRole('region', { name: 'Blood tests' });
  await expect(blood).toContainText('No blood was drawn so far.');
  await blood.getByRole('button', { name: 'Draw blood for glucose' }).click();
  const sample = blood.locator('.sample');
  await expect(sample).toContainText(/Glucose\s*result in \d+ (min|s)/);
  await expect(blood.locator('.result')).toHaveCount(0);
  await expect(blood).not.toContainText('No blood was drawn so far.');
  await run.pass(5);
  await expect(sample, 'the wait grows shorter').toContainText(/result in [1-5]\d s/);

  await pump.press('pause');
  await expect(pump.display).toContainText('Paused');
  for (const act of ['Take the line off', 'Take out the syringe', 'Lay in the next syringe']) await run.bedside(act);
  await expect(bedside).toContainText(/Brand B 60 mL: norepinephrine 4 mg in 50 mL/);
  await expect(pump.display).toContainText('Which syringe?');
  await expect(page.getByRole('img', { name: /^The syringe in the pump: Brand B 60 mL/ })).toBeVisible();
  await pump.choose('Brand B 60 mL');
  await expect(pump.display).not.toContainText('Which syringe?');
  await expect(pump.display).toContainText('Brand B 60 mL');

  const height = page.getByRole('slider', { name: 'Height of the pump' });
  await expect(bedside).toContainText('Pump level with the heart');
  await keyboard.to(height);
  for (let step = 0; step < 4; step += 1) await keyboard.press('ArrowUp');
  await expect(height).toHaveAttribute('aria-valuetext', 'Pump 20 cm over the heart');
  await expect(page.locator('.height-now')).toHaveText('20 cm');
  await expect(bedside.locator('svg')).toContainText('20 cm');
  await expect(bedside.getByRole('listitem').filter({ hasText: 'Pump 20 cm over the heart' })).toBeVisible();
  await keyboard.activate(page.getByRole('button', { name: 'Lower 10 cm' }));
  await expect(height).toHaveAttribute('aria-valuetext', 'Pump 10 cm over the heart');
  await expect(height).toHaveValue('10');

  await run.bedside('Connect the line');
  await pump.press('start');
  await expect(pump.display).toContainText('Running');
  await run.passUntil(blood.locator('.result'), 120);
  await expect(blood.locator('.result')).toContainText(/Glucose.*\d(\.\d)? mmol\/L\s*(in range|low|high)/);
  await expect(sample).toHaveCount(0);
  await expect(blood.locator('[aria-live]')).toHaveText(/^Result: Glucose \d+(\.\d)? mmol\/L, /);
});

test('a ventilator is read, frozen and set, its alarm silenced, its patient looked at', async ({ page }) => {
  const run = new RunPage(page);
  const vent = page.getByRole('region', { name: 'Ventilator', exact: true });
  await run.open(CATHETER, 'practice');
  await run.begin(vent);
  const high = page.getByRole('alert').filter({ hasText: 'Airway pressure high' });
  await expect(high).toHaveCount(0);
  const canvas = vent.getByRole('img', { name: 'Curves of pressure, flow and volume' });
  await run.pass(5);
  const first = await painting(canvas);
  expect(first.share, 'curves are painted').toBeGreaterThan(0.01);
  expect(first.colours, 'in colours of their own').toBeGreaterThan(3);
  await run.pass(2);
  expect((await painting(canvas)).print, 'and go on').not.toBe(first.print);
  const monitor = await painting(page.locator('.pane-monitor canvas').first());
  expect(monitor.share, 'the monitor is painted too').toBeGreaterThan(0.005);

  await vent.getByRole('button', { name: 'Freeze' }).click();
  await expect(vent.getByText('Frozen')).toBeVisible();
  await expect(vent.getByRole('button', { name: 'Let run' })).toHaveAttribute('aria-pressed', 'true');
  const cursor = vent.getByRole('slider', { name: 'Cursor A' });
  await cursor.focus();
  const frozen = await painting(canvas);
  await run.pass(2);
  expect((await painting(canvas)).print, 'what is frozen stands').toBe(frozen.print);
  await expect(cursor).toHaveAttribute('aria-valuetext', /^[\d.]+ s: pressure /);
  const seconds = async () => Number((await cursor.getAttribute('aria-valuetext'))!.split(' ')[0]);
  const before = await seconds();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await seconds(), 'two samples of 0.02 s').toBeCloseTo(before + 0.04, 5);
  await expect(vent.getByRole('row', { name: /^A / })).toContainText((before + 0.04).toFixed(2));
  expect((await painting(canvas)).print, 'the cursor is drawn').not.toBe(frozen.print);
  await vent.getByRole('button', { name: 'Let run' }).click();
  await expect(cursor).toHaveCount(0);

  await vent.getByRole('button', { name: 'Loops' }).click();
  const loops = vent.getByRole('img', { name: /^Loop of pressure and volume/ });
  await expect(canvas).toBeHidden();
  expect((await painting(loops)).share, 'loops are painted').toBeGreaterThan(0.005);
  await vent.getByRole('button', { name: 'Keep as reference' }).click();
  await expect(vent.getByText(/^Reference: peak \d+ cmH2O, volume \d+ mL\./)).toBeVisible();
  await vent.getByRole('button', { name: 'Curves' }).click();
  await run.pass(1);
  const back = await painting(canvas);
  await run.pass(2);
  expect((await painting(canvas)).print, 'the curves go on after another page').not.toBe(back.print);

  const stands = /^(?!.*not confirmed).*\b380 mL/;
  const volume = vent.locator('[data-setting=tidal_volume]');
  const name = (text: RegExp) => expect(volume).toHaveAccessibleName(text);
  const up = vent.getByRole('button', { name: 'Tidal volume up' });
  await name(stands);
  await volume.click();
  await up.click();
  await name(/Tidal volume.*not confirmed/);
  await expect(volume).toContainText(/^VT (?!380)\d+ was 380$/);
  await vent.getByRole('button', { name: 'Cancel the change' }).click();
  await name(stands);
  await volume.click();
  await up.click();
  await vent.getByRole('button', { name: 'Confirm the change' }).click();
  await expect(volume).toContainText(/^VT (?!380)\d+ mL$/);
  await expect(volume).not.toHaveAccessibleName(/not confirmed/);

  const alarms = vent.getByRole('group', { name: 'Alarms' });
  await run.passUntil(high, 90);
  await expect(alarms.locator('.vent-alarm')).toHaveClass(/alarm-high/);
  await expect(page.getByText('High alarm sounds: ten pulses')).toBeVisible();
  await alarms.getByRole('button', { name: 'Pause sound' }).click();
  await expect(alarms.locator('.vent-silence')).toContainText(/[12]:\d\d/);
  await expect(page.getByText('The ventilator is silent')).toBeVisible();
  await expect(alarms.locator('.vent-alarm'), 'quiet is not over').toHaveClass(/alarm-high/);

  await run.offer('Look at her, at the tube, at the chest');
  await expect(page.getByText('Her chest hardly moves, both sides alike.')).toBeVisible();
  await page.locator('.pane-bedside').getByRole('button', { name: 'Listen to both sides' }).click();
  await expect(page.locator('.bedside-closer').getByRole('listitem').first()).not.toBeEmpty();

  await page.setViewportSize({ width: 390, height: 844 });
  await run.look('Ventilator');
  await run.pass(1);
  const onPhone = await painting(canvas);
  await run.pass(2);
  expect((await painting(canvas)).print, 'the curves go on on a phone').not.toBe(onPhone.print);
  await run.look('Monitor');
  await expect.soft(high, 'an alarm is announced whatever a phone shows').toHaveCount(1);

  await page.setViewportSize({ width: 1440, height: 900 });
  await run.finishToDebrief();
  const still = page.locator('#replay .vent-sheet-curves svg');
  await expect(still).toBeVisible();
  await expect(page.locator('#replay canvas')).toHaveCount(0);
  const drawn = () => still.evaluate((svg) => svg.innerHTML);
  const atTheEnd = await drawn();
  expect(atTheEnd.length, 'curves are drawn').toBeGreaterThan(2_000);
  const slider = page.getByRole('slider', { name: 'Moment of the run' });
  await slider.press('Home');
  for (let second = 0; second < 8; second += 1) await slider.press('ArrowRight');
  await expect.poll(drawn).not.toBe(atTheEnd);
});
