// Makes the hospital, starts its server, signs everybody in once.
import fs from 'node:fs';
import path from 'node:path';

import { request } from '@playwright/test';

import { signIn } from './api';
import { type Key, type Server, makeHospital, serve, stop } from './hospital';
import { PRISTINE } from './own-server';
import { setting } from './settings';
import { EVERYBODY, type Who, keyOf, leave, stateFile } from './world';

export default async function globalSetup(): Promise<() => Promise<void>> {
  const below = setting('TITRATE_TEST_DIR');
  fs.mkdirSync(below, { recursive: true });
  const folder = fs.mkdtempSync(path.join(below, 'run-'));
  const keys = makeHospital(path.join(folder, PRISTINE));
  fs.cpSync(path.join(folder, PRISTINE), folder, { recursive: true });
  const server = await serve(folder);
  try {
    for (const who of EVERYBODY) await keepSignedIn(server, folder, who, keys);
  } catch (error) {
    await stop(server);
    throw error;
  }
  leave({ url: server.url, folder, keys });
  return async () => {
    const { exitCode, signalCode } = server.process;
    await stop(server);
    const log = fs.readFileSync(path.join(folder, 'server.log'), 'utf8');
    fs.rmSync(folder, { recursive: true });
    if (exitCode !== null || signalCode !== null) {
      throw new Error(`the server ended before the tests did (${signalCode ?? exitCode}):\n${log.slice(-2_000)}`);
    }
    const bad = log.split('\n').filter((line) => /panicked| ERROR /.test(line));
    if (bad.length > 0) throw new Error(`the server's log holds errors:\n${bad.join('\n')}`);
  };
}

/** Signs somebody in and writes the state down: passwords are slow to check, and tries are counted. */
async function keepSignedIn(server: Server, folder: string, who: Who, keys: Key[]): Promise<void> {
  const context = await request.newContext({ baseURL: server.url });
  await signIn(context, keyOf(keys, who));
  await context.storageState({ path: stateFile(folder, who) });
  await context.dispose();
}
