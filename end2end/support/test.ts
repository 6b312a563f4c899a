// The test function of every journey: signed-in visitors, and a watch over whatever goes wrong unseen.
import { type APIRequestContext, type BrowserContext, expect, test as base } from '@playwright/test';

import { OWN_PAGE } from './api';
import { type Colleague, hire } from './people';
import { type Watch, watchOver } from './watch';
import { type Who, stateFile, world } from './world';

export { expect };

interface Fixtures {
  /** Whether pages are those of a signed-in person; nobody by default. */
  as: Who | undefined;
  /** Fails the test on any console error, failed request or unexpected refusal. */
  watch: Watch;
  /** A request context of somebody, outside any page. */
  requestAs: (who: Who | undefined) => Promise<APIRequestContext>;
  /** A browser context of somebody, watched as the test's own. */
  contextAs: (who: Who | undefined) => Promise<BrowserContext>;
  /** A learner who was just taken on, with an empty record. */
  newNurse: (unitName?: string) => Promise<Colleague>;
  /** Signs the test's own pages in as a colleague. */
  become: (colleague: Colleague) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  as: [undefined, { option: true }],
  baseURL: async ({}, use) => use(world().url),
  storageState: async ({ as }, use) => use(as && stateFile(world().folder, as)),
  watch: [
    async ({ context, javaScriptEnabled }, use) => {
      const watch = watchOver(context, javaScriptEnabled);
      await use(watch);
      watch.verify();
    },
    { auto: true },
  ],
  requestAs: async ({ playwright, baseURL }, use) => {
    const contexts: APIRequestContext[] = [];
    await use(async (who) => {
      const storageState = who && stateFile(world().folder, who);
      const context = await playwright.request.newContext({ baseURL, storageState, extraHTTPHeaders: OWN_PAGE });
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.dispose()));
  },
  contextAs: async ({ browser, baseURL, watch, viewport }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who) => {
      const storageState = who && stateFile(world().folder, who);
      const context = await browser.newContext({ baseURL, storageState, viewport, locale: 'en-GB' });
      watch.also(context);
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  newNurse: async ({ requestAs, baseURL }, use) => {
    const hired: Colleague[] = [];
    await use(async (unitName) => {
      const colleague = await hire(await requestAs('administrator'), baseURL!, unitName);
      hired.push(colleague);
      return colleague;
    });
    await Promise.all(hired.map((colleague) => colleague.request.dispose()));
  },
  become: async ({ context }, use) => {
    await use(async (colleague) => {
      const { cookies } = await colleague.request.storageState();
      await context.addCookies(cookies);
    });
  },
});
