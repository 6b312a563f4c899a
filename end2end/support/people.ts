// New people for journeys that must not disturb one another.
import { type APIRequestContext, request } from '@playwright/test';

import { OWN_PAGE, ask, uuid7 } from './api';

/** Somebody who was just taken on. */
export interface Colleague {
  name: string;
  signInName: string;
  password: string;
  /** A signed-in request context. */
  request: APIRequestContext;
}

interface Unit {
  id: string;
  name: string;
}

/** The units that an administrator may choose from. */
export async function unitsOf(administrator: APIRequestContext): Promise<Unit[]> {
  const people = await ask<{ units: Unit[] }>(administrator, 'people', { unit: null, search: '' });
  return people.units;
}

/** An administrator adds a learner to a unit, and the learner sets the account up. */
export async function hire(
  administrator: APIRequestContext,
  baseURL: string,
  unitName = 'Intensive care',
): Promise<Colleague> {
  const mark = uuid7().slice(-8);
  const [name, signInName] = [`Robin Test ${mark}`, `robin.${mark}`];
  const unit = (await unitsOf(administrator)).find((unit) => unit.name === unitName);
  if (!unit) throw new Error(`there is no unit ${unitName}`);
  const person = { name, sign_in_name: signInName, job: 'nurse', unit: unit.id, role: 'learner' };
  const path = await ask<string>(administrator, 'people/add', { person });
  const password = `four plain words ${mark}`;
  const context = await request.newContext({ baseURL, extraHTTPHeaders: OWN_PAGE });
  await ask(context, 'welcome/accept', { token: path.replace('/welcome/', ''), password });
  return { name, signInName, password, request: context };
}
