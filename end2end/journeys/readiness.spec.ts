// A manager asks who can, now and tonight.
import { expectAccessible } from '../support/accessible';
import { isAlive, open } from '../support/page';
import { carefulRun, deliver, start } from '../support/runs';
import { expect, test } from '../support/test';

test('a manager sees who can and who cannot, each with the reason', async ({ contextAs, newNurse }) => {
  const nurse = await newNurse();
  const page = await (await contextAs('manager')).newPage();
  await open(page, '/readiness');
  await expect(page.getByRole('heading', { level: 1, name: 'Who can' })).toBeVisible();
  await page.getByLabel('Unit').selectOption({ label: 'Intensive care' });
  await page.getByLabel('What for').selectOption({ label: 'Programme a dose' });
  await page.getByRole('button', { name: 'Show' }).click();
  await isAlive(page);
  const person = page.getByRole('listitem').filter({ hasText: nurse.name });
  await expect(person).toContainText('Nothing that counts was shown yet.');

  const ticket = await start(nurse.request, 'graded');
  await deliver(nurse.request, ticket, carefulRun(ticket));
  await page.getByLabel('Tonight, 22:00').check();
  await page.getByRole('button', { name: 'Show' }).click();
  await isAlive(page);
  await expect(person).toContainText(/Current, through \d+ \w+ \d{4}/);
  await expect(page.getByText(/22:00 \(UTC/)).toBeVisible();
  await expectAccessible(page);
});

test('a time without a date is asked for again', async ({ contextAs }) => {
  const page = await (await contextAs('manager')).newPage();
  await open(page, '/readiness?when=at&date=&time=');
  await expect(page.getByText('Give a date and a time, or choose now or tonight.')).toBeVisible();
});
