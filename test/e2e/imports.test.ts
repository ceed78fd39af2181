/** Files in by the Imports screen: recognised, tried, loaded, mended, repeated and withdrawn, in a real browser. */
import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventually,
  openDemoPage,
  patienceMs,
  seriousFaults,
  signIn,
  type DemoPage,
} from './support.ts';

let demo: DemoPage;
let mended: Buffer;
const fileName = '海关备案_20240601.csv';
const header = '海关注册编码,企业名称,统一社会信用代码,备案日期,经营类别,联系电话,附注';
const rows = [
  '3122960001,东海远航国际贸易有限公司,91310000MA1FL0001R,2015-03-02,报关企业,021-58881234,a',
  '4403160002,华南精密机械进出口有限公司,914403001922038216,2012-11-20,进出口货物收发货人,,b',
  '1207260003,北方通达物流有限公司,911200006005302150,2018-07-09,承运企业,,c',
];
const encode = (lines: readonly string[]): Buffer =>
  iconv.encode([header, ...lines, ''].join('\r\n'), 'gb18030');

async function drop(name: string, buffer: Buffer): Promise<void> {
  await demo.page
    .locator('.ant-upload-drag input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer });
  await demo.page.getByTestId('start-import').waitFor();
  await demo.page.locator('.wizard .ant-table-row').first().waitFor();
}

/** The figures of the newest job by their words. */
async function figures(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const cell of await demo.page.getByTestId('job').first().locator('.figure').all())
    found[(await cell.locator('span').textContent()) ?? ''] = Number(
      ((await cell.locator('b').textContent()) ?? '').replaceAll(',', ''),
    );
  return found;
}

async function load(): Promise<void> {
  await demo.page.getByTestId('start-import').click();
  await demo.page.getByTestId('start-import').waitFor({ state: 'hidden' });
  await demo.page.locator('[data-testid=job]').first().locator('.figures').waitFor();
}

const history = (name: string) =>
  demo.page.locator('.history tr.ant-table-row').filter({ hasText: name });
const entities = async (): Promise<number> => {
  const { overview } = await demo.api.ask<{ overview: { entities: { count: number }[] } }>(
    '{ overview { entities { count } } }',
  );
  return overview.entities.reduce((sum, one) => sum + one.count, 0);
};

describe('the imports screen', () => {
  beforeAll(async () => {
    demo = await openDemoPage('empty');
    await signIn(demo.page, `${demo.server.url}/imports`, '陈关员');
  });
  afterAll(async () => demo?.close());

  it('says what belongs here while nothing is loaded', async () => {
    await demo.page.getByText('尚未导入任何文件').waitFor();
    expect(await seriousFaults(demo.page)).toEqual([]);
  });

  it('recognises the encoding and the mapping, and shows columns beside first values', async () => {
    await drop(fileName, encode(rows));
    const wizard = demo.page.locator('.wizard');
    await wizard.getByText(/CSV · GB18030/i).waitFor();
    await wizard
      .getByText(/海关企业备案 · /)
      .first()
      .waitFor();
    await wizard.getByText('东海远航国际贸易有限公司').waitFor();
    await wizard.getByText('未使用的列：附注').waitFor();
    expect(await seriousFaults(demo.page)).toEqual([]);
  });

  it('tries without writing', async () => {
    await demo.page.getByTestId('dry-run').click();
    const trial = demo.page.locator('.wizard [data-testid=job][data-state=done]');
    await trial.waitFor();
    expect(await trial.textContent()).toMatch(/3\s*读取行.*2\s*已导入.*1\s*被隔离/);
    expect(await trial.textContent()).toContain('统一社会信用代码');
    expect(await entities()).toBe(0);
  });

  it('loads what is right and keeps the rest apart', async () => {
    await load();
    await expect
      .poll(figures, { timeout: patienceMs })
      .toMatchObject({ 读取行: 3, 已导入: 2, 被隔离: 1 });
    expect((await figures())['新增实体']).toBeGreaterThan(2);
    const row = history(fileName).first();
    await row.waitFor();
    expect(await row.textContent()).toContain('海关企业备案');
  });

  it('opens a file with the keyboard and gives the reason in both languages', async () => {
    await history(fileName).first().focus();
    await demo.page.keyboard.press('Enter');
    const quarantine = demo.page.getByTestId('quarantine');
    await quarantine.getByText('统一社会信用代码校验位错误').waitFor();
    await quarantine.getByText('911200006005302150').waitFor();
    expect(await quarantine.locator('tr.ant-table-row td').first().textContent()).toBe('4');
    expect(await seriousFaults(demo.page, '.ant-drawer-section, .ant-drawer-content')).toEqual([]);
    await demo.page.keyboard.press('Escape');
    await quarantine.waitFor({ state: 'hidden' });
    await demo.page.getByTestId('language').click();
    await history(fileName).first().click();
    await quarantine.getByText(/check (digit|character)/i).waitFor();
    await demo.page.keyboard.press('Escape');
    await quarantine.waitFor({ state: 'hidden' });
    await demo.page.getByTestId('language').click();
    await history(fileName).first().click();
  });

  it('gives the rejected rows as a file that can be mended and loaded', async () => {
    const waiting = demo.page.waitForEvent('download');
    await demo.page.getByTestId('quarantine').getByText('下载 CSV').click();
    const text = await readFile(await (await waiting).path(), 'utf8');
    expect(text.split('\n')[0]).toContain('统一社会信用代码');
    expect(text).toContain('911200006005302150');
    mended = Buffer.from(text.replace('911200006005302150', '91120000600530215N'));
    const before = await entities();
    await demo.page.getByTestId('quarantine').locator('input[type=file]').setInputFiles({
      name: '海关备案_20240601_mended.csv',
      mimeType: 'text/csv',
      buffer: mended,
    });
    await demo.page.locator('.wizard .ant-table-row').first().waitFor();
    await load();
    await expect
      .poll(figures, { timeout: patienceMs })
      .toMatchObject({ 读取行: 1, 已导入: 1, 被隔离: 0 });
    await expect.poll(entities, { timeout: patienceMs }).toBeGreaterThan(before);
  });

  it('changes nothing when the same file comes again', async () => {
    const before = await entities();
    await drop(fileName, encode(rows));
    await load();
    await demo.page.getByTestId('job').first().getByText('0 处变化').waitFor();
    await expect.poll(entities, { timeout: patienceMs }).toBe(before);
  });

  it('withdraws a file only with a reason, and says so in the history', async () => {
    await history('mended').first().click();
    await demo.page.getByTestId('withdraw').click();
    const confirm = demo.page.locator('.ant-popconfirm-buttons .ant-btn-dangerous');
    expect(await confirm.isDisabled()).toBe(true);
    await demo.page.locator('.ant-popconfirm textarea').fill('来源单位撤回');
    const before = await entities();
    await confirm.click();
    await history('mended').first().getByText('已撤回').waitFor();
    await eventually(demo.page, async () => (await entities()) < before, 'its entities are gone');
    await history('mended').first().click();
    await demo.page.locator('.file-details').getByText('来源单位撤回').waitFor();
    expect(await demo.page.getByTestId('withdraw').count()).toBe(0);
    await demo.page.keyboard.press('Escape');
  });

  const register = (...lines: readonly string[]): Buffer =>
    iconv.encode(['统一社会信用代码,企业名称', ...lines, ''].join('\n'), 'gb18030');
  const far = '91310000MA1FL0001R,东海远航国际贸易有限公司';
  const newcomer = '91120000600530215N,渤海新港实业有限公司';
  /** Gives a file to one of the two ways to mend a full list. */
  const mend = async (way: string, name: string, buffer: Buffer): Promise<void> => {
    await demo.page
      .locator('.ways-to-mend .ant-upload-wrapper')
      .filter({ has: demo.page.getByTestId(way) })
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer });
    await demo.page.locator('.wizard .ant-table-row').first().waitFor();
  };

  it('tells of a full delivery that it takes the place of all before, and adds mended rows to it', async () => {
    await drop('企业注册登记_20240601.csv', register(far, '1,渤海新港实业有限公司'));
    await demo.page.getByText(/^全量文件/).waitFor();
    await load();
    await history('企业注册登记').first().click();
    const quarantine = demo.page.getByTestId('quarantine');
    await quarantine.getByText('该数据集以全量文件为准').waitFor();
    await quarantine.getByText('将这些行补充到“企业注册登记_20240601.csv”').waitFor();
    await quarantine.getByText('取代“企业注册登记_20240601.csv”').waitFor();
    expect(await seriousFaults(demo.page, '.ant-drawer-section, .ant-drawer-content')).toEqual([]);

    const before = await entities();
    // The name says another day, which would make a full delivery of these rows the newest.
    await mend('load-mended', '修正行_20250101.csv', register(newcomer));
    await demo.page.getByText(/^补充行：与“企业注册登记_20240601.csv”/).waitFor();
    expect(await demo.page.locator('.wizard .ant-picker-input input').isDisabled()).toBe(true);
    await demo.page.getByTestId('dry-run').click();
    await demo.page.locator('.wizard [data-testid=job][data-state=done]').waitFor();
    await load();
    await expect.poll(figures, { timeout: patienceMs }).toMatchObject({ 已导入: 1, 被隔离: 0 });
    await expect.poll(entities, { timeout: patienceMs }).toBe(before + 1);
    const added = history('修正行_20250101.csv').first();
    await added.getByText('补充到 企业注册登记_20240601.csv').waitFor();
    await added.click();
    const details = demo.page.locator('.file-details');
    await details.getByText('2024-06-01').waitFor();
    await details.getByRole('link', { name: '企业注册登记_20240601.csv' }).click();
    await quarantine.getByText('该数据集以全量文件为准').waitFor();
  });

  it('puts the whole file in the place of a full delivery and of the rows added to it', async () => {
    const before = await entities();
    await mend('load-whole', '企业注册登记_20240601_全.csv', register(newcomer));
    await demo.page.getByText(/^全量文件/).waitFor();
    await load();
    await expect.poll(entities, { timeout: patienceMs }).toBe(before);
    await history('修正行_20250101.csv').first().getByText('已导入，未计入').waitFor();
    await history('企业注册登记_20240601_全.csv')
      .first()
      .getByText('已导入', { exact: true })
      .waitFor();
  });

  it('asks for the encoding that it cannot tell, and reads the file as it is answered', async () => {
    const rows = ['code,name', 'C1,Müller Société', 'C2,Königstraße Évêché', ''];
    await demo.page.locator('.ant-upload-drag input[type=file]').setInputFiles({
      name: 'harbours_20240601.csv',
      mimeType: 'text/csv',
      buffer: iconv.encode(rows.join('\n'), 'windows-1252'),
    });
    const wizard = demo.page.locator('.wizard');
    await wizard.getByText('字符编码无法确定').waitFor();
    await wizard.getByText(/windows-1252: “/).waitFor();
    expect(await wizard.getByText('没有与该文件相符的映射').count()).toBe(0);
    expect(await seriousFaults(demo.page)).toEqual([]);
    const encoding = wizard.getByRole('combobox', { name: '编码' });
    await encoding.fill('latin1');
    await encoding.press('Enter');
    await wizard.getByText(/CSV · WINDOWS-1252/).waitFor();
    await wizard.getByText('Müller Société').waitFor();
    await demo.page.getByTestId('dry-run').click();
    await wizard.locator('[data-testid=job][data-state=done]').waitFor();
    await demo.page.keyboard.press('Escape');
    await wizard.waitFor({ state: 'hidden' });
  });

  it('names what is wrong with a file that cannot be read', async () => {
    await demo.page
      .locator('.ant-upload-drag input[type=file]')
      .setInputFiles({ name: '海关备案_空.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
    await demo.page
      .getByText(/文件为空/)
      .first()
      .waitFor();
    await demo.page.keyboard.press('Escape');
  });

  it('shows mappings as text, and refuses a faulty one with the list of its faults', async () => {
    await demo.page.getByRole('tab', { name: '映射' }).click();
    await demo.page
      .locator('.mappings tr.ant-table-row')
      .filter({ hasText: '海关企业备案' })
      .first()
      .focus();
    await demo.page.keyboard.press('Enter');
    const yaml = demo.page.getByTestId('mapping-yaml');
    await eventually(
      demo.page,
      async () => (await yaml.inputValue()).includes('id: customs-registration'),
      'the mapping as text',
    );
    const text = await yaml.inputValue();
    await yaml.fill(
      text
        .replace('clean: orgName', 'clean: orgNames')
        .replace('type: Enterprise', 'type: Enterprises'),
    );
    await demo.page.locator('.mapping-text button').first().click();
    const faults = demo.page.getByTestId('mapping-faults');
    await faults.waitFor();
    expect(await faults.textContent()).toContain('fields.name.clean');
    expect(await faults.textContent()).toContain('orgName');
    expect(await seriousFaults(demo.page)).toEqual([]);
  });

  it('complained about nothing', () => {
    expect(demo.complaints).toEqual([]);
  });
});
