/** Where a day begins: search in its three ways, suggestions, cases, and two people on one investigation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openDemoPage, seriousFaults, signIn, type DemoPage } from './support.ts';

interface Found {
  readonly id: string;
  readonly label: string;
  readonly type: string;
}
let demo: DemoPage;
let start: Found;
let uscc = '';

const searchBox = () => demo.page.locator('.home-search input:not([type=radio])').first();
const hits = () => demo.page.locator('.home-search .node-list.hits li');
const way = (name: string) =>
  demo.page.locator('.home-search .ant-segmented').getByText(name, { exact: true }).click();
const home = async (): Promise<void> => {
  await demo.page.goto(demo.server.url);
  await demo.page.locator('.home-overview .bars li').first().waitFor();
};
const details = () => demo.page.getByTestId('details-label');

describe('the home screen', () => {
  beforeAll(async () => {
    demo = await openDemoPage();
    const { overview } = await demo.api.ask<{ overview: { suggestions: Found[] } }>(
      '{ overview { suggestions { id label type } } }',
    );
    const found = overview.suggestions.find((one) => one.type === 'Enterprise');
    if (!found) throw new Error('the demo suggests no enterprise');
    start = found;
    const { entity } = await demo.api.ask<{
      entity: { attributes: { name: string; value: unknown }[] };
    }>('query ($id: ID!) { entity(id: $id) { attributes { name value } } }', {
      id: start.id,
    });
    uscc = String(entity.attributes.find((one) => one.name === 'uscc')?.value);
    await signIn(demo.page, demo.server.url, '陈关员');
  });
  afterAll(async () => demo?.close());

  it('offers what is worth opening, and can be read by everybody', async () => {
    await home();
    await demo.page.getByRole('link', { name: start.label }).first().waitFor();
    expect(await seriousFaults(demo.page)).toEqual([]);
  });

  it('says what to do where nothing waits yet', async () => {
    await demo.page.getByText('还未进行团伙分析').waitFor();
    await demo.page.getByText('还没有分析结果').waitFor();
    await demo.page.getByText(/还没有对象带自定义标签（.*重点关注/).waitFor();
  });

  it('finds by identifier, and Enter opens the first hit on the network', async () => {
    await searchBox().fill(uscc);
    await hits().filter({ hasText: start.label }).first().waitFor();
    expect(await hits().first().textContent()).toContain(start.label);
    await searchBox().press('Enter');
    await details().getByText(start.label).waitFor();
    expect(await seriousFaults(demo.page)).toEqual([]);
  });

  it('finds by pinyin initials', async () => {
    await home();
    const shenzhen = start.label.startsWith('深圳');
    await searchBox().fill(shenzhen ? 'szs' : 'sz');
    await hits().first().waitFor();
    expect(await hits().first().textContent()).toMatch(/[\u4e00-\u9fff]/);
    await searchBox().fill('查无此企业的名称');
    await demo.page
      .locator('.home-search')
      .getByText(/查无此企业/)
      .first()
      .waitFor();
  });

  it('looks up a pasted list and names what it did not find', async () => {
    await way('批量');
    await demo.page
      .locator('.home-search textarea')
      .fill(`${uscc}\n${start.label}\n不存在之物XQZ123`);
    await demo.page.getByRole('button', { name: '查询 3 项' }).click();
    await hits().filter({ hasText: start.label }).first().waitFor();
    await demo.page
      .locator('.home-search')
      .getByText(/未查到：.*不存在之物XQZ123/)
      .waitFor();
    expect(await seriousFaults(demo.page)).toEqual([]);
  });

  it('says who of a pasted list is connected with whom, and how', async () => {
    const { expand } = await demo.api.ask<{ expand: { nodes: Found[] } }>(
      'query ($ids: [ID!]!) { expand(ids: $ids, depth: 1) { nodes { id label type } } }',
      { ids: [start.id] },
    );
    const phone = expand.nodes.find(({ type }) => type === 'Phone');
    if (!phone) throw new Error('the start has no phone');
    await demo.page.locator('.home-search textarea').fill(`${uscc}\n${phone.label}`);
    await demo.page.getByRole('button', { name: '查询 2 项' }).click();
    await demo.page.getByTestId('connections').click();
    const row = demo.page.getByTestId('connection-row');
    await row.first().waitFor();
    expect(await row.count()).toBe(1);
    expect(await row.textContent()).toContain(`${phone.label}1`);
    expect(await row.locator('.path-link').textContent()).toContain('使用电话');
    expect(await demo.page.getByTestId('connections-told').textContent()).toContain(
      '1 对中已查 1 对',
    );
    expect(await seriousFaults(demo.page)).toEqual([]);
  });

  it('searches by conditions on fields, an amount in yuan, and opens what it found', async () => {
    await way('按字段');
    const values = demo.page.getByRole('textbox', { name: '值' });
    await values.first().fill(start.label.slice(2, 5));
    await demo.page.getByRole('button', { name: '添加条件' }).click();
    const choose = async (row: number, place: number, words: string) => {
      const select = demo.page.locator('.home-search .row').nth(row).locator('.ant-select');
      await select.nth(place).click();
      if (place === 0) await demo.page.keyboard.type(words);
      const open = demo.page.locator('.ant-select-dropdown:visible');
      await open.locator('.ant-select-item-option').filter({ hasText: words }).first().click();
      await open.waitFor({ state: 'hidden' });
    };
    await choose(2, 0, '统一社会信用代码');
    await demo.page.getByRole('button', { name: '添加条件' }).click();
    await choose(3, 0, '注册资本');
    await choose(3, 1, '不小于');
    await demo.page.locator('.home-search .row').nth(3).getByText('元', { exact: true }).waitFor();
    await demo.page.getByText('按人民币元比较').waitFor();
    await values.nth(2).fill('1万亿');
    await values.nth(1).fill(uscc.slice(0, 10));
    await values.nth(1).press('Enter');
    await demo.page.getByText('查到 0 个').waitFor();
    await values.nth(2).fill('1万');
    await values.nth(1).press('Enter');
    await hits().filter({ hasText: start.label }).first().waitFor();
    expect(await seriousFaults(demo.page)).toEqual([]);
    await demo.page.getByTestId('save-query').click();
    await demo.page.getByTestId('query-name').fill('大注册资本');
    await demo.page.getByTestId('query-name').press('Enter');
    await demo.page.getByTestId('saved-query').filter({ hasText: '大注册资本' }).waitFor();
    await home();
    await way('名称或编号');
    await demo.page.getByTestId('saved-query').click();
    await hits().filter({ hasText: start.label }).first().waitFor();
    expect(await demo.page.getByRole('textbox', { name: '值' }).count()).toBe(3);
    // The address asks again by itself, and another way to search leaves it.
    await demo.page.reload();
    await hits().filter({ hasText: start.label }).first().waitFor();
    await way('批量');
    expect(new URL(demo.page.url()).search).toBe('');
    await demo.page.goBack();
    await demo.page.goto(demo.server.url);
    await demo.page.getByRole('button', { name: '删除此查询' }).click();
    await demo.page.getByText('还没有已存查询').waitFor();
    await demo.page.getByRole('button', { name: '撤销' }).click();
    await demo.page.getByTestId('saved-query').click();
    await hits().filter({ hasText: start.label }).first().waitFor();
    await demo.page.getByRole('button', { name: /在网络中打开/ }).click();
    await demo.page.getByTestId('status-shown').waitFor();
    await demo.page.waitForURL(/\/network/);
  });

  it('joins what two pages do to one case: the picture by what it holds, the notes by sentence', async () => {
    await demo.page.getByTestId('canvas').focus();
    await demo.page.keyboard.press('Control+s');
    await demo.page.getByTestId('investigation-title').fill('两人同案');
    await demo.page.getByTestId('investigation-title').press('Enter');
    await demo.page.waitForURL(/\/network\/[0-9a-f-]{36}/);
    const other = await demo.page.context().newPage();
    const state = (page: typeof other) => page.getByTestId('save-state').getAttribute('data-state');
    const saved = (page: typeof other, what: string) =>
      eventually(page, async () => (await state(page)) === 'saved', what);
    const note = async (page: typeof other, text: string): Promise<void> => {
      await page.getByTestId('open-notes').click();
      await page.getByTestId('case-notes').press('Control+End');
      await page.getByTestId('case-notes').pressSequentially(text);
    };
    await other.goto(demo.page.url());
    await saved(other, 'opened twice');
    await note(other, '法人另有公司。');
    // Typed and not left: still open, and yet stored.
    await saved(other, 'notes stored while the cursor is in them');
    const stored = async () => {
      const id = new URL(demo.page.url()).pathname.split('/').at(-1);
      const { investigation } = await demo.api.ask<{
        investigation: { notes: string; state: { nodes: unknown[]; pinned: string[] } };
      }>('query ($id: ID!) { investigation(id: $id) { notes state } }', { id });
      return investigation;
    };
    expect((await stored()).notes).toBe('法人另有公司。');
    await other.keyboard.press('Escape');
    await other.getByTestId('canvas').focus();
    await other.keyboard.press('Control+a');
    await other.keyboard.press('p');
    await eventually(other, async () => (await stored()).state.pinned.length > 0, 'pinned there');
    await note(demo.page, '口岸待查。');
    await saved(demo.page, 'joined here');
    expect((await stored()).notes).toBe('法人另有公司。\n口岸待查。');
    expect((await stored()).state.pinned.length).toBeGreaterThan(0);
    await demo.page.getByTestId('joined').waitFor();
    await demo.page.keyboard.press('Escape');
    await other.bringToFront();
    await other.evaluate(`window.dispatchEvent(new Event('focus'))`);
    await eventually(
      other,
      async () => (await other.getByTestId('joined').count()) > 0,
      'the other page sees it when somebody comes back to it',
    );
    await other.close();
  });

  it('keeps what was typed when the page is closed at once', async () => {
    await demo.page.getByTestId('open-notes').click();
    await demo.page.getByTestId('case-notes').press('Control+End');
    await demo.page.keyboard.type('最后一句');
    await demo.page.reload();
    await demo.page.getByTestId('open-notes').click();
    await eventually(
      demo.page,
      async () => (await demo.page.getByTestId('case-notes').inputValue()).endsWith('最后一句'),
      'the last sentence',
    );
    await demo.page.keyboard.press('Escape');
  });

  it('gives each key one meaning on every screen, as the sheet of keys says', async () => {
    const { page, server } = demo;
    const screens = await page
      .locator('nav a[href]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(screens.length).toBeGreaterThanOrEqual(9);
    const told: Record<string, string[]> = {};
    for (const path of screens) {
      await page.goto(`${server.url}${path}`);
      await page.locator('main, .screen').first().waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.locator('.help-sheet kbd').first().waitFor();
      const keys = await page.locator('.help-sheet kbd').allTextContents();
      const all = keys.flatMap((text) => text.split(' / '));
      told[path] = all.filter((key, place) => all.indexOf(key) !== place);
    }
    expect(told).toEqual(Object.fromEntries(screens.map((path) => [path, []])));
  });

  it('lists cases, deletes one and takes it back', async () => {
    await demo.page.goto(`${demo.server.url}/cases`);
    const row = demo.page
      .locator('tr.ant-table-row')
      .filter({ has: demo.page.getByText('两人同案', { exact: true }) });
    await row.waitFor();
    expect(await seriousFaults(demo.page)).toEqual([]);
    await row.getByRole('button', { name: '删除' }).click();
    await row.waitFor({ state: 'hidden' });
    await demo.page.locator('.ant-notification').getByRole('button', { name: '撤销' }).click();
    await row.waitFor();
    await row.focus();
    await demo.page.keyboard.press('Enter');
    await demo.page.waitForURL(/\/network\/[0-9a-f-]{36}/);
  });

  it('complained about nothing', () => {
    expect(demo.complaints.filter((one) => !one.includes('409'))).toEqual([]);
  });
});
