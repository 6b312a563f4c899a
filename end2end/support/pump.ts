// The hands at the pump: they read its display and press its keys.
import { type Locator, type Page, expect } from '@playwright/test';

/** A finger rests this long on a key, and lifts this long before it comes down on the same key again, in ms. */
const HOLD_MS = 80;
const LIFT_MS = 70;

/** The panel of the pump on a page. */
export class Pump {
  readonly panel: Locator;
  readonly display: Locator;
  private last = '';

  constructor(private readonly page: Page) {
    this.panel = page.locator('.pane-pump');
    this.display = page.getByRole('group', { name: 'Pump display' });
  }

  key(name: string): Locator {
    return this.panel.locator(`[data-key=${name}]`);
  }

  /** Presses a key. */
  async press(name: string): Promise<void> {
    if (this.last === name) await this.page.waitForTimeout(LIFT_MS);
    await this.key(name).click({ delay: HOLD_MS });
    this.last = name;
  }

  /** The soft key that now means this. */
  softKey(meaning: string | RegExp): Locator {
    return this.panel.getByRole('group', { name: 'Soft keys' }).getByRole('button', { name: meaning });
  }

  /** Presses the soft key that now means this. */
  async soft(meaning: string | RegExp): Promise<void> {
    const key = this.softKey(meaning);
    await expect(key).toHaveCount(1);
    await this.press((await key.getAttribute('data-key'))!);
  }

  /** Chooses an entry of the list, going down it as far as needed. */
  async choose(text: string): Promise<void> {
    const meaning = new RegExp(`^Choose ${text}`);
    await expect(this.softKey(/^Choose /).first()).toBeVisible();
    for (let steps = 0; steps < 40 && (await this.softKey(meaning).count()) === 0; steps += 1) {
      await this.press('down');
    }
    await this.soft(meaning);
  }

  /** Types a number and accepts it. */
  async enter(value: string): Promise<void> {
    for (const character of value) {
      await this.press(character === '.' ? 'point' : `digit_${character}`);
    }
    await this.press('enter');
  }

  /** Switches on and waits for the self test. */
  async switchOn(): Promise<void> {
    await this.press('power');
    await expect(this.display).toContainText('Self test');
  }
}

/** What the order on the page asks for, as digits to type. */
export interface Order {
  drug: string;
  weight: string;
  dose: string;
  volume: string;
}

/** Reads the order as a nurse does: off the page. */
export async function readOrder(page: Page): Promise<Order> {
  const order = page.locator('.order').first();
  const fact = async (name: string) => {
    const text = await order.locator('dl > div', { hasText: name }).locator('dd').innerText();
    return text.replace(/,/g, '').match(/[\d.]+/)![0];
  };
  const line = await order.locator('.order-line').innerText();
  const dose = await order.locator('.order-line b').innerText();
  return {
    drug: line.replace(dose, '').trim(),
    weight: await fact('Weight'),
    dose: dose.replace(/,/g, '').match(/[\d.]+/)![0],
    volume: await fact('Volume to be infused'),
  };
}
