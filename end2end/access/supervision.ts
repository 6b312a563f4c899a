// Who may open the pages and call the server functions of supervised runs, appeals, voids and restrictions.
import { uuid7 } from '../support/api';
import type { CallRow, PageRow } from '../support/table';
import { all, only } from '../support/visitors';

export const pages: Record<string, PageRow> = {
  '/supervise': { at: () => '/supervise', answers: only('assessor') },
  '/restrictions': { at: () => '/restrictions', answers: all(200, { administrator: 404 }) },
  '/appeals': { at: () => '/appeals', answers: only('nurse', 'surgicalNurse', 'assessor') },
};

export const calls: Record<string, CallRow> = {
  supervision: { send: ({ person }) => ({ person, search: '' }), answers: only('assessor') },
  // A module that does not exist: refused to everybody, and told to nobody why.
  'supervision/offer': { send: ({ person }) => ({ person, module: 'nothing' }), answers: all(404) },
  'supervision/state': { send: () => ({ id: uuid7() }), answers: all(404) },
  verdict: { send: ({ attempt }) => ({ source: attempt }), answers: only('assessor', 'manager', 'auditor') },
  // Whoever may not void learns nothing; an assessor without a reason is told so.
  'verdict/void': {
    send: ({ attempt }) => ({ source: attempt, reason: '', shown: '', password: 'not a password' }),
    answers: all(404, { assessor: 422 }),
  },
  appeals: { send: () => ({}), answers: only('nurse', 'surgicalNurse', 'assessor') },
  'appeals/make': {
    send: ({ attempt }) => ({ id: uuid7(), source: attempt, statement: 'Not mine' }),
    answers: all(404),
  },
  'appeals/answer': {
    send: () => ({ appeal: uuid7(), outcome: 'upheld', words: 'Yes', shown: '', password: 'not a password' }),
    answers: all(404),
  },
  restrictions: {
    send: ({ person }) => ({ person }),
    answers: only('assessor', 'educator', 'manager', 'auditor'),
  },
  'restrictions/duties': { send: () => ({}), answers: all(200) },
  'restrictions/raise': {
    send: ({ person }) => ({ id: uuid7(), person, competency: 'nothing', reason: 'Because' }),
    answers: all(404, { manager: 422, educator: 422 }),
  },
  'restrictions/acknowledge': { send: () => ({ id: uuid7() }), answers: all(404) },
  'restrictions/lift': {
    send: () => ({ id: uuid7(), reason: 'Because', shown: '', password: 'not a password' }),
    answers: all(404),
  },
};
