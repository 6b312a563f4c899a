// Who may open the practice in naming waveforms. It calls no server function.
import type { PageRow } from '../support/table';
import { all } from '../support/visitors';

export const pages: Record<string, PageRow> = {
  '/practice/waveforms': { at: () => '/practice/waveforms', answers: all(200) },
};
