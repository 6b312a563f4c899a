// Frameworks: an auditor reads them, an educator of the whole hospital imports one and retires it.
import { expectAccessible } from '../support/accessible';
import { signIn } from '../support/api';
import { open } from '../support/page';
import { expect, test } from '../support/test';
import { world } from '../support/world';

const SLUG = `check-${Date.now().toString(36)}`;
const FRAMEWORK = `
framework: ${SLUG}
title: A check of the import
description: Made by a test; nobody is asked for it.
groups:
  - {id: only, title: Only}
levels:
  - {id: knows-how, title: Knows how, description: Explains it.}
competencies:
  - id: ${SLUG}.one
    title: Explain the import
    description: Says what a dry run is.
    group: only
    level: knows-how
    rule:
      requires:
        - {any_of: [test]}
      valid: {months: 12}
      due_days: 60
      grace_days: 14
roles: []
`;

test('an auditor reads a framework in all its versions and takes the file along', async ({ contextAs }) => {
  const page = await (await contextAs('auditor')).newPage();
  await open(page, '/frameworks');
  await expect(page.getByRole('heading', { name: 'Import a framework' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: /Infusion therapy with pumps/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Infusion therapy with pumps');
  await expect(page.getByText(/^One graded or supervised run .*each valid|^One graded or supervised run/).first()).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as a file' }).click();
  expect((await download).suggestedFilename()).toMatch(/^nurse-infusion-\d+\.yaml$/);
});

test('an educator of the whole hospital sees what an import changes before it is published', async ({ page }) => {
  const key = world().keys.find(({ name }) => name === 'helen.frost');
  if (!key) throw new Error('the demonstration printed no password for helen.frost');
  await signIn(page.request, key);
  await open(page, '/frameworks');
  const source = page.getByLabel('Or paste its text');
  const look = page.getByRole('button', { name: 'See what it changes' });

  await source.fill(FRAMEWORK.replace('due_days: 60', 'due_weeks: 60'));
  await look.click();
  await expect(page.getByText(/^Line \d+, column \d+ cannot be read\.$/)).toBeVisible();

  await source.fill(FRAMEWORK.replace('group: only', 'group: nowhere').replace('due_days: 60', 'due_days: 600'));
  await look.click();
  await expect(page.getByText('2 things are wrong with it. Nothing was written.')).toBeVisible();
  await expect(page.getByText('It refers to “nowhere”, which is not in this file.')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('File').setInputFiles({
    name: 'check.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(FRAMEWORK),
  });
  await expect(source).toHaveValue(FRAMEWORK);
  await look.click();
  await expect(page.getByRole('heading', { name: 'A check of the import is new and would become version 1.' })).toBeVisible();
  await expect(page.getByText(/^The status of none of \d+ people changes\.$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByRole('link', { name: 'Open the framework' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A check of the import');
  await page.getByLabel('Reason').fill('Only a check');
  await page.getByRole('button', { name: 'Retire this framework' }).click();
  await expect(page.getByText(/^Out of use since .* Reason: Only a check$/)).toBeVisible();
});
