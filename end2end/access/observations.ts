// Who may open the pages and call the server functions of observations.
import { uuid7 } from '../support/api';
import type { CallRow, PageRow } from '../support/table';
import { all, only } from '../support/visitors';

const CHECKLIST = 'infusion-bedside';

export const pages: Record<string, PageRow> = {
  '/assess': { at: () => '/assess', answers: only('assessor') },
  '/observe/:person/:checklist': {
    at: ({ person }) => `/observe/${person}/${CHECKLIST}`,
    answers: only('assessor'),
  },
  '/observations/:id': { at: () => `/observations/${uuid7()}`, answers: all(404) },
  '/checklists/:slug': { at: () => `/checklists/${CHECKLIST}`, answers: all(200) },
};

/** An observation by a checklist that does not exist: refused to everybody, and told to nobody why. */
const observation = (person: string) => ({
  id: uuid7(),
  person,
  checklist: 'nothing',
  version: 1,
  marks: [],
  note: '',
  observed_ms: Date.now(),
  shown: '',
  password: 'not the password of anybody',
});

export const calls: Record<string, CallRow> = {
  assess: { send: () => ({ search: '' }), answers: only('assessor') },
  'observations/choice': { send: ({ person }) => ({ person }), answers: only('assessor') },
  'observations/sheet': {
    send: ({ person }) => ({ person, checklist: CHECKLIST, version: null }),
    answers: only('assessor'),
  },
  'observations/record': {
    send: ({ person }) => ({ observation: observation(person) }),
    answers: all(404),
  },
  'observations/read': { send: () => ({ observation: uuid7() }), answers: all(404) },
  'checklists/read': { send: () => ({ slug: CHECKLIST }), answers: all(200) },
  'checklists/agreement': {
    send: () => ({ slug: CHECKLIST }),
    answers: only('assessor', 'manager', 'surgicalManager', 'auditor'),
  },
  conflicts: {
    send: ({ person }) => ({ person }),
    answers: only('assessor', 'educator', 'manager', 'administrator', 'auditor'),
  },
  'conflicts/declare': {
    send: ({ person }) => ({ person, other: null, reason: 'They share a flat' }),
    // A manager may declare it of themselves, with whomever it is.
    answers: only('assessor', 'educator', 'manager', 'surgicalManager'),
  },
  'conflicts/end': { send: () => ({ conflict: uuid7() }), answers: all(404) },
};
