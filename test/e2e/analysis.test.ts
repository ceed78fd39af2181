/** Gang analysis as an analyst works with it: form, run, ranked groups, canvas, verdict, gang. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from '@phecda/etl/demo/answers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoFiles } from '../support/demo-world.ts';
import { pdfText } from '../support/pdf-text.ts';
import { eventually, openDemoPage, seriousFaults, signIn, type DemoPage } from './support.ts';

let demo: DemoPage;

beforeAll(async () => {
  demo = await openDemoPage();
  await signIn(demo.page, `${demo.server.url}/analysis`, '王芳');
}, 300_000);
afterAll(() => demo.close());

test('a run is started from its form, tells how far it is, and lists ranked groups with why others are left out', async () => {
  const { page } = demo;
  await page.getByTestId('new-run').click();
  await page.getByTestId('parameter-minEnterprises').waitFor();
  await page.getByTestId('start-run').click();
  const rows = page.getByTestId('group-row');
  await rows.first().waitFor();
  expect(await rows.first().getAttribute('data-rank')).toBe('1');
  expect(await rows.count()).toBeGreaterThan(1);
  await page.getByTestId('group-panel').waitFor();
  expect(page.url()).toMatch(/\/analysis\/[0-9a-f-]{36}/);
  expect(await seriousFaults(page)).toEqual([]);
});

test('groups are screened again by tags, and one is dismissed with a reason that later runs tell', async () => {
  const { page } = demo;
  const rows = page.getByTestId('group-row');
  const all = await rows.count();
  const address = page.url().split('?')[0] ?? '';
  await page.goto(`${address}?tag=filed-smuggling-case`);
  await rows.first().waitFor();
  expect(await rows.count()).toBeLessThan(all);
  await page.goto(address);
  const last = rows.last();
  await last.click();
  const panel = page.getByTestId('group-panel');
  await panel.getByRole('button', { name: '排除' }).click();
  await page.getByTestId('reason').fill('家族企业');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await panel.getByText('家族企业').waitFor();
  await page.goto(`${address}?verdict=dismissed`);
  await rows.first().waitFor();
  expect(await rows.count()).toBe(1);
  await page.goto(`${address}?verdict=open`);
  await rows.first().waitFor();
  expect(await rows.count()).toBe(all - 1);
});

test('the chosen group opens on the canvas within a hull', async () => {
  const { page } = demo;
  const group = page.url();
  await page.getByTestId('open-on-canvas').click();
  await page.waitForURL(/\/network/);
  await page.waitForURL((url) => !url.searchParams.has('add'));
  await eventually(
    page,
    () =>
      page.evaluate<boolean>(
        `sessionStorage.getItem('phecda.draft')?.includes('"by":"gang"') === true`,
      ),
    'the members stand on the canvas as a gang',
  );
  await page.goto(group);
  await page.getByTestId('group-panel').waitFor();
});

test('a confirmed group is a gang under watch, with its reason, its members and a history', async () => {
  const { page } = demo;
  await page.getByTestId('confirm-group').click();
  await page.getByTestId('reason').fill('共用电话与司机');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await page.getByTestId('gang-page').waitFor();
  expect(await page.getByText('共用电话与司机').count()).toBeGreaterThan(0);
  const answer = await demo.api.ask<{
    gangs: { name: string; monitored: boolean; size: number; history: { act: string }[] }[];
  }>('{ gangs { name monitored size history { act } } }');
  expect(answer.gangs).toHaveLength(1);
  expect(answer.gangs[0]).toMatchObject({ monitored: true, history: [{ act: 'confirmed' }] });
  expect(answer.gangs[0]!.size).toBeGreaterThan(1);
  expect(await seriousFaults(page)).toEqual([]);
  await page.goto(`${demo.server.url}/gangs`);
  await page.getByTestId('gang-row').first().waitFor();
  expect(await page.getByTestId('gang-row').count()).toBe(1);
});

test.each(['zh', 'en'] as const)(
  'its report prints as PDF with every member, in %s',
  async (language) => {
    const { page } = demo;
    const { gangs } = await demo.api.ask<{
      gangs: { id: string; members: { node: { label: string } }[] }[];
    }>('{ gangs { id members { node { label } } } }');
    const gang = gangs[0]!;
    await page.evaluate(
      `localStorage.setItem('phecda.preferences', JSON.stringify({ language: '${language}' }))`,
    );
    await page.goto(`${demo.server.url}/gangs/${gang.id}/report`);
    await page.getByTestId('gang-report').locator('tbody tr').first().waitFor();
    const text = pdfText(await page.pdf({ format: 'A4', printBackground: true }));
    for (const { node } of gang.members)
      expect(text).toContain(node.label.normalize('NFKC').replaceAll(/\s/g, ''));
    expect(text).toContain(language === 'zh' ? '团伙' : 'Gang');
    // Nothing but the sheet: neither the bar of actions nor the menu.
    const button = await page.getByTestId('print-report').textContent();
    expect(text).not.toContain((button ?? '').normalize('NFKC').replaceAll(/\s/g, ''));
  },
);

test('the one fact that holds two halves together is judged with a click, and is left out of the next run', async () => {
  const { page, api } = demo;
  await page.evaluate(
    `localStorage.setItem('phecda.preferences', JSON.stringify({ language: 'zh' }))`,
  );
  const { startJob } = await api.ask<{ startJob: { id: string } }>(
    'mutation ($input: JSON!) { startJob(kind: "analysis", input: $input) { id } }',
    {
      // Loose groups: some of them hang together by one thing.
      input: {
        question: 'gangs',
        parameters: { resolutions: [0.0001, 0.0002], minEvidence: 0, minEnterprises: 4 },
      },
    },
  );
  interface Answer {
    gangRun: {
      groups: { key: string; weakLink: { entity: { id: string; label: string } | null } | null }[];
    } | null;
  }
  let groups: NonNullable<Answer['gangRun']>['groups'] = [];
  await eventually(
    page,
    async () => {
      const { gangRun } = await api.ask<Answer>(
        'query ($run: ID!) { gangRun(run: $run) { groups { key weakLink { entity { id label } } } } }',
        { run: startJob.id },
      );
      groups = gangRun?.groups ?? [];
      return gangRun !== null;
    },
    'the run is over',
  );
  const group = groups.find(({ weakLink }) => weakLink?.entity);
  const address = `${demo.server.url}/analysis/${startJob.id}?group=${group?.key ?? ''}`;
  await page.goto(address);
  // The fact alone is selected between its halves.
  await page.getByTestId('weak-look').click();
  await page
    .getByTestId('details-label')
    .getByText(group?.weakLink?.entity?.label ?? '')
    .waitFor();
  await page.goto(address);
  await page.getByTestId('weak-apart').click();
  await page.getByTestId('reason').fill('代账会计的电话');
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await page.getByTestId('weak-verdict').getByText('代账会计的电话').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('weak-again').click();
  await page.getByTestId('start-run').click();
  await page.waitForURL((url) => !url.pathname.endsWith(startJob.id));
  await page.getByText('1 项事实未计入').waitFor();
});

test('what narrows the list stands in its address, and what is shown goes to a spreadsheet', async () => {
  const { page } = demo;
  await page.goto(`${demo.server.url}/gangs?state=closed`);
  await page.getByText('没有符合').waitFor();
  await page.goto(`${demo.server.url}/gangs?state=monitored`);
  await page.getByTestId('gang-row').first().waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('as-csv').click(),
  ]);
  expect(file.suggestedFilename()).toBe('gangs.csv');
  const text = await readFile(await file.path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(2);
  expect(text).toContain('共用电话与司机');
});

test('closed loops are a question of their own: each is told link by link and opens on the canvas', async () => {
  const { page } = demo;
  const { folder } = await demoFiles();
  const answers = JSON.parse(await readFile(join(folder, 'answers.json'), 'utf8')) as Answers;
  await page.goto(`${demo.server.url}/analysis`);
  await page.getByTestId('new-run').click();
  await page.getByRole('combobox', { name: '问题', exact: true }).click();
  await page.getByTitle('闭环分析').click();
  await page.getByTestId('parameter-maxLength').waitFor();
  await page.getByTestId('start-run').click();
  const rows = page.getByTestId('loop-row');
  await rows.first().waitFor();
  const kinds = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-kind')));
  for (const { kind } of answers.rings) {
    const at = kinds.indexOf(kind === 'round-trip' ? 'roundTrip' : 'shareholding');
    expect(at, kind).toBeGreaterThanOrEqual(0);
    kinds.splice(at, 1);
  }
  const ring = rows.filter({ hasText: '持股闭环' }).first();
  await ring.click();
  const chain = page.getByTestId('loop-panel').locator('.loop-chain > li');
  await page.getByTestId('loop-panel').getByText('股东').first().waitFor();
  const members = await chain.count();
  expect(members).toBeGreaterThanOrEqual(3);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('loop-on-canvas').click();
  await page.waitForURL(/\/network/);
  await page.waitForURL((url) => !url.searchParams.has('add'));
  await eventually(
    page,
    () =>
      page.evaluate<boolean>(
        `(sessionStorage.getItem('phecda.draft')?.match(/"kind":"shareholder"/g) ?? []).length >= ${members}`,
      ),
    'the ring stands on the canvas with its shares',
  );
});

test('runs are sorted by their columns; address, spreadsheet and the way back keep the order', async () => {
  const { page } = demo;
  await page.goto(`${demo.server.url}/analysis?order=seconds`);
  const heading = (name: string) => page.getByRole('columnheader', { name });
  await page.getByTestId('run').nth(1).waitFor();
  expect(await heading('用时').getAttribute('aria-sort')).toBe('ascending');
  const written = async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('as-csv').click(),
    ]);
    const [, ...rows] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    return rows.map((row) => Number(row.split(',').at(-2)));
  };
  const ascending = await written();
  expect(ascending.length).toBe(await page.getByTestId('run').count());
  expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
  await heading('用时').click();
  await page.waitForURL(/order=-seconds/);
  expect(await written()).toEqual([...ascending].reverse());
  await page.reload();
  await page.getByTestId('run').first().waitFor();
  expect(await heading('用时').getAttribute('aria-sort')).toBe('descending');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('run').first().getByRole('link').click();
  await page.getByTestId('group-panel').waitFor();
  await page.goBack();
  await page.waitForURL(/\/analysis\?order=-seconds/);
  await page.getByTestId('run').first().press('Enter');
  await page.getByTestId('group-panel').waitFor();
  await page.locator('.analysis-header').getByRole('link').click();
  await page.waitForURL(/\/analysis\?order=-seconds/);
});

test('complained about nothing', () => {
  expect(demo.complaints).toEqual([]);
});
