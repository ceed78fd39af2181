/** From an import to mail and SMS at real peers, on both SQL engines: told once, with the reason, and without anybody's name. */
import { SilenceStore } from '@phecda/alerts/store/silence-store';
import { watchContent, type Watch } from '@phecda/alerts/watch';
import { withdrawFile } from '@phecda/etl';
import { keepDatasetLabels } from '@phecda/graph-schema/truth/dataset-labels';
import { describe, expect, test } from 'vitest';
import { twilioAccount } from '../support/twilio-peer.ts';
import { loadStaged, type StagedItem } from './staged-world.ts';
import {
  useAlertWorld,
  type AlertWorld,
  enterprise,
  person,
  id,
  represents,
  declared,
  file,
  yesterday,
  time,
  clock,
} from './alert-world.ts';

describe.each(['duckdb', 'postgres'] as const)('%s', (engine) => {
  let sql: AlertWorld['sql'];
  let smtp: AlertWorld['smtp'];
  let sms: AlertWorld['sms'];
  let service: AlertWorld['service'];
  let contact: AlertWorld['contact'];
  let watches: AlertWorld['watches'];
  let alerts: AlertWorld['alerts'];
  let outbox: AlertWorld['outbox'];
  const { newService, watch, found, run, risky } = useAlertWorld(engine, (world) => {
    ({ sql, smtp, sms, service, contact, watches, alerts, outbox } = world);
  });

  test('an import that links a watched enterprise to a wanted person is told by mail and SMS, once, with the reason', async () => {
    await watch('newAssociation');
    await keepDatasetLabels(sql.state, [
      { dataset: 'registry', title: { zh: '企业登记', en: 'Enterprise registry' } },
    ]);
    await loadStaged(sql, risky);
    await run();
    const [alert] = await found();
    expect(alert).toMatchObject({
      number: 1,
      level: 4,
      status: 'new',
      held: null,
      path: [id('Enterprise', '甲'), id('Person', '李四')],
      detail: { endType: 'Person', tags: ['wanted-person'], hops: 1, kind: 'legalRepresentative' },
    });
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail?.to).toBe('wang@customs.example');
    expect(mail?.text).toContain('监控对象（企业）在 1 步内新关联到人员，标签：在逃人员');
    expect(mail?.text).toContain(`https://phecda.example/alerts/${alert?.id}`);
    expect(mail?.text).toContain('来源：企业登记，第 3 行');
    expect(sms.taken).toHaveLength(1);
    expect(sms.taken[0]).toMatchObject({ to: '+8613800000000', from: twilioAccount.from });
    expect(sms.taken[0]?.body).toContain('在逃人员');
    expect(sms.taken[0]?.body).toContain(`https://phecda.example/alerts/${alert?.id}`);
    expect(sms.taken[0]?.body.length).toBeLessThanOrEqual(201);
    for (const text of [mail?.text ?? '', sms.taken[0]?.body ?? ''])
      for (const name of ['李四', '甲公司', '王芳']) expect(text).not.toContain(name);
    const [byMail, bySms] = (await outbox.list([], 10, 0)).deliveries.sort((a, b) =>
      a.channel < b.channel ? -1 : 1,
    );
    expect(byMail).toMatchObject({ channel: 'email', state: 'sent', attempts: 1 });
    expect(mail?.messageId).toBe(`<${byMail?.id}@customs.example>`);
    expect(bySms).toMatchObject({
      channel: 'sms',
      state: 'sent',
      peerId: sms.taken[0] && expect.any(String),
    });

    // The same again, under another name: nothing new.
    for (const name of ['again', 'and again']) await loadStaged(sql, { ...risky, name });
    time.now = new Date(time.now.getTime() + 3_600_000);
    await run();
    expect(await found()).toHaveLength(1);
    expect([smtp.mails.length, sms.taken.length]).toEqual([1, 1]);

    expect(await alerts.act([alert?.id ?? ''], 'acknowledged', '王芳', '')).toBe(1);
    expect(await alerts.find(alert?.id ?? '')).toMatchObject({
      status: 'inProgress',
      acknowledgedBy: '王芳',
    });
    expect((await alerts.events(alert?.id ?? '')).map(({ act }) => act)).toEqual([
      'found',
      'acknowledged',
    ]);
  });

  test('a watched enterprise files again, and at another port for the first time', async () => {
    await watch('newDeclaration');
    await watch('firstFilingAtPort');
    await loadStaged(
      sql,
      file('filed', [
        declared('D1', '2025-11-01', '甲', '深圳港'),
        declared('D2', yesterday, '甲', '广州港'),
        declared('D3', yesterday, '甲', '广州港'),
        declared('D4', yesterday, '乙', '广州港'),
      ]),
    );
    await run();
    const all = await found();
    expect(
      all.map(({ condition, detail, factDay }) => [condition, detail.count, factDay]).sort(),
    ).toEqual([
      ['firstFilingAtPort', 2, yesterday],
      ['newDeclaration', 2, yesterday],
    ]);
    expect(smtp.mails.map(({ text }) => text).join('\n')).toContain(
      '首次在其他口岸申报，2 份报关单',
    );
  });

  test('what a withdrawn file said closes its alert, and opens it anew when it is said again', async () => {
    await watch('newAssociation');
    const { fileId } = await loadStaged(sql, risky);
    await run();
    await withdrawFile(sql, fileId ?? '', '王芳', '错误');
    await run();
    expect((await found()).map(({ status }) => status)).toEqual(['withdrawn']);
    await loadStaged(sql, { ...risky, name: 'once more' });
    await run();
    expect((await found()).map(({ status }) => status)).toEqual(['new']);
    expect(smtp.mails).toHaveLength(1);
  });

  test('a tag gained and an attribute changed are told of; a re-load and a first value are not', async () => {
    await watch('tagChanged', '甲');
    await watch('attributeChanged', '甲', { settings: { attributes: ['name', 'status'] } });
    await loadStaged(sql, {
      ...file('new', [enterprise('甲', { status: 'active' }, ['filed-smuggling-case'])]),
      sourceDate: '2026-03-01',
    });
    await loadStaged(sql, {
      ...file('newer', [enterprise('甲', { status: 'revoked' }, ['filed-smuggling-case'])]),
      sourceDate: '2026-03-05',
    });
    await run();
    expect(
      (await found())
        .map(({ condition, detail }) => [condition, detail.attribute, detail.source?.dataset])
        .sort(),
    ).toEqual([
      ['attributeChanged', 'status', 'registry'],
      ['tagChanged', 'gained', 'registry'],
    ]);
  });

  test('without any watch: a person of a closed smuggling case registers an enterprise with customs, which then files', async () => {
    const recipients = [{ contact, channels: ['email'] }];
    for (const one of await watches.list())
      await watches.change(
        one.id,
        one.version,
        {
          name: one.name,
          active: true,
          content: watchContent.parse({ ...contentOf(one), recipients }),
        },
        '王芳',
        '接收',
      );
    await loadStaged(
      sql,
      file('case', [
        {
          family: 'entity',
          type: 'Case',
          key: '粤缉001',
          label: '粤缉001',
          props: {
            number: '粤缉001',
            caseKind: 'smuggling',
            status: 'closed',
            closedDate: '2025-06-01',
          },
        },
        {
          family: 'relation',
          type: 'subjectOf',
          source: id('Person', '王小明'),
          target: id('Case', '粤缉001'),
        },
      ]),
    );
    await run();
    expect(await found()).toEqual([]);
    await loadStaged(
      sql,
      file('shell', [
        enterprise('丙', { customsRegistrationDate: yesterday, customsCode: '4403000001' }),
        represents('王小明', '丙'),
      ]),
    );
    await loadStaged(sql, file('filing', [declared('D9', yesterday, '丙', '广州港')]));
    await run();
    const all = await found();
    expect(
      all.map(({ condition, level, detail }) => [condition, level, detail.caseNumber]).sort(),
    ).toEqual([
      ['newDeclaration', 3, '粤缉001'],
      ['newEnterprise', 5, '粤缉001'],
    ]);
    expect(smtp.mails.map(({ text }) => text).join('\n')).toContain('案号: 粤缉001');
    expect(smtp.mails.map(({ text }) => text).join('\n')).not.toContain('王小明');
  });

  test('old facts, silenced ones and those under an open alert are on the desk and say why they were not sent', async () => {
    const watched = await watch('newDeclaration');
    await loadStaged(sql, file('old', [declared('D5', '2024-01-01', '甲', '深圳港')]));
    await run();
    await loadStaged(sql, file('under', [declared('D6', yesterday, '甲', '深圳港')]));
    await run();
    await new SilenceStore(sql.state, clock).add(
      { watch: watched, target: id('Enterprise', '甲'), condition: null },
      new Date('2026-03-11T00:00:00Z'),
      '核查中',
      '王芳',
    );
    await alerts.act(
      (await found()).map((one) => one.id),
      'closed',
      '王芳',
      '已查',
    );
    await loadStaged(sql, file('silent', [declared('D7', '2026-03-08', '甲', '深圳港')]));
    await run();
    expect((await found()).map(({ held }) => held)).toEqual(['silenced', 'inhibited', 'backDated']);
    expect(smtp.mails).toHaveLength(0);
    expect(await outbox.list([], 10, 0)).toMatchObject({ total: 0 });
  });

  test('what follows in a group waits for minutes and goes out in one update', async () => {
    await watch('newAssociation', '甲', { recipients: [{ contact, channels: ['email'] }] });
    for (const who of ['李四', '王五', '赵六']) {
      await loadStaged(sql, file(who, [person(who, ['wanted-person']), represents(who, '甲')]));
      await run();
    }
    expect(smtp.mails).toHaveLength(1);
    time.now = new Date(time.now.getTime() + 6 * 60_000);
    await run();
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]?.text).toContain('2 条预警');
  });

  test('a merge that brings a watched enterprise to something risky is told, a mere new name of it is not', async () => {
    await watch('newAssociation', '甲');
    const keyed = (key: string, tags: string[] = []): StagedItem =>
      ({
        ...enterprise(key, {}, tags),
        keys: ['Enterprise:uscc:91440300MA5F00000X'],
      }) as StagedItem;
    await loadStaged(
      sql,
      file('stranger', [keyed('丁'), person('李四', ['wanted-person']), represents('李四', '丁')]),
    );
    await run();
    expect(await found()).toHaveLength(0);
    await loadStaged(sql, { ...file('same', [keyed('甲')]), sourceDate: '2026-03-01' });
    await run();
    expect((await found()).map(({ detail }) => detail.tags)).toEqual([['wanted-person']]);
  });

  test('two daemons at once find and send once', async () => {
    await watch('newAssociation');
    const other = newService('other');
    await loadStaged(sql, risky);
    await Promise.all([service.catchUp(), other.catchUp()]);
    await Promise.all([service.sendDue(), other.sendDue()]);
    expect(await found()).toHaveLength(1);
    expect([smtp.mails.length, sms.taken.length]).toEqual([1, 1]);
    await other.stop();
  });
});

const contentOf = ({
  targets,
  condition,
  settings,
  level,
  recipients,
  expires,
  backDatedDays,
}: Watch) => ({
  targets,
  condition,
  settings,
  level,
  recipients,
  expires,
  backDatedDays,
});
