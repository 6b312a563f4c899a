// A demonstration hospital on disk and the server that serves it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { CONTENT, setting } from './settings';

/** A person whose password the demonstration printed. */
export interface Key {
  role: string;
  name: string;
  password: string;
}

/** The environment of every `titrate` command on the hospital in a folder. */
export function environment(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TITRATE_DATABASE_URL: `sqlite://${path.join(folder, 'titrate.sqlite')}`,
    TITRATE_SECRET_FILE: path.join(folder, 'secret'),
    TITRATE_CONTENT_DIR: CONTENT,
    TITRATE_SITE_DIR: setting('TITRATE_SITE_DIR'),
  };
}

/** Runs a `titrate` command to its end and returns what it printed. */
export function titrate(folder: string, ...args: string[]): string {
  const done = spawnSync(setting('TITRATE_BINARY'), args, { env: environment(folder), encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(`titrate ${args.join(' ')} ended with ${done.status}:\n${done.stderr}`);
  }
  return done.stdout;
}

/** Makes a demonstration hospital in a fresh folder. */
export function makeHospital(folder: string): Key[] {
  fs.mkdirSync(folder, { recursive: true });
  return titrate(folder, 'demo')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((parts) => parts.length === 3)
    .map(([role, name, password]) => ({ role: role!, name: name!, password: password! }));
}

/** A running server. */
export interface Server {
  url: string;
  process: ChildProcess;
}

/** Starts a server on a free port and waits until it is ready. Its log lies beside its database. */
export async function serve(folder: string): Promise<Server> {
  const port = await freePort();
  const log = fs.openSync(path.join(folder, 'server.log'), 'a');
  const child = spawn(setting('TITRATE_BINARY'), ['serve'], {
    env: { ...environment(folder), TITRATE_ADDRESS: `127.0.0.1:${port}` },
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const url = `http://localhost:${port}`;
  const ready = async () => {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    return answer?.status === 200;
  };
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (child.exitCode !== null) break;
    if (await ready()) return { url, process: child };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start:\n${fs.readFileSync(path.join(folder, 'server.log'), 'utf8')}`);
}

/** Ends a server: politely, or in the middle of whatever it does. */
export async function stop(server: Server, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (server.process.exitCode !== null || server.process.signalCode !== null) return;
  const ended = new Promise((resolve) => server.process.once('exit', resolve));
  server.process.kill(signal);
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
