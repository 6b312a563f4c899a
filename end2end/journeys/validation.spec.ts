// How the models are checked: from a module to the page of its device, with and without scripts.
import { expectAccessible } from '../support/accessible';
import { ask } from '../support/api';
import { isAlive, open } from '../support/page';
import { MODULE } from '../support/runs';
import { expect, test } from '../support/test';

const SUBJECTS = [
  'Large-volume pump',
  'Pump unit and secondary line',
  'Syringe pump',
  'Patients and drugs',
  'Ventilator',
  'Test bench',
  'Statistics',
];

test.slow();

test('a nurse gets from a module to how its device is modelled, and from a version to a module', async ({ contextAs }) => {
  const page = await (await contextAs('nurse')).newPage();
  await open(page, `/modules/${MODULE}`);
  await page.getByRole('link', { name: 'How this device is modelled' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Large-volume pump');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'Equations',
    'What is not modelled',
    'Test vectors',
    'Figures',
    'Versions of the models',
  ]);
  // The first version, which recorded every scenario.
  await page.getByText(/^Scenarios it touched: \d+$/).last().click();
  await page.locator(`a[href="/modules/${MODULE}"]`).click();
  await expect(page.getByRole('link', { name: 'How this device is modelled' })).toBeVisible();
});

test('every device and model has its page, and every vector stands on one of them', async ({ contextAs, requestAs }) => {
  const page = await (await contextAs('auditor')).newPage();
  await open(page, '/validation');
  const rows = page.locator('main').getByRole('listitem').getByRole('link').filter({ hasText: /vectors/ });
  await expect(rows.locator('b')).toHaveText(SUBJECTS);
  const overview = await ask<{ vectors: { passed: number; of: number }; subjects: { vectors: { of: number } }[] }>(
    await requestAs('auditor'),
    'validation',
  );
  const counted = overview.subjects.reduce((sum, row) => sum + row.vectors.of, 0);
  expect(counted).toBe(overview.vectors.of);
  expect(overview.vectors.passed).toBe(overview.vectors.of);
  for (const subject of SUBJECTS) {
    await page.getByRole('link', { name: subject }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(subject);
    await expect(page.getByRole('table', { name: 'Test vectors by kind' }).getByText(/Failed/)).toHaveCount(0);
    await page.getByRole('link', { name: 'How the models are checked' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('How the models are checked');
  }
});

test('a figure shows the simulator beside what was published, and every point as a table', async ({ contextAs }) => {
  const page = await (await contextAs('educator')).newPage();
  await open(page, '/validation/syringe-pump');
  const plot = page.getByRole('img', { name: 'Occlusion pressure, syringe pump: 50 mL syringe, 0.5 mL/h' });
  await expect(plot).toBeVisible();
  await expect(plot.locator('polyline')).toHaveCount(1);
  await expect(plot.locator('.plot-published')).toHaveCount(2);
  const beside = page.getByRole('table', { name: 'Occlusion pressure, syringe pump: beside what was published' });
  await expect(beside.getByRole('row', { name: /108 to 126 min/ })).toContainText('Donmez');
  const points = page.getByRole('table', { name: 'Occlusion pressure, syringe pump: every point of every line' });
  await expect(points).toBeHidden();
  await page.getByText('The figure as a table').first().click();
  await expect(points).toBeVisible();
  expect(await points.getByRole('row').count()).toBeGreaterThan(20);
});

test('the pages keep nobody out, their tables open', async ({ contextAs }) => {
  const page = await (await contextAs('nurse')).newPage();
  for (const address of ['/validation', '/validation/syringe-pump', '/validation/patients', '/validation/ventilator']) {
    await open(page, address);
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await expectAccessible(page);
  }
});

test.describe('without scripts', () => {
  test.use({ as: 'nurse', javaScriptEnabled: false });

  test('the page of a device can be read, its tables opened', async ({ page }) => {
    await page.goto('/validation/syringe-pump');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Syringe pump');
    await expect(page.locator('.plot-field polyline').first()).toBeVisible();
    await page.getByText('The figure as a table').first().click();
    await expect(page.getByRole('table', { name: /every point of every line/ }).first()).toBeVisible();
  });
});

test('a device that does not exist is not there', async ({ contextAs, watch }) => {
  const page = await (await contextAs('nurse')).newPage();
  watch.expects(/404/);
  await page.goto('/validation/teapot');
  await isAlive(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing here');
});
