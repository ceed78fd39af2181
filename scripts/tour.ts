/** `npx tsx scripts/tour.ts URL ANSWERS`: walks the demo district in a running workbench and takes the pictures of docs/tour.md again. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Answers } from '@phecda/etl/demo/answers';

const [address, answersFile] = process.argv.slice(2);
if (!address || !answersFile) throw new Error('usage: tsx scripts/tour.ts URL ANSWERS');
const answers = JSON.parse(await readFile(answersFile, 'utf8')) as Answers;
const folder = join(import.meta.dirname, '../docs/tour');
const numberOf = (ref: string | undefined): string => (ref ?? '').split(':').at(-1) ?? '';

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-angle=swiftshader', '--font-render-hinting=none'],
});
const context = await browser.newContext({
  viewport: { width: 1440, height: 900 },
  locale: 'zh-CN',
  reducedMotion: 'reduce',
});
const page = await context.newPage();

/** Small enough to lie in the repository. */
async function picture(name: string): Promise<void> {
  await page.waitForTimeout(900);
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 50 });
}

/** Puts what is sought on the canvas and shows its neighbours. */
async function open(of: Page, text: string, hops: number): Promise<void> {
  await of.goto(`${address}/network`);
  await of.getByTestId('canvas').waitFor();
  await of.keyboard.press('Control+k');
  await of.getByTestId('palette-input').fill(text);
  await of.getByRole('option').first().click();
  await of.getByTestId('details-label').waitFor();
  for (let hop = 0; hop < hops; hop += 1) {
    await of.getByTestId('canvas').focus();
    await of.keyboard.press('Control+a');
    await of.keyboard.press('e');
    await of.waitForTimeout(2_500);
  }
  await of.getByTestId('canvas').focus();
  await of.keyboard.press('Escape');
  await of.keyboard.press('l');
  await of.waitForTimeout(5_000);
}

async function clear(): Promise<void> {
  await page.evaluate('sessionStorage.clear()');
}

await page.goto(address);
await page.getByTestId('operator-name').fill('新分析员');
await page.getByTestId('operator-name').press('Enter');
await page.getByRole('button', { name: '新分析员' }).waitFor();
await picture('1-home');

await page.goto(`${address}/analysis`);
await page.getByTestId('new-run').click();
await page.getByTestId('parameter-minEnterprises').waitFor();
await page.getByTestId('start-run').click();
const rows = page.getByTestId('group-row');
await page.waitForURL(/\/analysis\/[0-9a-f-]{36}/, { timeout: 300_000 });
await rows.first().waitFor({ timeout: 300_000 });
await picture('2-groups');
for (const [index, name] of ['3-frozen-meat', '4-plastic-waste', '5-chips'].entries()) {
  await rows.nth(index).click();
  await page.getByTestId('group-panel').waitFor();
  if (index === 0) await page.getByRole('tab', { name: '时间轴' }).click();
  await picture(name);
}
const look = page.getByTestId('group-row').filter({ hasText: '粤益木业' });
if ((await look.count()) > 0) {
  await look.first().click();
  await picture('6-family');
}

const seized = answers.gangs.find(({ drift }) => drift !== null);
await clear();
await open(page, numberOf(seized?.core), 2);
await page.keyboard.press('k');
await picture('7-backbone');

await page.goto(`${address}/gangs`);
const known = page.getByTestId('gang-row');
await page.waitForTimeout(1_000);
if ((await known.count()) === 0) {
  await page.goto(`${address}/analysis`);
  await page.getByTestId('run').first().click();
  await rows.first().click();
  await page.getByTestId('confirm-group').click();
  await page.getByTestId('reason').fill('共用电话与司机，查获后换壳');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
} else await known.first().getByRole('link').first().click();
await page.getByTestId('gang-page').waitFor();
await page.getByTestId('activity-sums').waitFor();
await picture('8-gang');
await page.getByTestId('to-drift').click();
await page.getByTestId('ask-drift').click();
await page.locator('.ant-modal-footer .ant-btn-primary').last().click();
await page.getByTestId('port-share').waitFor({ timeout: 120_000 });
await picture('9-drift');
await page.goBack();

await page.goto(`${address}/analysis`);
await page.getByTestId('new-run').click();
await page.getByRole('combobox', { name: '问题', exact: true }).click();
await page.getByTitle('闭环分析').click();
await page.getByTestId('parameter-maxLength').waitFor();
await page.getByTestId('start-run').click();
await page.getByTestId('loop-row').first().click({ timeout: 300_000 });
await page.getByTestId('loop-panel').waitFor();
await picture('10-loops');

await page.goto(`${address}/alerts`);
const linked = page.getByTestId('alert-row').filter({ hasText: '在逃人员' });
await page.waitForTimeout(2_000);
if ((await linked.count()) === 0) {
  await page.goto(`${address}/imports`);
  await page.getByTestId('demo-alert-file').click();
  await page.getByTestId('start-import').click();
  await page.goto(`${address}/alerts`);
  await linked.first().waitFor({ timeout: 60_000 });
}
await linked.first().click({ position: { x: 300, y: 14 } });
await page.getByTestId('alert-path').waitFor();
await picture('11-alert');

await page.goto(`${address}/map`);
await page.getByTestId('mover').nth(3).click();
await page.getByTestId('track-km').waitFor();
await page.getByTestId('stop').first().hover();
await picture('12-map');
await browser.close();
