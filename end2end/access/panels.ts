// Who may open the pages and call the server functions of panels.
import { uuid7 } from '../support/api';
import { TEST } from '../support/places';
import type { CallRow, PageRow } from '../support/table';
import { all, only } from '../support/visitors';

export const pages: Record<string, PageRow> = {
  '/panels/:id': { at: ({ panel }) => `/panels/${panel}`, answers: only('auditor') },
};

export const calls: Record<string, CallRow> = {
  panels: { send: () => ({ test: TEST }), answers: all(200) },
  'panels/judges': { send: () => ({}), answers: all(200) },
  'panels/panel': { send: ({ panel }) => ({ id: panel }), answers: only('auditor') },
  'panels/open': {
    send: ({ person }) => ({ panel: { id: uuid7(), test: TEST, title: 'Mine', judges: [person] } }),
    answers: all(404),
  },
  'panels/rate': { send: ({ panel }) => ({ panel, ratings: {} }), answers: all(404) },
  'panels/close-round': { send: ({ panel }) => ({ panel }), answers: all(404) },
};
