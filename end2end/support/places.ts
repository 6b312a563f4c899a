// Things of the demonstration hospital that the access tables ask for by id.
import { type APIRequestContext } from '@playwright/test';

import { ask, uuid7 } from './api';
import type { Colleague } from './people';
import { carefulRun, deliver, start } from './runs';

/** A test that the demonstration ships. */
export const TEST = 'ventilation-safety';

/** A nurse of intensive care with one recorded run and one test handed in, and where they work. */
export interface Places {
  unit: string;
  person: string;
  attempt: string;
  sitting: string;
  panel: string;
  draft: string;
}

/** Plays one run and sits one test as a new nurse, calls a panel, begins a draft, and looks up the ids that lead to them. */
export async function places(
  nurse: Colleague,
  manager: APIRequestContext,
  chiefEducator: APIRequestContext,
): Promise<Places> {
  const ticket = await start(nurse.request, 'graded');
  await deliver(nurse.request, ticket, carefulRun(ticket));
  const me = await ask<{ person: string }>(nurse.request, 'me');
  const units = await ask<{ id: string; name: string }[]>(manager, 'units');
  const unit = units.find(({ name }) => name === 'Intensive care')!;
  const sitting = await ask<string>(nurse.request, 'sittings/start', { id: uuid7(), test: TEST });
  await ask(nurse.request, 'sittings/hand-in', { sitting });
  // Not one of the visitors of the tables.
  const judges = await ask<[string, string][]>(chiefEducator, 'panels/judges');
  const judge = judges.find(([, name]) => name === 'Theo Papas')![0];
  const panel = uuid7();
  await ask(chiefEducator, 'panels/open', { panel: { id: panel, test: TEST, title: 'Table', judges: [judge] } });
  const draft = await ask<string>(chiefEducator, 'drafts/begin', { id: uuid7(), with: { blank: 'Table' } });
  return { unit: unit.id, person: me.person, attempt: ticket.attempt, sitting, panel, draft };
}
