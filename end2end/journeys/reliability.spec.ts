// Exactly once, and never lost once acknowledged: through repeats, restarts and kill -9.
import { type APIRequestContext } from '@playwright/test';

import { ask } from '../support/api';
import { OwnServer } from '../support/own-server';
import { MODULE, type Receipt, carefulRun, deliver, start } from '../support/runs';
import { expect, test as base } from '../support/test';

const test = base.extend<{ own: OwnServer }>({
  own: async ({}, use) => {
    const own = await OwnServer.start();
    await use(own);
    await own.end();
  },
});

interface Attempt {
  id: string;
  status: string;
  passed: boolean | null;
}

/** A person's attempts with an id: as many as were recorded. */
async function recordsOf(person: APIRequestContext, attempt: string): Promise<Attempt[]> {
  const module = await ask<{ attempts: Attempt[] }>(person, 'module', { slug: MODULE });
  return module.attempts.filter(({ id }) => id === attempt);
}

const ledgerSize = async (auditor: APIRequestContext) =>
  (await ask<{ size: number }>(auditor, 'ledger', { before: null })).size;

test('one run sent twenty times at once is recorded once @reliability', async ({ own }) => {
  const [nurse, auditor] = [await own.signIn('nurse'), await own.signIn('auditor')];
  const ticket = await start(nurse, 'graded');
  const log = carefulRun(ticket);
  const before = await ledgerSize(auditor);
  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(nurse, ticket, log)));
  expect(answers.map((answer) => answer.status())).toEqual(Array.from({ length: 20 }, () => 200));
  const receipts = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(receipts).size, 'the same receipt for all').toBe(1);
  expect(await recordsOf(nurse, ticket.attempt)).toMatchObject([{ status: 'recorded', passed: true }]);
  expect(await ledgerSize(auditor), 'one entry of the ledger').toBe(before + 1);
});

test('the same run again after a restart gives the same receipt @reliability', async ({ own }) => {
  const nurse = await own.signIn('nurse');
  const ticket = await start(nurse, 'graded');
  const log = carefulRun(ticket);
  const first = await (await deliver(nurse, ticket, log)).json();
  await own.restart('SIGTERM');
  const later = await own.again(nurse);
  expect(await (await deliver(later, ticket, log)).json()).toEqual(first);
  expect(await recordsOf(later, ticket.attempt)).toHaveLength(1);
});

test('a run is on the record when the server is killed right after its receipt @reliability', async ({ own }) => {
  const nurse = await own.signIn('nurse');
  const ticket = await start(nurse, 'graded');
  const log = carefulRun(ticket);
  const answer = await deliver(nurse, ticket, log);
  await own.kill();
  const receipt = (await answer.json()) as Receipt;
  expect(own.run('ledger', 'verify')).toMatch(/\d+ entries hold/);
  await own.restart('SIGKILL');
  const later = await own.again(nurse);
  expect(await recordsOf(later, ticket.attempt)).toMatchObject([{ status: 'recorded', passed: true }]);
  expect(await (await deliver(later, ticket, log)).json()).toEqual(receipt);
});

test('nothing that was acknowledged is lost when the server is killed under load @reliability', async ({ own }) => {
  const nurses = [await own.signIn('nurse'), await own.signIn('surgicalNurse')];
  const receipts = new Map<string, { nurse: APIRequestContext; receipt: Receipt }>();
  const stream = async (nurse: APIRequestContext) => {
    for (let run = 0; run < 50; run += 1) {
      const ticket = await start(nurse, 'practice').catch(() => undefined);
      if (!ticket) return;
      const answer = await deliver(nurse, ticket, carefulRun(ticket)).catch(() => undefined);
      const body: unknown = await answer?.json().catch(() => undefined);
      if (answer?.status() !== 200 || !body) return;
      receipts.set(ticket.attempt, { nurse, receipt: body as Receipt });
    }
  };
  const streams = Promise.all(nurses.map(stream));
  await new Promise((resolve) => setTimeout(resolve, 400));
  await own.kill();
  await streams;
  expect(receipts.size, 'some runs were acknowledged').toBeGreaterThan(0);
  expect(own.run('ledger', 'verify')).toMatch(/\d+ entries hold/);
  await own.restart('SIGKILL');
  const later = new Map(await Promise.all(nurses.map(async (nurse) => [nurse, await own.again(nurse)] as const)));
  for (const [attempt, { nurse, receipt }] of receipts) {
    const debrief = await ask<{ receipt: Receipt }>(later.get(nurse)!, 'attempts/debrief', { attempt });
    expect(debrief.receipt).toEqual(receipt);
  }
});
