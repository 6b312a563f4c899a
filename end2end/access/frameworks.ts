// Who may open the pages and call the server functions of frameworks.
import type { CallRow, PageRow } from '../support/table';
import { all, only } from '../support/visitors';

const SLUG = 'nurse-infusion';

export const pages: Record<string, PageRow> = {
  '/frameworks': { at: () => '/frameworks', answers: only('educator', 'auditor') },
  '/frameworks/:slug': { at: () => `/frameworks/${SLUG}`, answers: only('educator', 'auditor') },
};

/** The educator of the table belongs to a unit; only one of the whole hospital publishes. */
export const calls: Record<string, CallRow> = {
  frameworks: { send: () => ({}), answers: only('educator', 'auditor') },
  'frameworks/one': { send: () => ({ slug: SLUG, version: null }), answers: only('educator', 'auditor') },
  'frameworks/source': { send: () => ({ slug: SLUG, version: 1 }), answers: only('educator', 'auditor') },
  'frameworks/preview': { send: () => ({ source: 'framework: x' }), answers: all(404) },
  'frameworks/publish': { send: () => ({ source: 'framework: x' }), answers: all(404) },
  'frameworks/retire': { send: () => ({ slug: SLUG, reason: 'Because' }), answers: all(404) },
  'frameworks/restore': { send: () => ({ slug: SLUG }), answers: all(404) },
};
