// Signed out, wrong role, other unit, other origin: no page, no server function and no file answers.
import { once } from 'node:events';
import net from 'node:net';

import { type APIRequestContext } from '@playwright/test';

import * as exams from '../access/exams';
import * as panels from '../access/panels';
import * as observations from '../access/observations';
import * as signing from '../access/signing';
import * as supervision from '../access/supervision';
import * as record from '../access/record';
import * as readiness from '../access/readiness';
import * as frameworks from '../access/frameworks';
import * as learning from '../access/learning';
import * as studio from '../access/studio';
import * as validation from '../access/validation';
import * as waveforms from '../access/waveforms';
import { ask, uuid7 } from '../support/api';
import { unitsOf } from '../support/people';
import { places } from '../support/places';
import { endpoints, pages } from '../support/routes';
import { MODULE } from '../support/runs';
import { expect, test } from '../support/test';
import type { CallRow, PageRow } from '../support/table';
import { VISITORS, all, only } from '../support/visitors';

const PAGES: Record<string, PageRow> = {
  '/': { at: () => '/', answers: all(200) },
  '/modules/:slug': { at: () => `/modules/${MODULE}`, answers: all(200) },
  '/modules/:slug/practise': { at: () => `/modules/${MODULE}/practise`, answers: all(200) },
  '/modules/:slug/run': { at: () => `/modules/${MODULE}/run`, answers: all(200) },
  '/modules/:slug/supervised': { at: () => `/modules/${MODULE}/supervised`, answers: all(200) },
  '/attempts/:id': {
    at: ({ attempt }) => `/attempts/${attempt}`,
    answers: only('assessor', 'manager', 'auditor'),
  },
  '/units': {
    at: () => '/units',
    answers: all(200, { nurse: 404, surgicalNurse: 404, administrator: 404 }),
  },
  '/units/:id': {
    at: ({ unit }) => `/units/${unit}`,
    answers: only('assessor', 'educator', 'manager', 'auditor'),
  },
  '/people': { at: () => '/people', answers: only('administrator') },
  '/people/:id': {
    at: ({ person }) => `/people/${person}`,
    answers: only('assessor', 'educator', 'manager', 'auditor'),
  },
  '/profile': { at: () => '/profile', answers: all(200) },
  '/ledger': { at: () => '/ledger', answers: only('auditor') },
  '/access-log': { at: () => '/access-log', answers: only('auditor') },
  ...exams.pages,
  ...panels.pages,
  ...observations.pages,
  ...signing.pages,
  ...supervision.pages,
  ...record.pages,
  ...readiness.pages,
  ...frameworks.pages,
  ...studio.pages,
  ...learning.pages,
  ...validation.pages,
  ...waveforms.pages,
};

/** Pages that a visitor may see signed out. */
const OPEN_PAGES = ['/sign-in', '/verify', '/verify/:code', '/welcome/:token'];

const NOT_LEARNERS = { assessor: 403, educator: 403, manager: 403, surgicalManager: 403, administrator: 403, auditor: 403 };

const CALLS: Record<string, CallRow> = {
  me: { send: () => ({}), answers: all(200) },
  home: { send: () => ({}), answers: all(200) },
  module: { send: () => ({ slug: MODULE }), answers: all(200) },
  sessions: { send: () => ({}), answers: all(200) },
  'sessions/end': { send: () => ({ id: uuid7() }), answers: all(404) },
  password: { send: () => ({ current: 'x', new: 'short' }), answers: all(422) },
  'attempts/start': {
    send: () => ({ attempt: uuid7(), module: MODULE, kind: 'practice' }),
    answers: all(200, NOT_LEARNERS),
  },
  'attempts/deliver': {
    send: ({ attempt }) => ({ attempt, token: 'not the token', log: EMPTY_LOG }),
    answers: all(404),
  },
  'attempts/debrief': { send: ({ attempt }) => ({ attempt }), answers: only('assessor', 'manager', 'auditor') },
  'attempts/allow-more': {
    send: ({ person }) => ({ person, module: MODULE, reason: 'Asked for' }),
    answers: only('educator'),
  },
  units: { send: () => ({}), answers: all(200, { nurse: 404, surgicalNurse: 404, administrator: 404 }) },
  'units/matrix': { send: ({ unit }) => ({ unit }), answers: only('assessor', 'educator', 'manager', 'auditor') },
  'skills/mine': { send: () => ({}), answers: all(200) },
  'skills/of': { send: ({ person }) => ({ person }), answers: only('assessor', 'manager', 'auditor') },
  person: { send: ({ person }) => ({ person }), answers: only('assessor', 'educator', 'manager', 'auditor') },
  people: { send: () => ({ unit: null, search: '' }), answers: only('administrator') },
  'people/add': {
    send: ({ unit }) => ({
      person: { name: 'Kim Table', sign_in_name: `kim.${uuid7().slice(-9)}`, job: 'nurse', unit, role: 'learner' },
    }),
    answers: only('administrator'),
  },
  'people/reset-link': { send: ({ person }) => ({ person }), answers: only('administrator') },
  'people/account': { send: ({ person }) => ({ person, open: 'open' }), answers: only('administrator') },
  ledger: { send: () => ({ before: null }), answers: only('auditor') },
  'ledger/verify': { send: () => ({}), answers: only('auditor') },
  'access-log': { send: () => ({ before: null }), answers: only('auditor') },
  ...exams.calls,
  ...panels.calls,
  ...observations.calls,
  ...signing.calls,
  ...supervision.calls,
  ...record.calls,
  ...readiness.calls,
  ...frameworks.calls,
  ...studio.calls,
  ...learning.calls,
  ...validation.calls,
};

/** Server functions that answer without a session. */
const OPEN_CALLS = ['sign-in', 'verify/look', 'welcome/look', 'welcome/accept'];

/** Ends the session of whoever calls it, so that it is tried apart. */
const ENDING_CALL = 'sign-out';

const EMPTY_LOG = { format: 1, scenario_hash: '', seed: 0, model_version: 1, entries: [], marks: [], end_tick: 0 };

const post = (context: APIRequestContext, endpoint: string, data: unknown, headers = {}) =>
  context.post(`/api/${endpoint}`, { data, headers, maxRedirects: 0 });

test('every page of the router stands in the table', () => {
  expect(pages()).toEqual([...Object.keys(PAGES), ...OPEN_PAGES].sort());
});

test('every server function stands in the table', () => {
  expect(endpoints()).toEqual([...Object.keys(CALLS), ...OPEN_CALLS, ENDING_CALL].sort());
});

test('signed out, every page leads to the sign-in page and back', async ({ requestAs, newNurse }) => {
  const visitor = await requestAs(undefined);
  const somewhere = await places(await newNurse(), await requestAs('manager'), await requestAs('chiefEducator'));
  for (const [page, { at }] of Object.entries(PAGES)) {
    const address = at(somewhere);
    const answer = await visitor.get(address, { maxRedirects: 0 });
    expect.soft(answer.status(), page).toBe(303);
    const next = address === '/' ? '' : `?next=${address}`;
    expect.soft(answer.headers()['location'], page).toBe(`/sign-in${next}`);
    expect.soft(await answer.text(), page).toBe('');
  }
});

test('signed out, every server function answers 401 and nothing else', async ({ requestAs, newNurse }) => {
  const visitor = await requestAs(undefined);
  const somewhere = await places(await newNurse(), await requestAs('manager'), await requestAs('chiefEducator'));
  for (const [endpoint, { send }] of Object.entries(CALLS)) {
    const answer = await post(visitor, endpoint, send(somewhere));
    expect.soft(answer.status(), endpoint).toBe(401);
    expect.soft(await answer.text(), endpoint).toBe('"signed_out"');
  }
  expect((await post(visitor, ENDING_CALL, {})).status()).toBe(401);
});

test('an address that does not exist tells a stranger nothing', async ({ requestAs }) => {
  const visitor = await requestAs(undefined);
  for (const path of ['/nowhere', '/data/secret', '/.env', '/titrate.sqlite', '/assets.json', '/content/']) {
    expect.soft((await visitor.get(path, { maxRedirects: 0 })).status(), path).toBe(303);
  }
  for (const path of ['/assets/../Cargo.toml', '/assets/%2e%2e/secret', '/assets/nothing.js', '/assets/']) {
    expect.soft((await visitor.get(path, { maxRedirects: 0 })).status(), path).toBeGreaterThanOrEqual(300);
  }
});

for (const visitor of VISITORS) {
  test(`the ${visitor} gets the pages of the table and no others`, async ({ requestAs, newNurse }) => {
    const somewhere = await places(await newNurse(), await requestAs('manager'), await requestAs('chiefEducator'));
    const context = await requestAs(visitor);
    for (const [page, { at, answers }] of Object.entries(PAGES)) {
      const answer = await context.get(at(somewhere), { maxRedirects: 0 });
      expect.soft(answer.status(), page).toBe(answers[visitor]);
    }
    expect((await context.get('/nowhere')).status()).toBe(404);
    expect((await context.get('/modules/nothing')).status()).toBe(404);
  });

  test(`the ${visitor} is answered by the server functions of the table`, async ({ requestAs, newNurse }) => {
    const somewhere = await places(await newNurse(), await requestAs('manager'), await requestAs('chiefEducator'));
    const context = await requestAs(visitor);
    for (const [endpoint, { send, answers }] of Object.entries(CALLS)) {
      const answer = await post(context, endpoint, send(somewhere));
      expect.soft(answer.status(), `${endpoint}: ${(await answer.text()).slice(0, 200)}`).toBe(answers[visitor]);
    }
  });
}

test('the chief manager reaches every unit, the manager of a unit only that one', async ({ requestAs }) => {
  const names = async (who: 'chiefManager' | 'manager') =>
    (await ask<{ name: string }[]>(await requestAs(who), 'units')).map(({ name }) => name);
  expect(await names('manager')).toEqual(['Intensive care']);
  expect(await names('chiefManager')).toHaveLength(4);
});

test('a person cannot be given a role that does not exist', async ({ requestAs }) => {
  const administrator = await requestAs('administrator');
  const unit = (await unitsOf(administrator))[0]!.id;
  const person = { name: 'Kim Odd', sign_in_name: `kim.${uuid7().slice(-9)}`, job: 'nurse', unit, role: 'owner' };
  expect((await post(administrator, 'people/add', { person })).status()).toBe(400);
});

const FOREIGN: [string, Record<string, string>][] = [
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a sibling site', { 'Sec-Fetch-Site': 'same-site' }],
  ['an address typed in', { 'Sec-Fetch-Site': 'none' }],
  ['another origin', { Origin: 'https://evil.example' }],
  ['nowhere in particular', {}],
];

for (const [from, headers] of FOREIGN) {
  test(`a request from ${from} changes nothing`, async ({ requestAs, newNurse, baseURL }) => {
    const nurse = await newNurse();
    const somewhere = await places(nurse, await requestAs('manager'), await requestAs('chiefEducator'));
    const { cookies } = await nurse.request.storageState();
    const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    // Not through Playwright's context, which says of itself that it is our own page.
    const send = (endpoint: string, data: object, extra: Record<string, string>) =>
      fetch(`${baseURL}/api/${endpoint}`, {
        method: 'POST',
        body: JSON.stringify(data),
        headers: { 'Content-Type': 'application/json', Cookie, ...extra },
        redirect: 'manual',
      });
    for (const endpoint of [...Object.keys(CALLS), ...OPEN_CALLS, ENDING_CALL]) {
      const answer = await send(endpoint, CALLS[endpoint]?.send(somewhere) ?? {}, headers);
      expect.soft(answer.status, endpoint).toBe(403);
    }
    expect((await send('home', {}, { Origin: baseURL! })).status, 'the session lives').toBe(200);
  });
}

test('no server function answers a GET', async ({ requestAs }) => {
  const nurse = await requestAs('nurse');
  for (const endpoint of endpoints()) {
    const answer = await nurse.get(`/api/${endpoint}`, { maxRedirects: 0 });
    expect.soft([404, 405], endpoint).toContain(answer.status());
  }
});

/** A number under every name that a server function asks for; none asks for one there. */
const WRONG_KINDS = JSON.stringify(
  Object.fromEntries(
    ['attempt', 'before', 'current', 'id', 'person', 'slug', 'token', 'unit'].map((name) => [name, -1.5]),
  ),
);

test('what cannot be read is answered with 400, never with 500', async ({ newNurse, requestAs }) => {
  const nurse = await newNurse();
  const visitor = await requestAs(undefined);
  const junk = ['', '{"', 'null', '[]', '7', '"text"', '{"a":', WRONG_KINDS, '\u0000', '[[[[[[[['];
  const takesNothing = [
    'me',
    'home',
    'sessions',
    'units',
    'record',
    'ledger/verify',
    'frameworks',
    'drafts',
    'appeals',
    'restrictions/duties',
    'tests',
    'panels/judges',
    'due',
    'reminders/seen',
    'skills/mine',
    'validation',
    ENDING_CALL,
  ];
  const headers = { 'Content-Type': 'application/json' };
  for (const endpoint of endpoints()) {
    const context = OPEN_CALLS.includes(endpoint) ? visitor : nurse.request;
    if (endpoint === ENDING_CALL) continue;
    for (const data of junk) {
      const answer = await context.post(`/api/${endpoint}`, { data: Buffer.from(data), headers, maxRedirects: 0 });
      const allowed = takesNothing.includes(endpoint) ? [200, 400, 404] : [400];
      expect.soft(allowed, `${endpoint} on ${JSON.stringify(data)}: ${answer.status()}`).toContain(answer.status());
    }
  }
});

test('a body larger than any run is refused before it is read', async ({ baseURL }) => {
  const head = 'POST /api/attempts/deliver HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n';
  const socket = net.connect(Number(new URL(baseURL!).port), '127.0.0.1');
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: ${5 * 1024 * 1024}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toMatch(/^HTTP\/1.1 413 /);
});

test('every answer carries the headers that protect it', async ({ requestAs }) => {
  const nurse = await requestAs('nurse');
  const page = await nurse.get('/');
  const policy = page.headers()['content-security-policy']!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'nonce-[\w+/=-]{16,}' 'strict-dynamic' 'wasm-unsafe-eval'/);
  expect(policy).not.toContain("'unsafe-inline'");
  for (const answer of [page, await post(nurse, 'home', {}), await nurse.get('/nowhere')]) {
    const headers = answer.headers();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  }
  const again = (await nurse.get('/')).headers()['content-security-policy'];
  expect(again, 'a fresh nonce each time').not.toBe(policy);
});

test('the session cookie is bound to this host and closed to scripts', async ({ requestAs, newNurse }) => {
  const { request } = await newNurse();
  const [cookie] = (await request.storageState()).cookies;
  expect(cookie).toMatchObject({ name: '__Host-titrate', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' });
  const left = await post(request, ENDING_CALL, {});
  expect([200, 302]).toContain(left.status());
  const visitor = await requestAs(undefined);
  const answer = await visitor.post('/api/home', { data: {}, headers: { Cookie: `${cookie!.name}=${cookie!.value}` } });
  expect(answer.status(), 'the old cookie opens nothing').toBe(401);
});
