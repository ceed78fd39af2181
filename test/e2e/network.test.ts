/** From a name to a network with the rows behind it, in a real browser against the real server. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually as happens, openDemoPage, patienceMs, type DemoPage } from './support.ts';

let demo: DemoPage;
let start: { id: string; label: string };
let pair: { id: string; label: string }[] = [];

const shown = async (): Promise<string> =>
  (await demo.page.getByTestId('status-shown').textContent()) ?? '';
const onCanvas = async (): Promise<number> =>
  Number(/[\d,]+ \/ ([\d,]+)/.exec(await shown())?.[1]?.replaceAll(',', '') ?? 0);
const focus = (): Promise<void> => demo.page.getByTestId('canvas').focus();

const eventually = (check: () => Promise<boolean>, what: string): Promise<void> =>
  happens(demo.page, check, what);

describe('the network screen', () => {
  beforeAll(async () => {
    demo = await openDemoPage();
    const { overview } = await demo.api.ask<{
      overview: { suggestions: { id: string; label: string; type: string }[] };
    }>('{ overview { suggestions { id label type } } }');
    const found = overview.suggestions.find((one) => one.type === 'Enterprise');
    if (!found) throw new Error('the demo suggests no enterprise');
    start = found;
    pair = overview.suggestions.filter((one) => one.type === 'Enterprise').slice(0, 2);
  });
  afterAll(async () => demo?.close());

  it('asks who works here before anything else', async () => {
    await demo.page.goto(`${demo.server.url}/network`);
    await demo.page.getByTestId('operator-name').fill('陈关员');
    await demo.page.getByTestId('operator-name').press('Enter');
    await demo.page.getByRole('button', { name: '陈关员' }).waitFor();
  });

  it('finds by part of a name with Ctrl+K and puts the entity on the canvas', async () => {
    await demo.page.keyboard.press('Control+k');
    await demo.page.getByTestId('palette-input').fill(start.label.slice(2, 6));
    await demo.page.getByRole('option', { name: start.label }).first().click();
    await demo.page.getByTestId('details-label').getByText(start.label).waitFor();
    await eventually(async () => (await onCanvas()) === 1, 'it alone on the canvas');
  });

  it('previews by kind before it expands, then keeps the limit it states', async () => {
    await focus();
    await demo.page.keyboard.press('Shift+E');
    await demo.page.getByTestId('expand-preview').getByRole('checkbox').first().waitFor();
    await demo.page.getByTestId('expand-go').click();
    await eventually(async () => (await onCanvas()) > 5, 'neighbours on the canvas');
  });

  it('takes back and does again', async () => {
    const before = await onCanvas();
    await focus();
    await demo.page.keyboard.press('Control+z');
    await eventually(async () => (await onCanvas()) === 1, 'undo');
    await demo.page.keyboard.press('Control+Shift+Z');
    await eventually(async () => (await onCanvas()) === before, 'redo');
  });

  it('shows the files and rows behind the attributes', async () => {
    await demo.page.getByTestId('all-statements').click();
    const rows = demo.page.getByTestId('statements').locator('tbody tr.ant-table-row');
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toMatch(
      /_\d{8}\.\w+|\.(csv|jsonl|xlsx|xml|parquet|txt)/,
    );
    await demo.page.keyboard.press('Escape');
    await rows.first().waitFor({ state: 'hidden' });
  });

  it('opens the declarations behind a trade relation', async () => {
    await focus();
    await demo.page.keyboard.press('d');
    const drawer = demo.page.getByTestId('drawer');
    await drawer.getByText('关联', { exact: true }).first().click();
    await drawer.getByPlaceholder('筛选').fill('申报于');
    await drawer.locator('.ant-table-row').first().click();
    await demo.page.getByTestId('open-declarations').first().click();
    const rows = demo.page.getByTestId('declarations').locator('tbody tr.ant-table-row');
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toContain('报关单_');
    await demo.page.keyboard.press('Escape');
    await rows.first().waitFor({ state: 'hidden' });
    await focus();
    await demo.page.keyboard.press('d');
  });

  it('narrows by the scope and says how much is left', async () => {
    const all = await onCanvas();
    await demo.page.locator('.scope-panel .facet li button').first().click();
    await eventually(
      async () => !(await shown()).includes(`${all} / ${all}`),
      'fewer shown than there are',
    );
    expect(await onCanvas()).toBe(all);
    await demo.page.getByTestId('scope-reset').click();
  });

  it('draws the same network with WebGL and without', async () => {
    expect(await demo.page.getByTestId('canvas').getAttribute('data-renderer')).toBe('canvas');
    await demo.page.getByTestId('menu-more').click();
    await demo.page.getByText('用显卡绘图').click();
    await eventually(
      async () => (await demo.page.getByTestId('canvas').locator('canvas').count()) > 4,
      'layers of WebGL',
    );
    const alive = await demo.page
      .getByTestId('canvas')
      .evaluate((host) =>
        [...host.querySelectorAll('canvas')].some(
          (canvas) => canvas.getContext('webgl2')?.isContextLost() === false,
        ),
      );
    expect(alive).toBe(true);
    await demo.page.getByTestId('menu-more').click();
    await demo.page.getByText('不用显卡绘图').click();
    await eventually(
      async () =>
        (await demo.page.getByTestId('canvas').getAttribute('data-renderer')) === 'canvas',
      'plain canvas again',
    );
  });

  it('exports what is shown, safe for spreadsheets', async () => {
    const download = demo.page.waitForEvent('download');
    await demo.page.getByTestId('menu-export').click();
    await demo.page.getByText('导出表格 CSV').click();
    const path = await (await download).path();
    const text = await readFile(path, 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text).toContain(start.label);
    expect(text).not.toMatch(/(^|,)"?[=+@]/m);
  });

  it('saves as an investigation that opens by its address as it was', async () => {
    const before = await shown();
    await focus();
    await demo.page.keyboard.press('Control+s');
    await demo.page.getByTestId('investigation-title').fill('测试案件');
    await demo.page.getByTestId('investigation-title').press('Enter');
    await demo.page.waitForURL(/\/network\/[0-9a-f-]{36}/);
    await demo.page.reload();
    await eventually(
      async () =>
        (await demo.page.getByTestId('status-shown').count()) > 0 && (await shown()) === before,
      'the same canvas',
    );
    await focus();
    await demo.page.keyboard.press('ArrowRight');
    await demo.page.keyboard.press('p');
    await eventually(
      async () =>
        (await demo.page.getByTestId('save-state').getAttribute('data-state')) === 'changed',
      'a change to save',
    );
    await eventually(
      async () =>
        (await demo.page.getByTestId('save-state').getAttribute('data-state')) === 'saved',
      'saved by itself',
    );
  });

  it('shows a merge at once, keeps both in their places when it is taken back, and does so by undo', async () => {
    const { page } = demo;
    await page.goto(`${demo.server.url}/network?n=${pair.map((one) => one.id).join(',')}`);
    await page.getByTestId('status-shown').waitFor();
    await eventually(async () => (await onCanvas()) === 2, 'two companies');
    await focus();
    await page.keyboard.press('Control+s');
    await page.getByTestId('investigation-title').fill('合并案');
    await page.getByTestId('investigation-title').press('Enter');
    await page.waitForURL(/\/network\/[0-9a-f-]{36}/);
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const places = async () => {
      const { investigation } = await demo.api.ask<{
        investigation: { state: { nodes: { id: string; x: number; y: number }[] } };
      }>('query ($id: ID!) { investigation(id: $id) { state } }', { id });
      return investigation.state.nodes.map((one) => [one.id, one.x, one.y]).sort();
    };
    const before = await places();
    const records = page.getByRole('tab', { name: /记录/ });
    await focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('u');
    await page.getByRole('dialog').locator('textarea').fill('同一家');
    await page.getByRole('dialog').getByRole('button', { name: '合并为一个' }).click();
    await eventually(async () => (await onCanvas()) === 1, 'one company');
    // No reload: the panel tells of both already.
    await records.click();
    const names = page.locator('.record-list').first();
    for (const { label } of pair) await names.getByText(label).first().waitFor();
    await expect
      .poll(async () => (await places()).map(([one]) => one), { timeout: patienceMs })
      .toEqual(before.map(([one]) => one));
    await page.reload();
    await page.getByTestId('status-shown').waitFor();
    await eventually(async () => (await onCanvas()) === 1, 'one company in the stored case');
    await focus();
    await page.keyboard.press('ArrowRight');
    await records.click();
    await page.getByRole('button', { name: '撤回判断' }).first().click();
    await eventually(async () => (await onCanvas()) === 2, 'both again after the retract');
    await expect.poll(places, { timeout: patienceMs }).toEqual(before);
    await focus();
    await page.keyboard.press('Control+z');
    await eventually(async () => (await onCanvas()) === 1, 'the retract undone');
    await focus();
    await page.keyboard.press('Control+Shift+Z');
    await eventually(async () => (await onCanvas()) === 2, 'and done again');
    await expect.poll(places, { timeout: patienceMs }).toEqual(before);
  });

  it('collapses communities when an expansion goes beyond what the canvas draws, and takes back both at once', async () => {
    let before = '';
    for (let left = 5; left > 0 && !(await shown()).includes('个组已收起'); left -= 1) {
      before = await shown();
      await focus();
      await demo.page.keyboard.press('Control+a');
      await demo.page.keyboard.press('e');
      await eventually(async () => (await shown()) !== before, 'an expansion');
      // Communities are found in a worker; only a picture that is large enough collapses.
      await demo.page
        .getByTestId('status-shown')
        .filter({ hasText: '个组已收起' })
        .waitFor({ timeout: 5_000 })
        .catch(() => undefined);
    }
    expect(await shown()).toMatch(/\d 个组已收起/);
    await focus();
    await demo.page.keyboard.press('Control+z');
    const counts = (text: string): string => text.split(' · ')[0] ?? '';
    await eventually(async () => counts(await shown()) === counts(before), 'undo');
  });

  it('speaks English too, and lists its keys', async () => {
    await demo.page.getByTestId('language').click();
    await demo.page.getByText('What is shown').waitFor();
    await focus();
    await demo.page.keyboard.press('?');
    await demo.page.getByRole('dialog').getByText('Path between two').waitFor();
    await demo.page.keyboard.press('Escape');
  });

  it('complained about nothing', () => {
    expect(demo.complaints).toEqual([]);
  });
});
