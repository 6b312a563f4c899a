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

/** Watches a context, in which scripts run unless told otherwise. */
export function watchOver(first: BrowserContext, scripts = true): Watch {
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
      const reason = request.failure()?.errorText;
      // Whoever leaves or reloads a page breaks off the parts of it that are still on their way: no fault of ours.
      // Anything else that is broken off, a server function above all, stays one.
      const part = new URL(request.url()).pathname.startsWith('/assets/');
      if (part && reason === 'net::ERR_ABORTED') return;
      // Chromium sometimes asks for a script that it then may not run, and reports it as held back by a policy.
      if (part && reason === 'csp' && !scripts) return;
      faults.push(`request failed: ${request.method()} ${request.url()} ${reason}`);
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
