// Every address that the product answers at, read from its source, so that a new one cannot be forgotten.
import fs from 'node:fs';
import path from 'node:path';

import { ROOT } from './settings';

const read = (...parts: string[]) => fs.readFileSync(path.join(ROOT, ...parts), 'utf8');

/** The server functions, by their path below `/api/`. */
export function endpoints(): string[] {
  const folder = path.join('app', 'src', 'api');
  return fs
    .readdirSync(path.join(ROOT, folder))
    .flatMap((file) => [...read(folder, file).matchAll(/endpoint = "([^"]+)"/g)])
    .map((match) => match[1]!)
    .sort();
}

/** The pages, by their path with `:name` for what varies. */
export function pages(): string[] {
  const routes = [...read('app', 'src', 'frame.rs').matchAll(/<Route\s+path=(.+?)\s+view=/gs)];
  return routes
    .map(([, route]) =>
      [...route!.matchAll(/(Static|Param)Segment\("([^"]*)"\)/g)]
        .map(([, kind, name]) => (kind === 'Param' ? `:${name}` : name))
        .join('/'),
    )
    .map((route) => `/${route}`)
    .sort();
}
