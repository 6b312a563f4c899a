// A nurse certifies what they hold; somebody outside checks the code; others see the record as far as they may.
import { expectAccessible } from '../support/accessible';
import { ask, uuid7 } from '../support/api';
import { isAlive, open } from '../support/page';
import type { Colleague } from '../support/people';
import { carefulRun, deliver, start } from '../support/runs';
import { expect, test } from '../support/test';

async function passed(nurse: Colleague): Promise<void> {
  const ticket = await start(nurse.request, 'graded');
  expect((await deliver(nurse.request, ticket, carefulRun(ticket))).status()).toBe(200);
}

test('a nurse issues a certificate, and whoever has the code sees what is shared', async ({
  page,
  newNurse,
  become,
  contextAs,
  watch,
}) => {
  const nurse = await newNurse();
  await passed(nurse);
  await become(nurse);
  await open(page, '/record');
  await expect(page.getByRole('heading', { level: 1, name: 'My record' })).toBeVisible();
  await expect(page.getByText(/Current, through \d+ \w+ \d{4}/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Issue certificate' }).click();
  const code = page.locator('code.code');
  await expect(code).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const shown = await code.innerText();
  await expectAccessible(page);

  const visitor = await (await contextAs(undefined)).newPage();
  await open(visitor, `/verify/${shown}`);
  await expect(visitor.getByText('This certificate is genuine and holds.')).toBeVisible();
  await expect(visitor.getByText('R. T.')).toBeVisible();
  await expect(visitor.getByText(nurse.name)).toHaveCount(0);
  await expectAccessible(visitor);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByText(/^Change what others see, or withdraw/).click();
  await page.getByRole('checkbox', { name: 'Name', exact: true }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. The code now shows this.')).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText(nurse.name)).toBeVisible();

  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('Withdraw this certificate?')).toBeVisible();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText(/^Withdrawn on/)).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText(/was withdrawn by its holder/)).toBeVisible();

  watch.expects(/answer 404: GET .*\/verify\?code=/);
  watch.expects(/console error: Failed to load resource.*404/);
  await visitor.getByLabel('Code on the certificate').fill('7F3A 0BQ1 XY9Z');
  await visitor.getByRole('button', { name: 'Check another code' }).click();
  await isAlive(visitor);
  await expect(visitor.getByText('No certificate is shown for this code.')).toBeVisible();
  await expectAccessible(visitor);
});

test('documents are for those who may have them', async ({ newNurse, requestAs }) => {
  const nurse = await newNurse();
  await passed(nurse);
  const { person } = await ask<{ person: string }>(nurse.request, 'me');
  const mine = await nurse.request.get('/record/transcript.pdf');
  expect(mine.status()).toBe(200);
  expect(mine.headers()['content-type']).toBe('application/pdf');
  expect(mine.headers()['content-disposition']).toContain('attachment');
  expect(mine.headers()['cache-control']).toBe('no-store');
  expect((await mine.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await nurse.request.get('/record/transcript.pdf?as_of=yesterday')).status()).toBe(400);
  const data = (await (await nurse.request.get('/record/data.json')).json()) as { evidence: unknown[] };
  expect(data.evidence).toHaveLength(1);

  const certificate = uuid7();
  await ask(nurse.request, 'certificates/issue', { certificate, competency: null });
  expect((await nurse.request.get(`/certificates/${certificate}.pdf`)).status()).toBe(200);

  const transcript = `/people/${person}/transcript.pdf`;
  for (const [who, status] of [['manager', 200], ['auditor', 200], ['educator', 404], ['surgicalManager', 404]] as const) {
    const other = await requestAs(who);
    expect.soft((await other.get(transcript)).status(), who).toBe(status);
    expect.soft((await other.get(`/certificates/${certificate}.pdf`)).status(), who).toBe(404);
  }
  const nobody = await requestAs(undefined);
  for (const path of [transcript, '/record/transcript.pdf', '/record/data.json', `/certificates/${certificate}.pdf`]) {
    expect.soft((await nobody.get(path, { maxRedirects: 0 })).status(), path).toBe(303);
  }
});

test('a manager reads a record as it was known on another day', async ({ contextAs, newNurse }) => {
  const nurse = await newNurse();
  await passed(nurse);
  const { person } = await ask<{ person: string }>(nurse.request, 'me');
  const page = await (await contextAs('manager')).newPage();
  await open(page, `/people/${person}`);
  await page.getByRole('link', { name: 'Record and transcript' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Record of ${nurse.name}` })).toBeVisible();
  await expect(page.getByText(/Current, through/).first()).toBeVisible();
  await page.getByLabel('As it was known at the end of').fill('2020-03-03');
  await page.getByRole('button', { name: 'Show' }).click();
  await isAlive(page);
  await expect(page.getByText('No evidence.')).toBeVisible();
  await expectAccessible(page);
});
