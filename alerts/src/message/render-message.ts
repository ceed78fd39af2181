/** Words of mail and SMS: number, level, reason by type, case number and link. No name, identifier or value of anybody. */
import type { Ontology } from '@phecda/graph-schema';
import type { DatasetLabel } from '@phecda/graph-schema/truth/dataset-labels';
import type { Language, Message } from '../channels/channel.ts';
import { smsReference } from '../channels/sms/sms.ts';
import type { ReasonWords, Words } from '../conditions/condition.ts';
import { conditionNamed, conditionWords } from '../conditions/conditions.ts';
import type { AlertDetail, AlertStatus } from '../store/alert-store.ts';
import { faultWords } from './fault-words.ts';
import { whyNow } from './why-now.ts';

export interface MessageAlert {
  readonly id: string;
  readonly number: number;
  readonly condition: string;
  readonly level: number;
  readonly watchVersion: number;
  readonly detail: AlertDetail;
  readonly status?: AlertStatus;
}

export interface MessageFrame {
  /** Of the delivery. */
  readonly id: string;
  readonly language: Language;
  /** Address of the workbench, without a slash at its end. */
  readonly url: string;
  readonly ontology: Ontology;
  /** To a superior, because nobody acknowledged in time. */
  readonly escalated?: boolean;
  /** By dataset; absent: none is known. */
  readonly datasets?: ReadonlyMap<string, DatasetLabel>;
  /** Path of the link by which it is acknowledged; null: only in the app. */
  readonly acknowledge?: string | null;
}

/** Three parts of an SMS: 153 characters each in the alphabet of GSM, 67 in UCS-2, which Chinese needs. */
const mostParts = 3;
const gsmText = /^[A-Za-z0-9 \r\n@£$¥!"#%&'()*+,\-./:;<=>?_]*$/;
const longestSms = (text: string): number => mostParts * (gsmText.test(text) ? 153 : 67);
const mostListed = 50;

const phrases = {
  zh: {
    product: '天玑',
    subject: (level: number, number: number, words: string) =>
      `【天玑】${level}级预警 #${number}：${words}`,
    subjects: (level: number, count: number, words: string) =>
      `【天玑】${count} 条预警（最高 ${level} 级）：${words}`,
    level: (level: number) => `${level} 级`,
    caseNumber: '案号',
    withdrawn: '（此后已撤回）',
    open: '打开预警',
    desk: '打开预警台',
    acknowledge: '确认收到',
    more: (count: number) => `另有 ${count} 条，见预警台。`,
    escalated: (subject: string) => subject.replace('【天玑】', '【天玑】逾时未确认：'),
    why: '您收到此信息，因为您在该监控的接收人名单中。',
    whyEscalated: '您收到此信息，因为接收人未在规定时间内确认，而您在通讯录中是其上级。',
    whyFault: '您收到此信息，因为您在通讯录中是系统管理员。',
    test: '天玑测试消息',
    testText: '这是一条测试消息，收到即表示该渠道可用。',
  },
  en: {
    product: 'Phecda',
    subject: (level: number, number: number, words: string) =>
      `[Phecda] Level ${level} alert #${number}: ${words}`,
    subjects: (level: number, count: number, words: string) =>
      `[Phecda] ${count} alerts (up to level ${level}): ${words}`,
    level: (level: number) => `level ${level}`,
    caseNumber: 'Case number',
    withdrawn: ' (withdrawn since)',
    open: 'Open the alert',
    desk: 'Open the alert desk',
    acknowledge: 'Acknowledge',
    more: (count: number) => `${count} more on the alert desk.`,
    escalated: (subject: string) => subject.replace('[Phecda] ', '[Phecda] Not acknowledged: '),
    why: 'You get this because you are a recipient of the watch.',
    whyEscalated:
      'You get this because a recipient did not acknowledge it in time, and the address book names you as the superior.',
    whyFault: 'You get this because the address book names you as an administrator.',
    test: 'Phecda test message',
    testText: 'This is a test: the channel works if you read it.',
  },
} as const;

export function reasonWords(ontology: Ontology): ReasonWords {
  const words = (item: Words | undefined, name: string): Words => item ?? { zh: name, en: name };
  return {
    type: (name) => words(ontology.entityTypes[name], name),
    tag: (name) => words(ontology.tagModels[name], name),
    attribute: (type, name) =>
      words(
        ontology.entityTypes[type]?.attributes.find((one) => one.name === name),
        name,
      ),
  };
}

/** Why an alert was raised, in both languages. */
export function reasonOf(
  { condition, detail }: Pick<MessageAlert, 'condition' | 'detail'>,
  ontology: Ontology,
): Words {
  if (detail.fault !== undefined) return faultWords(detail.fault);
  return (
    conditionNamed(condition)?.reason(detail, reasonWords(ontology)) ?? {
      zh: condition,
      en: condition,
    }
  );
}

/** @param alerts none: a test of the channel */
export function renderMessage(alerts: readonly MessageAlert[], frame: MessageFrame): Message {
  const { id, language, url, ontology } = frame;
  const acknowledge = frame.acknowledge == null ? null : `${url}${frame.acknowledge}`;
  const say = phrases[language];
  const reference = smsReference(id);
  const [first] = alerts;
  if (first === undefined)
    return {
      subject: say.test,
      text: `${say.testText}\n${url}\n${reference}`,
      html: page([`<p>${escaped(say.testText)}</p>`, link(url, say.product)]),
      short: `${say.test} ${url} ${reference}`,
    };
  const level = Math.max(...alerts.map((alert) => alert.level));
  const titles = [
    ...new Set(alerts.map(({ condition }) => conditionWords(condition)[language])),
  ].join(language === 'zh' ? '、' : ', ');
  const lines = alerts.slice(0, mostListed).map((alert) => ({
    number: alert.number,
    level: alert.level,
    // What waited for the morning may be over by then.
    reason: `${reasonOf(alert, ontology)[language]}${alert.status === 'withdrawn' ? say.withdrawn : ''}`,
    caseNumber: alert.detail.caseNumber,
    why: whyNow(alert.detail, alert.watchVersion, ontology, language, frame.datasets ?? new Map()),
    url: `${url}/alerts/${alert.id}`,
  }));
  const more = alerts.length - lines.length;
  const isFault = alerts.every(({ detail }) => detail.fault !== undefined);
  const isLate = frame.escalated === true;
  const why = isFault ? say.whyFault : isLate ? say.whyEscalated : say.why;
  const told =
    alerts.length === 1
      ? say.subject(level, first.number, titles)
      : say.subjects(level, alerts.length, titles);
  const subject = isLate ? say.escalated(told) : told;
  const blocks = lines.map((line) =>
    [
      `#${line.number} · ${say.level(line.level)}`,
      line.reason,
      ...(line.caseNumber === null ? [] : [`${say.caseNumber}: ${line.caseNumber}`]),
      ...(line.why.before === '' ? [] : [line.why.before]),
      ...(line.why.path.length > 0 ? [line.why.path.map(({ text }) => text).join(' → ')] : []),
      ...line.why.rules,
      ...(line.why.source === '' ? [] : [line.why.source]),
      line.url,
    ].join('\n'),
  );
  const rest = more > 0 ? [`${say.more(more)} ${url}/alerts`] : [];
  return {
    subject,
    text: [
      ...blocks,
      ...rest,
      ...(acknowledge === null ? [] : [`${say.acknowledge}: ${acknowledge}`]),
      why,
    ].join('\n\n'),
    html: page([
      ...lines.map((line) =>
        [
          `<p><b>#${line.number} · ${escaped(say.level(line.level))}</b><br>${escaped(line.reason)}`,
          ...(line.caseNumber === null
            ? []
            : [`<br>${escaped(say.caseNumber)}: ${escaped(line.caseNumber)}`]),
          line.why.before === ''
            ? ''
            : `<br><span style="color:#666">${escaped(line.why.before)}</span>`,
          line.why.path.length > 0
            ? `<br>${line.why.path.map(({ text, isNew }) => (isNew ? `<b>${escaped(text)}</b>` : escaped(text))).join(' → ')}`
            : '',
          ...line.why.rules.map((rule) => `<br>${escaped(rule)}`),
          line.why.source === ''
            ? ''
            : `<br><span style="color:#666">${escaped(line.why.source)}</span>`,
          `<br>${link(line.url, say.open)}</p>`,
        ].join(''),
      ),
      ...(more > 0 ? [`<p>${escaped(say.more(more))} ${link(`${url}/alerts`, say.desk)}</p>`] : []),
      ...(acknowledge === null ? [] : [`<p>${link(acknowledge, say.acknowledge)}</p>`]),
      `<p style="color:#666">${escaped(why)}</p>`,
    ]),
    variables: {
      subject,
      reason: alerts.length === 1 ? (lines[0]?.reason ?? '') : '',
      caseNumber: first.detail.caseNumber ?? '',
      link: alerts.length === 1 ? `${url}/alerts/${first.id}` : `${url}/alerts`,
      reference,
    },
    short: shortText(
      subject,
      alerts.length === 1 ? (lines[0]?.reason ?? '') : '',
      first.detail.caseNumber === null ? '' : `${say.caseNumber} ${first.detail.caseNumber}`,
      `${alerts.length === 1 ? `${url}/alerts/${first.id}` : `${url}/alerts`} ${reference}`,
      acknowledge === null ? '' : `${say.acknowledge} ${acknowledge}`,
    ),
  };
}

/** Link and reference always fit; the way to acknowledge gives way first, then the reason, then the case number. */
function shortText(
  subject: string,
  reason: string,
  caseNumber: string,
  end: string,
  acknowledge: string,
): string {
  for (const parts of [
    [subject, reason, caseNumber, acknowledge],
    [subject, reason, caseNumber],
    [subject, caseNumber],
    [subject],
  ]) {
    const text = [...parts.filter((part) => part !== ''), end].join(' ');
    if (text.length <= longestSms(text)) return text;
  }
  const longest = longestSms(subject + end);
  return `${subject.slice(0, Math.max(0, longest - end.length - 1))} ${end}`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const link = (url: string, words: string): string =>
  `<a href="${escaped(url)}">${escaped(words)}</a>`;
const page = (parts: readonly string[]): string =>
  `<!doctype html><html><body style="font:14px sans-serif">${parts.join('')}</body></html>`;
