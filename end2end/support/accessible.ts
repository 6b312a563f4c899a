// What every page must be for everybody: no violation, one heading of the first level, no sideways scrolling.
import AxeBuilder from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** A desk and a phone, in CSS pixels. */
export const SIZES = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

export type Size = keyof typeof SIZES;

/** All that can differ in the dark; the rest was asked in the light. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Looks at a page as it stands, in light and dark, at a desk and on a phone. */
export async function expectAccessible(page: Page, sizes: Size[] = ['desk', 'phone']): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(SIZES[size]);
    // Colours are judged at rest, not in the middle of a transition or a flash.
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect.soft(await violations(new AxeBuilder({ page })), `${size}, light`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const inTheDark = new AxeBuilder({ page }).withRules(RULES_OF_COLOUR);
    expect.soft(await violations(inTheDark), `${size}, dark`).toEqual([]);
    expect.soft(await page.getByRole('heading', { level: 1 }).count(), `${size}: headings of level 1`).toBe(1);
    expect.soft(await sideways(page), `${size}: pixels that scroll sideways`).toBe(0);
  }
}

/** Each violation in a line: the rule, and where. */
async function violations(axe: AxeBuilder): Promise<string[]> {
  const result = await axe.analyze();
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
  );
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const root = document.documentElement;
    return Math.max(0, root.scrollWidth - root.clientWidth);
  });
}
