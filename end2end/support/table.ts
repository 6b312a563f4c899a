// The rows of the access tables.
import type { Places } from './places';
import type { Answers } from './visitors';

/** A page: an address, and what each visitor gets there. */
export interface PageRow {
  at: (places: Places) => string;
  answers: Answers;
}

/** A server function: what is sent, and what each visitor gets. */
export interface CallRow {
  send: (places: Places) => object;
  answers: Answers;
}
