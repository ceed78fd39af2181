/** Where a day begins: what is worth opening, and search by fields. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemoPage, seriousFaults, signIn, type DemoPage } from './support.ts';

interface Found {
  readonly id: string;
  readonly label: string;
  readonly type: string;
}
let demo: DemoPage;
let start: Found;
let uscc = '';

const hits = () => demo.page.locator('.home-search .node-list.hits li');
const way = (name: string) =>
  demo.page.locator('.home-search .ant-segmented').getByText(name, { exact: true }).click();
const home = async (): Promise<void> => {
  await demo.page.goto(demo.server.url);
  await demo.page.locator('.home-overview .bars li').first().waitFor();
};

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

  it('searches by two conditions on fields, and opens what it found', async () => {
    await home();
    await way('按字段');
    const values = demo.page.getByRole('textbox', { name: '值' });
    await values.first().fill(start.label.slice(2, 5));
    await demo.page.getByRole('button', { name: '添加条件' }).click();
    const attribute = demo.page.locator('.home-search .row').nth(2).locator('.ant-select').first();
    await attribute.click();
    await demo.page.keyboard.type('统一社会信用代码');
    await demo.page.keyboard.press('Enter');
    await values.nth(1).fill(uscc.slice(0, 10));
    await values.nth(1).press('Enter');
    await hits().filter({ hasText: start.label }).first().waitFor();
    expect(await seriousFaults(demo.page)).toEqual([]);
    await demo.page.getByRole('button', { name: /在网络中打开/ }).click();
    await demo.page.getByTestId('status-shown').waitFor();
    await demo.page.waitForURL(/\/network/);
  });
});
