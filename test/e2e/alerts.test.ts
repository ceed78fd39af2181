/** From a watch made on the screen to the alert that an import caused: mail and SMS at real peers, and acknowledged. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idNumber } from '@phecda/etl/demo/identities';
import { smtpPeer, type SmtpPeer } from '../support/smtp-peer.ts';
import { twilioAccount, twilioPeer, type TwilioPeer } from '../support/twilio-peer.ts';
import { eventually, openDemoPage, seriousFaults, signIn, type DemoPage } from './support.ts';

let demo: DemoPage;
let smtp: SmtpPeer;
let sms: TwilioPeer;
const today = new Date().toISOString().slice(0, 10);
let target = { record: '', label: '', uscc: '' };

const because = async (reason: string): Promise<void> => {
  await demo.page.getByTestId('reason').fill(reason);
  await demo.page.locator('.ant-modal-footer .ant-btn-primary').last().click();
  await demo.page.getByTestId('reason').waitFor({ state: 'detached' });
};

beforeAll(async () => {
  [smtp, sms] = await Promise.all([smtpPeer(), twilioPeer()]);
  demo = await openDemoPage('demo', {
    SMTP_URL: smtp.url,
    SMTP_FROM: 'phecda@customs.example',
    TWILIO_ACCOUNT_SID: twilioAccount.accountSid,
    TWILIO_AUTH_TOKEN: twilioAccount.authToken,
    TWILIO_FROM: twilioAccount.from,
    TWILIO_API_URL: sms.url,
  });
  await signIn(demo.page, `${demo.server.url}/watches?tab=contacts`, '王芳');
  const { overview } = await demo.api.ask<{
    overview: { suggestions: { id: string; record: string; type: string; label: string }[] };
  }>('{ overview { suggestions { id record type label } } }');
  for (const { id, record, type, label } of overview.suggestions) {
    if (type !== 'Enterprise') continue;
    const { entity } = await demo.api.ask<{
      entity: { attributes: { name: string; value: unknown }[] };
    }>('query E($id: ID!) { entity(id: $id) { attributes { name value } } }', { id });
    const uscc = entity.attributes.find(({ name }) => name === 'uscc')?.value;
    if (uscc !== undefined) target = { record, label, uscc: [uscc].flat().map(String)[0] ?? '' };
    if (target.uscc !== '') break;
  }
}, 300_000);
afterAll(async () => {
  await demo.close();
  await Promise.all([smtp.close(), sms.close()]);
});

const ours = () => smtp.mails.filter(({ to }) => to === 'duty@customs.example');

test('a contact is added to the address book, and a test reaches the mail server', async () => {
  const { page } = demo;
  await page.getByTestId('new-contact').click();
  await page.getByTestId('contact-name').fill('值班员');
  await page.getByTestId('contact-email').fill('duty@customs.example');
  await page.getByTestId('contact-phone').fill('+86 138 0000 0000');
  await page.getByTestId('save-contact').click();
  await page.getByTestId('contact-name').waitFor({ state: 'detached' });
  const row = page.locator('tr', { hasText: 'duty@customs.example' });
  await row.getByTestId('test-email').click();
  await eventually(page, () => Promise.resolve(ours().length === 1), 'the test mail came');
  expect(ours()[0]?.text).toContain('天玑测试消息');
  await page.getByTestId('test-outcome').getByText('服务商已接收').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByTestId('test-outcome').waitFor({ state: 'detached' });
});

test('a group of the address book is made and filled', async () => {
  const { page } = demo;
  await page.getByTestId('group-name').fill('夜班');
  await page.getByTestId('add-group').click();
  const members = page.getByRole('combobox', { name: '夜班' });
  await members.click();
  await page.locator('.ant-select-dropdown').getByText('值班员', { exact: true }).click();
  await page.keyboard.press('Escape');
  await eventually(
    page,
    async () => {
      const { contactGroups } = await demo.api.ask<{
        contactGroups: { name: string; members: string[] }[];
      }>('{ contactGroups { name members } }');
      return contactGroups.some(({ name, members: all }) => name === '夜班' && all.length === 1);
    },
    'the group has its member',
  );
});

test('the channels say by what they are set up, and a refused test says why', async () => {
  const { page } = demo;
  await page.goto(`${demo.server.url}/alerts?tab=channels`);
  const email = page.getByTestId('channel-email');
  expect(await email.textContent()).toContain('SMTP_URL');
  expect(await email.textContent()).not.toContain(String(smtp.port));
  await page.getByTestId('channel-webhook').getByText('未配置', { exact: true }).waitFor();
  smtp.refusals.push(550);
  await email.getByTestId('test-channel').click();
  await page.getByTestId('test-address').fill('me@customs.example');
  await page.getByTestId('send-test').click();
  await page.getByTestId('test-outcome').getByText('邮件服务器永久拒收（550）').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByTestId('channel-inApp').getByTestId('test-channel').click();
  await page.getByText('实时推送正常').waitFor();
});

test('a watch on an enterprise is previewed and saved', async () => {
  const { page } = demo;
  const address = new URLSearchParams({ record: target.record, name: target.label });
  await page.goto(`${demo.server.url}/watches/new?${address.toString()}`);
  // The demo has a contact of its own.
  const recipient = page.getByTestId('recipient').filter({ hasText: /^值班员/ });
  for (const name of ['邮件', '短信']) await recipient.getByRole('checkbox', { name }).check();
  // One that is known already and one that nobody knows: the list says which.
  await page.getByTestId('paste-list').click();
  await page.getByTestId('list-text').fill(`${target.uscc}\n没有这家企业`);
  await page.getByTestId('list-match').click();
  await page.getByTestId('list-result').getByText('2 行中 1 行已识别').waitFor();
  expect(await page.getByTestId('list-result').textContent()).toContain('没有这家企业');
  await page.getByTestId('list-add').click();
  await page.getByTestId('preview-watch').click();
  await page.getByTestId('preview-result').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('save-watch').click();
  await because('重点企业');
  await page.getByText('第 1 版').first().waitFor();
});

test('an older version of a watch is gone back to', async () => {
  const { page } = demo;
  await page.waitForURL(/\/watches\/[0-9a-f-]{36}/);
  const name = page.getByTestId('watch-name');
  await name.fill('改过的名称');
  await page.getByTestId('save-watch').click();
  await because('改名');
  await page.getByTestId('watch-version').filter({ hasText: '第 2 版' }).waitFor();
  await page.getByTestId('restore-version').click();
  await because('改回');
  await page.getByTestId('watch-version').filter({ hasText: '第 3 版' }).waitFor();
  await eventually(
    page,
    async () => (await name.inputValue()) !== '改过的名称',
    'the name is as it was',
  );
});

test('an import that fires it comes up on the desk, by mail and by SMS, with the reason and no name', async () => {
  const { page } = demo;
  const upload = await demo.api.upload(
    '刑事案件_新.csv',
    [
      '案号,案件类型,立案日期,案件状态,涉案企业统一社会信用代码,涉案企业,涉案人员,涉案人员身份证号,是否在逃,涉案身份',
      `粤刑新001,刑事,${today},侦办中,${target.uscc},${target.label},欧阳雪峰,${idNumber(3, 3000, 77)},是,嫌疑人`,
    ].join('\n'),
  );
  const { uploadId } = (await upload.json()) as { uploadId: string };
  await demo.api.ask('mutation I($input: ImportInput!) { startImport(input: $input) { id } }', {
    input: { uploadId, mappingId: 'criminal-cases', sourceDate: today },
  });
  await page.goto(`${demo.server.url}/alerts`);
  await page.getByTestId('alert-row').first().waitFor();
  await eventually(page, () => Promise.resolve(sms.taken.length > 0), 'the SMS came');
  await eventually(page, () => Promise.resolve(ours().length > 1), 'the mail came');
  const mail = ours()[1]?.text ?? '';
  expect(mail).toContain('在逃人员');
  for (const text of [mail, sms.taken[0]?.body ?? ''])
    for (const name of ['欧阳雪峰', target.label, target.uscc]) expect(text).not.toContain(name);
  expect(await seriousFaults(page)).toEqual([]);
  const link = /http\S+\/alerts\/[0-9a-f-]{36}/.exec(sms.taken[0]?.body ?? '')?.[0] ?? '';
  await page.goto(link);
  await page.getByTestId('alert-page').waitFor();
  await page.getByTestId('alert-reason').waitFor();
  expect(await page.getByTestId('alert-reason').textContent()).toContain('在逃人员');
  const path = await page.getByTestId('alert-path').textContent();
  for (const name of [target.label, '粤刑新001', '欧阳雪峰']) expect(path).toContain(name);
  await page.getByText('刑事案件_新.csv').first().waitFor();
  expect(await page.locator('.delivery-row').count()).toBe(2);
  expect(await seriousFaults(page)).toEqual([]);
});

test('it is acknowledged', async () => {
  const { page } = demo;
  await page.getByTestId('acknowledge').click();
  await page.getByTestId('alert-status').getByText('处理中').waitFor();
  await page.getByText('王芳').first().waitFor();
  await page.getByTestId('open-on-canvas').click();
  await page.waitForURL(/\/network/);
  // Whoever has the mail alone says so in the browser too, once.
  const link = /http\S+\/ack\/[\w-]{24}/.exec(ours()[1]?.text ?? '')?.[0] ?? '';
  // From a mailbox in the browser, which is another site.
  await page.goto(`data:text/html,<a href="${link}">link</a>`);
  await page.getByText('link').click();
  await page.getByRole('button', { name: '确认收到' }).click();
  await page.getByText('已确认，谢谢。').waitFor();
});

test('the desk is worked by keyboard, and the help lists the keys', async () => {
  const { page } = demo;
  await page.goto(`${demo.server.url}/alerts`);
  const rows = page.getByTestId('alert-row');
  await rows.first().waitFor();
  const before = await rows.count();
  await page.keyboard.press('?');
  await page.getByText('下一条预警').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
  await page.keyboard.press('j');
  await page.keyboard.press('d');
  await because('已移交');
  await eventually(page, async () => (await rows.count()) === before - 1, 'it left the desk');
});

test('complained about nothing', () => {
  expect(demo.complaints).toEqual([]);
});
