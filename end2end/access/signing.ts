// Who may open the pages and call the server functions of signing.
import { uuid7 } from '../support/api';
import type { CallRow, PageRow } from '../support/table';
import { all, only } from '../support/visitors';

const COMPETENCY = 'infusion.dose-programming';

export const pages: Record<string, PageRow> = {
  '/people/:id/sign-off/:competency': {
    at: ({ person }) => `/people/${person}/sign-off/${COMPETENCY}`,
    answers: only('assessor'),
  },
  '/sign-offs/:id': { at: () => `/sign-offs/${uuid7()}`, answers: all(404) },
  '/people/:id/accept': { at: ({ person }) => `/people/${person}/accept`, answers: only('assessor') },
  '/acceptances/:id': { at: () => `/acceptances/${uuid7()}`, answers: all(404) },
};

/** A sign-off without a level and a document of no kind that is accepted: refused, but only to those who assess. */
const noLevel = (person: string) => ({
  id: uuid7(),
  person,
  competency: COMPETENCY,
  level: '',
  rests_on: [],
  text: '',
  password: 'not a password',
  supersedes: null,
  reason: null,
});
const noDocument = (person: string) => ({
  id: uuid7(),
  person,
  competency: COMPETENCY,
  kind: 'test',
  title: 'A test',
  issuer: 'Somebody',
  shown_on: [2026, 1],
  accepted: true,
  text: '',
  password: 'not a password',
});

export const calls: Record<string, CallRow> = {
  'sign-offs/prepare': {
    send: ({ person }) => ({ person, competency: COMPETENCY, corrects: null }),
    answers: only('assessor'),
  },
  'sign-offs/sign': {
    send: ({ person }) => ({ sign_off: noLevel(person) }),
    answers: all(404, { assessor: 422 }),
  },
  'sign-offs/one': { send: () => ({ id: uuid7() }), answers: all(404) },
  'sign-offs/desk': {
    send: ({ person }) => ({ person }),
    answers: only('assessor', 'educator', 'manager', 'auditor'),
  },
  'acceptances/prepare': { send: ({ person }) => ({ person }), answers: only('assessor') },
  'acceptances/accept': {
    send: ({ person }) => ({ acceptance: noDocument(person) }),
    answers: all(404, { assessor: 422 }),
  },
  'acceptances/one': { send: () => ({ id: uuid7() }), answers: all(404) },
};
