// Who may open the pages and call the server functions of readiness.
import type { CallRow, PageRow } from '../support/table';
import { only } from '../support/visitors';

export const pages: Record<string, PageRow> = {
  '/readiness': {
    at: () => '/readiness',
    answers: only('assessor', 'educator', 'manager', 'surgicalManager', 'auditor'),
  },
};

export const calls: Record<string, CallRow> = {
  readiness: {
    send: ({ unit }) => ({ unit, about: { device: 'large-volume-pump' }, when: 'now' }),
    answers: only('assessor', 'educator', 'manager', 'auditor'),
  },
};
