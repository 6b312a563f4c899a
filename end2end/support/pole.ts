// The hands at the pole: bags on their hooks, clamps in the picture, the buttons that do the same.
import { type Locator, type Page, expect } from '@playwright/test';

export type Bag = 'primary' | 'secondary';

/** Where things are in the picture. */
export interface Hung {
  bags: (string | null)[];
  clamps: (string | null)[];
}

/** The pole beside a pump unit. */
export class Pole {
  readonly panel: Locator;
  readonly picture: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.locator('.pane-pole');
    this.picture = this.panel.getByRole('img', { name: /^The pole with its bags/ });
  }

  /** One part in words, with its buttons. */
  part(name: 'Primary' | 'Secondary' | 'Pump and line' | 'Power'): Locator {
    return this.panel.getByRole('group', { name, exact: true });
  }

  bag(which: Bag): Locator {
    return this.picture.locator('.pole-bag').nth(which === 'primary' ? 0 : 1);
  }

  /** The number of drops beside a chamber in the picture. */
  drops(which: Bag): Locator {
    return this.bag(which).locator('.pole-number');
  }

  /** Presses the clamp of a bag in the picture. */
  async pressClamp(which: Bag): Promise<void> {
    await this.picture.scrollIntoViewIfNeeded();
    const clamp = this.picture.locator('.pole-press .pole-hit').nth(which === 'primary' ? 0 : 1);
    await this.page.mouse.click(...(await middle(clamp)));
  }

  /** Takes a bag with the mouse and lets it go over the upper or lower of its two places. */
  async drag(which: Bag, to: 'upper' | 'lower'): Promise<void> {
    await this.take(which);
    const places = await Promise.all((await this.picture.locator('.pole-target').all()).map(middle));
    expect(places, 'a bag in the hand shows where it can go').toHaveLength(2);
    places.sort((one, other) => one[1] - other[1]);
    await this.letGo(places[to === 'upper' ? 0 : 1]!);
  }

  /** Takes a bag with the mouse and lets it go half-way to nowhere. */
  async drop(which: Bag): Promise<void> {
    await this.take(which);
    await this.letGo(await middle(this.picture));
  }

  /** Bags and clamps as they are drawn. */
  hung(): Promise<Hung> {
    return this.picture.evaluate((picture) => {
      const read = (selector: string, name: string) =>
        [...picture.querySelectorAll(selector)].map((element) => element.getAttribute(name));
      return { bags: read('.pole-bag', 'transform'), clamps: read('.art-clamp', 'class') };
    });
  }

  private async take(which: Bag): Promise<void> {
    await this.picture.scrollIntoViewIfNeeded();
    await this.page.mouse.move(...(await middle(this.bag(which).locator('.art-bag'))));
    await this.page.mouse.down();
  }

  private async letGo(at: [number, number]): Promise<void> {
    await this.page.mouse.move(...at, { steps: 8 });
    await this.page.mouse.up();
    await expect(this.picture.locator('.pole-target')).toHaveCount(0);
  }
}

async function middle(of: Locator): Promise<[number, number]> {
  const box = (await of.boundingBox())!;
  return [box.x + box.width / 2, box.y + box.height / 2];
}
