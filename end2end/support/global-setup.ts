// Makes the hospital, starts its server, signs everybody in once.
import fs from 'node:fs';
import path from 'node:path';

import { request } from '@playwright/test';

import { signIn } from './api';
import { makeHospital, serve, stop } from './hospital';
import { PRISTINE } from './own-server';
import { setting } from './settings';
import { EVERYBODY, keyOf, leave, stateFile } from './world';

export default async function globalSetup(): Promise<() => Promise<void>> {
  const below = setting('TITRATE_TEST_DIR');
  fs.mkdirSync(below, { recursive: true });
  const folder = fs.mkdtempSync(path.join(below, 'run-'));
  const keys = makeHospital(path.join(folder, PRISTINE));
  fs.cpSync(path.join(folder, PRISTINE), folder, { recursive: true });
  const server = await serve(folder);
  for (const who of EVERYBODY) {
    const context = await request.newContext({ baseURL: server.url });
    await signIn(context, keyOf(keys, who));
    await context.storageState({ path: stateFile(folder, who) });
    await context.dispose();
  }
  leave({ url: server.url, folder, keys });
  return async () => {
    await stop(server);
    const log = fs.readFileSync(path.join(folder, 'server.log'), 'utf8');
    const bad = log.split('\n').filter((line) => /panicked| ERROR /.test(line));
    if (bad.length > 0) throw new Error(`the server's log holds errors:\n${bad.join('\n')}`);
    fs.rmSync(folder, { recursive: true });
  };
}
