// Things of the demonstration hospital that the access tables ask for by id.
import { type APIRequestContext } from '@playwright/test';

import { ask } from './api';
import type { Colleague } from './people';
import { carefulRun, deliver, start } from './runs';

/** A nurse of intensive care with one recorded run, and where they work. */
export interface Places {
  unit: string;
  person: string;
  attempt: string;
}

/** Plays one run as a new nurse, and looks up the ids that lead to it. */
export async function places(nurse: Colleague, manager: APIRequestContext): Promise<Places> {
  const ticket = await start(nurse.request, 'graded');
  await deliver(nurse.request, ticket, carefulRun(ticket));
  const me = await ask<{ person: string }>(nurse.request, 'me');
  const units = await ask<{ id: string; name: string }[]>(manager, 'units');
  const unit = units.find(({ name }) => name === 'Intensive care')!;
  return { unit: unit.id, person: me.person, attempt: ticket.attempt };
}
