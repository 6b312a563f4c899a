// Who may open the pages and call the server functions of the studio.
import { uuid7 } from '../support/api';
import type { CallRow, PageRow } from '../support/table';
import { all, only } from '../support/visitors';

export const pages: Record<string, PageRow> = {
  '/studio': { at: () => '/studio', answers: only('educator') },
  '/studio/:id': { at: ({ draft }) => `/studio/${draft}`, answers: only('educator') },
  // The page asks for its draft in the browser.
  '/studio/:id/play': { at: ({ draft }) => `/studio/${draft}/play`, answers: all(200) },
};

/** The educator of the table belongs to a unit: they write, and only those of the whole hospital publish. */
export const calls: Record<string, CallRow> = {
  drafts: { send: () => ({}), answers: only('educator') },
  'drafts/draft': { send: ({ draft }) => ({ draft }), answers: only('educator') },
  'drafts/begin': { send: () => ({ id: uuid7(), with: { blank: 'Table' } }), answers: only('educator') },
  'drafts/save': {
    send: ({ draft }) => ({ draft, revision: 1, source: 'scenario: table\n' }),
    answers: only('educator'),
  },
  'drafts/look': { send: () => ({ source: 'scenario: table\n' }), answers: only('educator') },
  'drafts/tidy': { send: () => ({ source: 'scenario: table\n' }), answers: only('educator') },
  'drafts/rehearse': { send: () => ({ source: 'scenario: table\n' }), answers: only('educator') },
  // Its text was saved above, and does not compile.
  'drafts/preview': { send: ({ draft }) => ({ draft, seed: 1 }), answers: all(404, { educator: 422 }) },
  'drafts/difference': { send: ({ draft }) => ({ draft, against: 'published' }), answers: only('educator') },
  'drafts/revision': { send: ({ draft }) => ({ draft, revision: 1 }), answers: only('educator') },
  'drafts/comment': {
    send: ({ draft }) => ({ id: uuid7(), draft, place: '', words: 'Why?' }),
    answers: only('educator'),
  },
  'drafts/settle': { send: () => ({ comment: uuid7() }), answers: all(404) },
  'drafts/ask-review': { send: ({ draft }) => ({ draft, revision: 2 }), answers: only('educator') },
  'drafts/give-back': { send: ({ draft }) => ({ draft, words: 'Not yet.' }), answers: only('educator') },
  'drafts/publish': { send: ({ draft }) => ({ draft, revision: 2 }), answers: all(404) },
  'drafts/discard': { send: ({ draft }) => ({ draft }), answers: only('educator') },
};
