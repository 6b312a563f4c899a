// The browser cannot forge a grade: the server believes only what a log, played again, truly does.
import { type APIRequestContext } from '@playwright/test';

import { ask, call } from '../support/api';
import type { Colleague } from '../support/people';
import { type Log, MODULE, type Ticket, carefulRun, deliver, idleRun, start } from '../support/runs';
import { expect, test } from '../support/test';

/** A change that makes a log a forgery, and how it is answered. */
interface Forgery {
  what: string;
  status: number;
  forge: (log: Log) => unknown;
}

const FORGERIES: Forgery[] = [
  { what: 'of another scenario', status: 422, forge: (log) => ({ ...log, scenario_hash: '0'.repeat(64) }) },
  { what: 'of another variant', status: 422, forge: (log) => ({ ...log, seed: log.seed + 1 }) },
  { what: 'of another simulator', status: 403, forge: (log) => ({ ...log, model_version: log.model_version + 1 }) },
  { what: 'of another format', status: 422, forge: (log) => ({ ...log, format: 2 }) },
  { what: 'that carries a score', status: 400, forge: (log) => ({ ...log, passed: true, points: 99 }) },
  {
    what: 'whose entry carries a verdict',
    status: 400,
    forge: (log) => ({ ...log, entries: log.entries.map((entry) => ({ ...entry, outcome: 'met' })) }),
  },
  { what: 'whose time runs backwards', status: 422, forge: (log) => ({ ...log, entries: [...log.entries].reverse() }) },
  { what: 'that goes on after its end', status: 422, forge: (log) => ({ ...log, end_tick: log.end_tick - 1 }) },
  {
    what: 'with an act that the run does not offer',
    status: 422,
    forge: (log) => ({ ...log, entries: [{ tick: 1, do: 'offer', id: 'pass_me' }, ...log.entries] }),
  },
  {
    what: 'with an answer that nobody asked for',
    status: 422,
    forge: (log) => ({ ...log, entries: [{ tick: 1, do: 'answer', question: 'cause', choice: 'clamp' }, ...log.entries] }),
  },
  { what: 'with a negative tick', status: 400, forge: (log) => ({ ...log, end_tick: -1 }) },
  { what: 'longer than any run', status: 422, forge: (log) => ({ ...log, end_tick: 9_000_000_000 }) },
  { what: 'that is no log', status: 400, forge: () => 'passed' },
];

interface Standing {
  required: boolean;
  state: string;
  evidence: string | null;
}

/** What the record holds of a person's runs in the module. */
async function onRecord(person: APIRequestContext) {
  const module = await ask<{
    attempts: { status: string; passed: boolean | null }[];
    competencies: { standing: Standing }[];
  }>(person, 'module', { slug: MODULE });
  return {
    attempts: module.attempts.map(({ status, passed }) => ({ status, passed })),
    evidence: module.competencies.map(({ standing }) => standing.evidence),
  };
}

const NOTHING = { attempts: [{ status: 'open', passed: null }], evidence: [null] };

/** Which criteria of a recorded run were met. */
async function metCriteria(person: APIRequestContext, attempt: string): Promise<string[]> {
  const debrief = await ask<{ verdict: { criteria: { id: string; outcome: string }[] } }>(
    person,
    'attempts/debrief',
    { attempt },
  );
  return debrief.verdict.criteria.filter(({ outcome }) => outcome === 'met').map(({ id }) => id);
}

test.describe('a refused log leaves nothing on the record', () => {
  let nurse: Colleague;
  let ticket: Ticket;

  test.beforeEach(async ({ newNurse }) => {
    nurse = await newNurse();
    ticket = await start(nurse.request, 'graded');
  });

  test('forged logs are refused, each with its own answer', async () => {
    for (const { what, status, forge } of FORGERIES) {
      const answer = await deliver(nurse.request, ticket, forge(carefulRun(ticket)));
      expect.soft(answer.status(), `a log ${what}: ${await answer.text()}`).toBe(status);
      expect(await onRecord(nurse.request), `after a log ${what}`).toEqual(NOTHING);
    }
  });

  test('a token delivers its own attempt and no other', async ({ newNurse }) => {
    const colleague = await newNurse();
    const theirs = await start(colleague.request, 'graded');
    const log = carefulRun(ticket);
    const mixed: Ticket[] = [
      { ...ticket, token: theirs.token },
      { ...theirs, token: ticket.token },
      { ...ticket, token: '' },
    ];
    for (const forged of mixed) {
      const answer = await deliver(nurse.request, forged, log);
      expect(answer.status(), await answer.text()).toBe(404);
    }
    const misdirected = await deliver(colleague.request, theirs, log);
    expect(misdirected.status(), 'another’s log under one’s own token').toBe(422);
    expect(await onRecord(nurse.request)).toEqual(NOTHING);
    expect(await onRecord(colleague.request)).toEqual(NOTHING);
  });

  test('a token opens nothing else', async ({ requestAs }) => {
    const visitor = await requestAs(undefined);
    for (const endpoint of ['me', 'home', 'attempts/debrief']) {
      const headers = { Authorization: `Bearer ${ticket.token}` };
      const answer = await visitor.post(`/api/${endpoint}`, { data: { attempt: ticket.attempt }, headers });
      expect(answer.status(), endpoint).toBe(401);
    }
  });
});

test('an edited log is graded by what it truly does', async ({ newNurse }) => {
  const nurse = await newNurse();
  const ticket = await start(nurse.request, 'graded');
  const honest = carefulRun(ticket);
  // The check by a colleague is cut out, and with it its criterion.
  const edited = { ...honest, entries: honest.entries.filter(({ id }) => id !== 'second_check') };
  const answer = await deliver(nurse.request, ticket, edited);
  expect(answer.status(), await answer.text()).toBe(200);
  const met = await metCriteria(nurse.request, ticket.attempt);
  expect(met).not.toContain('second-check');
  expect(met).toContain('right-dose');

  const late = await deliver(nurse.request, ticket, honest);
  expect(late.status(), 'another log for a recorded attempt').toBe(409);
  expect(await metCriteria(nurse.request, ticket.attempt)).toEqual(met);
});

test('a false score beside the log is not read', async ({ newNurse }) => {
  const nurse = await newNurse();
  const ticket = await start(nurse.request, 'graded');
  const boast = { passed: true, points: 13, possible: 13, verdict: { passed: true, points: 13 } };
  const answer = await call(nurse.request, 'attempts/deliver', {
    attempt: ticket.attempt,
    token: ticket.token,
    log: idleRun(ticket),
    ...boast,
  });
  if (answer.status() === 400) {
    expect(await onRecord(nurse.request)).toEqual(NOTHING);
    return;
  }
  expect(answer.status(), await answer.text()).toBe(200);
  expect(((await answer.json()) as { passed: boolean }).passed).toBe(false);
  expect(await metCriteria(nurse.request, ticket.attempt)).toEqual([]);
});

test('a truncated log is refused, and one that ends early is graded by what it holds', async ({ newNurse }) => {
  const nurse = await newNurse();
  const ticket = await start(nurse.request, 'graded');
  const honest = carefulRun(ticket);
  const entries = honest.entries.slice(0, honest.entries.findIndex(({ key }) => key === 'start'));
  const end_tick = entries.at(-1)!.tick;
  const marks = [0, end_tick].map((tick) => ({ tick, wall_ms: tick }));
  const truncated = { ...honest, entries, marks, end_tick };
  const refused = await deliver(nurse.request, ticket, truncated);
  expect(refused.status(), await refused.text()).toBe(422);
  expect(await onRecord(nurse.request)).toEqual(NOTHING);

  const ended = { ...truncated, entries: [...entries, { tick: end_tick, do: 'finish' }] };
  const answer = await deliver(nurse.request, ticket, ended);
  expect(answer.status(), await answer.text()).toBe(200);
  expect(((await answer.json()) as { passed: boolean }).passed).toBe(false);
  expect(await metCriteria(nurse.request, ticket.attempt)).not.toContain('starts-in-time');
});

test('a graded ticket holds no rubric, and practice does', async ({ newNurse }) => {
  const nurse = await newNurse();
  const practice = await start(nurse.request, 'practice');
  const graded = await start(nurse.request, 'graded');
  expect(practice.rehearsal!.hints.length).toBeGreaterThan(0);
  const criteria = practice.rehearsal!.criteria;
  expect(criteria.length).toBeGreaterThan(0);
  expect(graded.rehearsal).toBeNull();
  expect(JSON.stringify(graded)).not.toMatch(/"(expect|only_if|why|hazard|golden|hints|rubric|criteria|take_away)":/);

  // Nothing else that a learner can read before the run holds it either.
  const readable = [
    JSON.stringify(graded),
    JSON.stringify(await ask(nurse.request, 'module', { slug: MODULE })),
    ...(await Promise.all(
      [`/modules/${MODULE}`, `/modules/${MODULE}/run`].map(async (path) => (await nurse.request.get(path)).text()),
    )),
  ];
  for (const criterion of criteria) {
    for (const secret of [criterion.label, criterion.expect, criterion.why]) {
      if (typeof secret !== 'string') continue;
      for (const text of readable) expect(text).not.toContain(secret);
    }
  }
});
