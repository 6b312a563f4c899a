// Who may open the pages and call the server functions of learning.
import { MODULE } from '../support/runs';
import type { CallRow, PageRow } from '../support/table';
import { all } from '../support/visitors';

export const pages: Record<string, PageRow> = {
  '/due': { at: () => '/due', answers: all(200) },
};

/** What is asked before [`MODULE`], and an answer to each. */
const BELIEFS = [['infusion.dose-programming', 'on_my_own']];

const NOT_LEARNERS = { assessor: 403, educator: 403, manager: 403, surgicalManager: 403, administrator: 403, auditor: 403 };

export const calls: Record<string, CallRow> = {
  due: { send: () => ({}), answers: all(200) },
  'reminders/seen': { send: () => ({}), answers: all(200) },
  'self-assessments/say': { send: () => ({ module: MODULE, beliefs: BELIEFS }), answers: all(200, NOT_LEARNERS) },
};
