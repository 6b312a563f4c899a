// Who may open the pages and call the server functions of record.
import { uuid7 } from '../support/api';
import type { CallRow, PageRow } from '../support/table';
import { all, only } from '../support/visitors';

export const pages: Record<string, PageRow> = {
  '/record': { at: () => '/record', answers: all(200) },
  '/people/:id/record': {
    at: ({ person }) => `/people/${person}/record`,
    answers: only('assessor', 'manager', 'auditor'),
  },
};

export const calls: Record<string, CallRow> = {
  record: { send: () => ({}), answers: all(200) },
  'record/of': { send: ({ person }) => ({ person, day: null }), answers: only('assessor', 'manager', 'auditor') },
  'certificates/issue': { send: () => ({ certificate: uuid7(), competency: null }), answers: all(200) },
  'certificates/share': { send: () => ({ certificate: uuid7(), shares: ['name'] }), answers: all(404) },
  'certificates/withdraw': { send: () => ({ certificate: uuid7() }), answers: all(404) },
};
