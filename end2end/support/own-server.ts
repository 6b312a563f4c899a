// A server of one test's own, which it may end as it likes, on a copy of the untouched hospital.
import fs from 'node:fs';
import path from 'node:path';

import { type APIRequestContext, request } from '@playwright/test';

import { OWN_PAGE, signIn } from './api';
import { type Server, serve, stop, titrate } from './hospital';
import { type Who, keyOf, world } from './world';

/** The folder, below the world's, with the hospital as it was made. */
export const PRISTINE = 'pristine';

/** A server that a test may kill. */
export class OwnServer {
  private contexts: APIRequestContext[] = [];

  private constructor(
    readonly folder: string,
    private server: Server,
  ) {}

  /** Copies the hospital and starts a server on it. */
  static async start(): Promise<OwnServer> {
    const { folder: below } = world();
    const folder = fs.mkdtempSync(path.join(below, 'own-'));
    fs.cpSync(path.join(below, PRISTINE), folder, { recursive: true });
    return new OwnServer(folder, await serve(folder));
  }

  /** Signs somebody in. */
  async signIn(who: Who): Promise<APIRequestContext> {
    const context = await this.context();
    await signIn(context, keyOf(world().keys, who));
    return context;
  }

  /** The same session on the server as it runs now: its port changes when it starts again. */
  async again(context: APIRequestContext): Promise<APIRequestContext> {
    return this.context(await context.storageState());
  }

  /** Ends the server and starts it again. */
  async restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await stop(this.server, signal);
    this.server = await serve(this.folder);
  }

  /** Ends the server in the middle of whatever it does. */
  async kill(): Promise<void> {
    await stop(this.server, 'SIGKILL');
  }

  /** Runs a `titrate` command on the same hospital. */
  run(...args: string[]): string {
    return titrate(this.folder, ...args);
  }

  async end(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.dispose()));
    await stop(this.server);
    fs.rmSync(this.folder, { recursive: true });
  }

  private async context(storageState?: Awaited<ReturnType<APIRequestContext['storageState']>>) {
    const context = await request.newContext({
      baseURL: this.server.url,
      extraHTTPHeaders: OWN_PAGE,
      storageState,
    });
    this.contexts.push(context);
    return context;
  }
}
