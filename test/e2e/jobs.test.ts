/** Long work on the Jobs screen: what ran, filters, keyboard, a rebuild from start to end, and both languages, in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openDemoPage, seriousFaults, signIn, type DemoPage } from './support.ts';

let demo: DemoPage;
const rows = () => demo.page.getByTestId('job-row');

describe('the jobs screen', () => {
  beforeAll(async () => {
    demo = await openDemoPage();
    await signIn(demo.page, `${demo.server.url}/jobs`, '陈关员');
  });
  afterAll(async () => demo?.close());

  it('lists what ran, with a way to its result', async () => {
    await rows().first().waitFor();
    await demo.page.locator('.ant-modal-mask').waitFor({ state: 'hidden' });
    const { jobs } = await demo.api.ask<{ jobs: { total: number } }>('{ jobs { total } }');
    expect(jobs.total).toBeGreaterThan(3);
    await demo.page
      .getByTestId('status-shown')
      .getByText(`${jobs.total} / ${jobs.total}`)
      .waitFor();
    expect(await rows().count()).toBe(jobs.total);
    const imported = rows().filter({ hasText: '导入' }).first();
    expect(await imported.locator('a').getAttribute('href')).toMatch(/^\/imports\/[\da-f-]+$/);
    expect(await seriousFaults(demo.page, '.jobs')).toEqual([]);
  });

  it('filters by state and words, and says when nothing fits', async () => {
    await demo.page.getByPlaceholder('按内容或发起人查找').fill('没有这样的任务');
    await demo.page.getByText('没有符合条件的任务').waitFor();
    await demo.page.getByPlaceholder('按内容或发起人查找').fill('');
    await rows().first().waitFor();
  });

  it('goes through the rows and opens a result by keys', async () => {
    await rows().first().focus();
    await demo.page.keyboard.press('ArrowDown');
    expect(await demo.page.locator('[data-testid=job-row]:focus').textContent()).toBe(
      await rows().nth(1).textContent(),
    );
    await rows().filter({ hasText: '导入' }).first().focus();
    await demo.page.keyboard.press('Enter');
    await demo.page.waitForURL(/\/imports\/[\da-f-]+/);
    await demo.page.goto(`${demo.server.url}/jobs`);
    await rows().first().waitFor();
  });

  it('rebuilds the view: told while it runs, past its point of no return, and done', async () => {
    await demo.page.getByTestId('rebuild').click();
    await demo.page.locator('.ant-popconfirm .ant-btn-primary').click();
    const row = rows().filter({ hasText: '重建图谱' }).first();
    await row.waitFor();
    await eventually(
      demo.page,
      async () => (await row.getAttribute('data-state')) === 'done',
      'the rebuild is done',
    );
    const { jobs } = await demo.api.ask<{
      jobs: { jobs: { state: string; owner: string; pastReturn: boolean }[] };
    }>('{ jobs(kinds: ["rebuild"]) { jobs { state owner pastReturn } } }');
    expect(jobs.jobs).toEqual([{ state: 'done', owner: '陈关员', pastReturn: true }]);
    if (process.env['SHOTS'])
      await demo.page.screenshot({ path: `${process.env['SHOTS']}/jobs.png` });
  });

  it('speaks English too', async () => {
    await demo.page.getByTestId('language').click();
    await demo.page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await rows().filter({ hasText: 'Rebuild of the graph view' }).first().waitFor();
  });
});
