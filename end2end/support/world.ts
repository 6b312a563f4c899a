// What the global set-up leaves for the tests: where the server is, and a signed-in state for each key.
import fs from 'node:fs';
import path from 'node:path';

import type { Key } from './hospital';

/** The keys that the demonstration prints, by what they are for. */
export type Who =
  | 'nurse'
  | 'surgicalNurse'
  | 'assessor'
  | 'educator'
  | 'manager'
  | 'surgicalManager'
  | 'administrator'
  | 'auditor'
  | 'chiefManager'
  | 'chiefEducator'
  | 'secondEducator';

const SIGN_IN_NAMES: Record<Who, string> = {
  nurse: 'ana.ruiz',
  surgicalNurse: 'hannah.weiss',
  assessor: 'beata.nowak',
  educator: 'ingrid.dahl',
  manager: 'margaret.shaw',
  surgicalManager: 'gareth.pugh',
  administrator: 'alice.turner',
  auditor: 'edith.blum',
  chiefManager: 'david.achterberg',
  chiefEducator: 'helen.frost',
  secondEducator: 'tessa.brandt',
};

/** Everybody there is a signed-in state for. */
export const EVERYBODY = Object.keys(SIGN_IN_NAMES) as Who[];

/** What the global set-up wrote down. */
export interface World {
  url: string;
  folder: string;
  keys: Key[];
}

/** Writes the world down, so that the workers find it. */
export function leave(world: World): void {
  const file = path.join(world.folder, 'world.json');
  fs.writeFileSync(file, JSON.stringify(world));
  process.env.TITRATE_TEST_WORLD = file;
}

/** Reads what the global set-up wrote down. */
export function world(): World {
  const file = process.env.TITRATE_TEST_WORLD;
  if (!file) throw new Error('the global set-up has not run');
  return JSON.parse(fs.readFileSync(file, 'utf8')) as World;
}

/** Name and password of somebody. */
export function keyOf(keys: Key[], who: Who): Key {
  const key = keys.find((key) => key.name === SIGN_IN_NAMES[who]);
  if (!key) throw new Error(`the demonstration printed no password for ${SIGN_IN_NAMES[who]}`);
  return key;
}

/** Where somebody's signed-in state lies. */
export function stateFile(folder: string, who: Who): string {
  return path.join(folder, `${who}.json`);
}
