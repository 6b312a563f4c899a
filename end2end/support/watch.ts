import { type BrowserContext, expect } from '@playwright/test';

/** Notes whatever goes wrong in a browser context without being asked for. */
export interface Watch {
  /** Something that this test provokes: it must happen, and is then no fault. */
  expects(pattern: RegExp): void;
  /** Watches another context too. */
  also(context: BrowserContext): void;
  /** Fails if anything went wrong, or if something provoked did not happen. */
  verify(): void;
}

export function watchOver(first: BrowserContext): Watch {
  const faults: string[] = [];
  const provoked: RegExp[] = [];
  const also = (context: BrowserContext) => {
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => faults.push(`page error: ${error.error().message}`));
    context.on('requestfailed', (request) => {
      faults.push(`request failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400) {
        faults.push(`answer ${response.status()}: ${response.request().method()} ${response.url()}`);
      }
    });
  };
  also(first);
  return {
    also,
    expects: (pattern) => provoked.push(pattern),
    verify: () => {
      const unexplained = faults.filter((fault) => !provoked.some((pattern) => pattern.test(fault)));
      expect(unexplained, 'nothing goes wrong unseen').toEqual([]);
      const missing = provoked.filter((pattern) => !faults.some((fault) => pattern.test(fault)));
      expect(missing.map(String), 'what was provoked has happened').toEqual([]);
    },
  };
}
