/** A targeting list as an analyst makes it: from a gang to a draft, edited, approved, handed out, and what it met shown where it came from. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemoPage, seriousFaults, signIn, type DemoPage } from './support.ts';

let demo: DemoPage;
let gang = '';

const ok = () => demo.page.locator('.ant-modal-footer .ant-btn-primary').click();
const because = async (reason: string): Promise<void> => {
  await demo.page.getByTestId('reason').fill(reason);
  await ok();
  await demo.page
    .getByTestId('reason')
    .waitFor({ state: 'detached' })
    .catch(async (error: unknown) => {
      const dialog = await demo.page.locator('.ant-modal-container').allInnerTexts();
      throw new Error(`The dialog stays: ${dialog.join(' | ')}`, { cause: error });
    });
};

beforeAll(async () => {
  demo = await openDemoPage();
  await signIn(demo.page, `${demo.server.url}/targeting`, '王芳');
  const { overview } = await demo.api.ask<{
    overview: { suggestions: { id: string; type: string }[] };
  }>('{ overview { suggestions { id type } } }');
  const ids = overview.suggestions.filter(({ type }) => type === 'Enterprise').map(({ id }) => id);
  const { gangFromSelection } = await demo.api.ask<{ gangFromSelection: { id: string } }>(
    'mutation G($ids: [ID!]!) { gangFromSelection(ids: $ids, name: "盐田一组", reason: "共用电话") { id } }',
    { ids: ids.slice(0, 4) },
  );
  gang = gangFromSelection.id;
}, 300_000);
afterAll(() => demo.close());

test('an empty place says where lists come from', async () => {
  await demo.page.getByText('还没有布控清单').waitFor();
  expect(await seriousFaults(demo.page)).toEqual([]);
});

test('a gang becomes a draft with lines filled in', async () => {
  const { page } = demo;
  await page.goto(`${demo.server.url}/gangs/${gang}`);
  await page.getByTestId('draft-targeting').click();
  await because('换港后首次申报');
  await page.getByTestId('targeting-page').waitFor();
  expect(await page.getByTestId('target-line').count()).toBeGreaterThan(3);
  expect(await page.getByTestId('list-figures').textContent()).toMatch(/命中 [1-9]/);
  expect(await seriousFaults(page)).toEqual([]);
});

test('a line is edited, another removed, and both are saved with a reason', async () => {
  const { page } = demo;
  const lines = page.getByTestId('target-line');
  const before = await lines.count();
  await lines.last().getByRole('button', { name: '删除布控项' }).click();
  await lines.first().getByRole('button', { name: '修改布控项' }).click();
  await page.getByRole('textbox', { name: '商品编码' }).fill('84.71');
  await ok();
  await page.getByRole('textbox', { name: '商品编码' }).waitFor({ state: 'detached' });
  expect(await lines.count()).toBe(before - 1);
  await page.getByTestId('save-lines').click();
  await because('收窄到主要商品');
  await page.getByText('第 2 版').first().waitFor();
  await lines.first().getByText('8471').first().waitFor();
});

test('it is submitted and approved, downloads in three forms, and the gang shows it', async () => {
  const { page } = demo;
  const list = page.url();
  await page.getByTestId('move-submit').click();
  await because('请审批');
  await page.goto(demo.server.url);
  await page
    .getByTestId('task-approve')
    .getByRole('link', { name: /盐田一组/ })
    .click();
  await page.waitForURL(list);
  await page.getByTestId('move-approve').click();
  await because('同意');
  await page.getByTestId('move-approve').waitFor({ state: 'detached' });
  await page.getByText('生效', { exact: true }).first().waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const file = async (form: string) =>
    fetch(`${demo.server.url}/api/targeting/${id}.${form}?language=zh`);
  const csv = await (await file('csv')).text();
  expect(csv.split('\r\n')[0]).toContain('统一社会信用代码');
  expect(csv).toContain('换港后首次申报');
  const sheet = new Uint8Array(await (await file('xlsx')).arrayBuffer());
  expect([...sheet.slice(0, 2)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PK');
  const json = (await (await file('json')).json()) as {
    list: { state: string; approvedBy: string };
    lines: { hs: string; enterprise: string }[];
  };
  expect(json.list).toMatchObject({ state: 'approved', approvedBy: '王芳' });
  expect(json.lines[0]?.hs).toBe('8471');
  expect((await file('exe')).status).toBe(404);
  await page.goto(`${demo.server.url}/gangs/${gang}`);
  await page.getByTestId('gang-lists').click();
  await page.getByTestId('targeting-page').waitFor();
  await page.goto(`${demo.server.url}/targeting`);
  await page.getByText('按团伙').waitFor();
  expect(await page.getByTestId('targeting-row').count()).toBe(1);
  expect(await seriousFaults(page)).toEqual([]);
});

test('complained about nothing', () => {
  expect(demo.complaints).toEqual([]);
});
