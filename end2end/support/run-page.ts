// A run in the browser, with a clock that the test turns forward.
import { type Locator, type Page, expect } from '@playwright/test';

import { isAlive, open } from './page';
import { Pump } from './pump';
import type { Kind } from './runs';

/** One run as it is played on a page. */
export class RunPage {
  readonly pump: Pump;

  constructor(readonly page: Page) {
    this.pump = new Pump(page);
  }

  /** Opens a module and starts a run of it, up to the brief. Install the clock first to turn it forward later. */
  async open(module: string, kind: Kind): Promise<void> {
    await open(this.page, `/modules/${module}`);
    const word =
      kind === 'graded'
        ? /^(Run it for a grade|Show it now: graded run|Continue your graded run)$/
        : /^(Practise|Practise first)$/;
    await this.page.getByRole('link', { name: word }).click();
    await isAlive(this.page);
  }

  /** Starts the clock of the run, and waits for the device. */
  async begin(device: Locator = this.pump.panel.locator('.pump')): Promise<void> {
    await this.page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(device).toBeVisible();
  }

  /** Lets time pass in steps that a page in the foreground would take. */
  async pass(seconds: number): Promise<void> {
    for (let left = seconds; left > 0; left -= 5) {
      await this.page.clock.fastForward(Math.min(left, 5) * 1000);
      await this.nextFrame();
    }
  }

  /** Lets time pass until something shows. */
  async passUntil(shown: Locator, longestSeconds: number): Promise<void> {
    for (let waited = 0; waited < longestSeconds && !(await shown.isVisible()); waited += 5) {
      await this.pass(5);
    }
    await expect(shown).toBeVisible();
  }

  /** Does one of the things that the scenario offers. */
  async offer(label: string | RegExp): Promise<void> {
    await this.page.getByRole('group', { name: 'You can' }).getByRole('button', { name: label }).click();
  }

  /** Does something at the bedside. */
  async bedside(label: string): Promise<void> {
    await this.page.locator('.pane-bedside').getByRole('button', { name: new RegExp(`^${label}`) }).click();
  }

  /** Ends the run by its button and the question that follows. */
  async finish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Finish' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
  }

  /** Ends the run and goes on to its debrief. */
  async finishToDebrief(): Promise<void> {
    await this.finish();
    await expect(this.receipt).toBeVisible();
    await this.page.getByRole('link', { name: 'See the debrief' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: /^Debrief: / })).toBeVisible();
  }

  /** On a phone: what is looked at. */
  async look(at: 'Orders' | 'Pump' | 'Ventilator' | 'Bedside' | 'Monitor'): Promise<void> {
    await this.page.getByRole('group', { name: 'What to look at' }).getByRole('button', { name: at }).click();
  }

  /** The heading that says that the server has it. */
  get receipt(): Locator {
    return this.page.getByRole('heading', { level: 1, name: /^Recorded\. Receipt [0-9A-F]{8}$/ });
  }

  /** Programs the pump from the library with what the order says, up to the summary. */
  async program(order: { weight: string; dose: string; volume: string }): Promise<void> {
    const { pump } = this;
    await pump.switchOn();
    await this.passUntil(pump.display.getByText('Is this a new patient?'), 20);
    await pump.soft('New patient');
    await pump.choose('Adult ICU');
    await pump.soft('Drug library');
    await pump.choose('norepinephrine');
    await pump.soft('Label agrees');
    await pump.enter(order.weight);
    await pump.enter(order.dose);
    await pump.enter(order.volume);
    await expect(pump.display).toContainText('Check');
  }

  private async nextFrame(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
  }
}
