import { type Page, expect } from '@playwright/test';

/** Waits until the page has come to life in the browser. */
export async function isAlive(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'yes');
}

/** Opens a page and waits until it is alive. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await isAlive(page);
}
