// Who may open the pages and call the server functions of tests and sittings.
import { uuid7 } from '../support/api';
import { TEST } from '../support/places';
import type { CallRow, PageRow } from '../support/table';
import { all, only } from '../support/visitors';

export const pages: Record<string, PageRow> = {
  '/tests': { at: () => '/tests', answers: all(200) },
  '/tests/:slug': { at: () => `/tests/${TEST}`, answers: all(200) },
  '/tests/:slug/statistics': { at: () => `/tests/${TEST}/statistics`, answers: only('auditor') },
  '/sittings/:id': {
    at: ({ sitting }) => `/sittings/${sitting}`,
    answers: only('assessor', 'manager', 'auditor'),
  },
};

const NOT_LEARNERS = { assessor: 403, educator: 403, manager: 403, surgicalManager: 403, administrator: 403, auditor: 403 };

export const calls: Record<string, CallRow> = {
  tests: { send: () => ({}), answers: all(200) },
  'tests/test': { send: () => ({ slug: TEST }), answers: all(200) },
  'tests/statistics': { send: () => ({ slug: TEST }), answers: only('auditor') },
  'sittings/start': { send: () => ({ id: uuid7(), test: TEST }), answers: all(200, NOT_LEARNERS) },
  'sittings/sitting': {
    send: ({ sitting }) => ({ id: sitting }),
    answers: only('assessor', 'manager', 'auditor'),
  },
  'sittings/answer': {
    send: ({ sitting }) => ({ sitting, question: 'q', number: 1, response: null }),
    answers: all(404),
  },
  'sittings/hand-in': { send: ({ sitting }) => ({ sitting }), answers: all(404) },
};
