// Who may open the pages and call the server functions of validation.
import type { CallRow, PageRow } from '../support/table';
import { all } from '../support/visitors';

/** How the models are checked is for everybody who is signed in. */
export const pages: Record<string, PageRow> = {
  '/validation': { at: () => '/validation', answers: all(200) },
  '/validation/:subject': { at: () => '/validation/syringe-pump', answers: all(200) },
};

export const calls: Record<string, CallRow> = {
  validation: { send: () => ({}), answers: all(200) },
  'validation/subject': { send: () => ({ subject: 'syringe-pump' }), answers: all(200) },
};
