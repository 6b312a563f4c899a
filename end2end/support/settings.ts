import path from 'node:path';

/** The repository's root. */
export const ROOT = path.resolve(__dirname, '../..');

/** The shipped content. */
export const CONTENT = path.join(ROOT, 'content');

type Setting =
  | 'TITRATE_BINARY'
  | 'TITRATE_SITE_DIR'
  | 'TITRATE_CHROMIUM'
  | 'TITRATE_PROBE_DIR'
  | 'TITRATE_TEST_DIR';

/** What `cargo xtask test` hands over about the build under test. */
export function setting(name: Setting): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set; start these tests with \`cargo xtask test --only journeys\``);
  }
  return value;
}
