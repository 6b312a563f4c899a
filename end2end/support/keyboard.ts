// The hands of somebody who has only a keyboard, with the focus in sight at every step.
import { type Locator, type Page, expect } from '@playwright/test';

/** A key is held this long, and lifts this long before the next comes down, in ms. */
const HOLD_MS = 80;
const LIFT_MS = 70;

/** The hands of somebody who has only a keyboard. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key, { delay: HOLD_MS });
    await this.page.waitForTimeout(LIFT_MS);
  }

  /** Tabs until something has the focus, and sees the focus all the way. */
  async to(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 120; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
      await this.seesFocus();
    }
    throw new Error(`the Tab key does not reach ${target}`);
  }

  /** What has the focus is marked, and inside the window. */
  private async seesFocus(): Promise<void> {
    const fault = await this.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const name = element.outerHTML.slice(0, 120);
      const marked = [element, element.closest('label')].some((one) => {
        if (!one) return false;
        const style = getComputedStyle(one);
        const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
        return outlined || style.boxShadow !== 'none';
      });
      if (!marked) return `no mark on ${name}`;
      const box = element.getBoundingClientRect();
      const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      return inside ? undefined : `out of sight: ${name}`;
    });
    expect(fault).toBeUndefined();
  }

  async activate(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(target);
    await this.press(key);
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.press(character);
  }
}
