import { test } from '../support/test';
import { open } from '../support/page';
import { Pump, readOrder } from '../support/pump';

test.use({ as: 'nurse' });
test('spike', async ({ page }) => {
  await page.clock.install();
  await open(page, '/modules/pressor-line-occludes');
  await page.getByRole('link', { name: 'Run it for a grade' }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const pump = new Pump(page);
  const order = await readOrder(page);
  console.log(order);
  await pump.switchOn();
  for (let i = 0; i < 8; i++) { await page.clock.fastForward(1000); await page.waitForTimeout(50); console.log(await page.locator('.run-clock b').innerText(), (await pump.display.innerText()).replace(/\n/g, '|')); }
});
