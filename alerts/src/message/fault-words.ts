/** Words of a fault of the alert system itself: what it means for those who wait for alerts, and what to look at. */
import type { Fault } from '../alert-health.ts';
import type { ChannelKind } from '../channels/channel.ts';
import type { Words } from '../conditions/condition.ts';

export const faultTitle: Words = { zh: '预警系统故障', en: 'fault of the alert system' };

const channelWords: Readonly<Record<ChannelKind, Words>> = {
  email: { zh: '邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'SMS' },
  webhook: { zh: '回调', en: 'webhook' },
};

/** What a provider's problem is, by the end of its code. */
const problems: Readonly<Record<string, Words>> = {
  Login: { zh: '拒绝登录', en: 'refuses the login' },
  Later: { zh: '暂不接收', en: 'takes nothing now' },
  Sender: { zh: '不接受账号或发送方', en: 'refuses account or sender' },
  Tls: { zh: '证书不可信', en: 'its certificate is not trusted' },
  Mode: { zh: '加密方式不符', en: 'speaks TLS in another way' },
  Lost: { zh: '无法连接', en: 'cannot be reached' },
  LookUp: { zh: '无法查询', en: 'cannot be asked' },
};

/** With the peer's own code behind it. */
function providerProblem(problem: string): Words {
  const [code = '', ...own] = problem.split(' ');
  const words = Object.entries(problems).find(([end]) => code.endsWith(end))?.[1];
  const of = (text = code): string => [text, ...own].join(' ');
  return { zh: of(words?.zh), en: of(words?.en) };
}

export function faultWords({ kind, channel, problem }: Fault): Words {
  const code = problem ?? '';
  switch (kind) {
    case 'absent':
      return {
        zh: '预警服务从未运行：新数据不产生预警，通知不发送。请启动该服务（npm run alerts 或容器 alerts），并核对其数据库地址',
        en: 'No alert daemon has ever run here: new data raises no alert and nothing is sent. Start it (npm run alerts, or the container alerts) and check the address of its database',
      };
    case 'stalled':
      return {
        zh: '预警服务停止运行：新数据不产生预警，通知不再发送。请检查该进程并重新启动',
        en: 'The alert daemon stands still: new data raises no alert and nothing is sent. Look at its process and start it again',
      };
    case 'failing':
      return {
        zh: `预警服务反复出错（步骤：${code}）：预警可能延迟。请查看其日志`,
        en: `The alert daemon fails again and again (step: ${code}): alerts may be late. Look at its log`,
      };
    case 'provider': {
      const name = channel === null ? { zh: '', en: '' } : channelWords[channel];
      const why = providerProblem(code);
      return {
        zh: `${name.zh}服务商不接收消息（${why.zh}）：通知按顺序等待。请检查其地址、登录与网络`,
        en: `The ${name.en} provider takes nothing (${why.en}): messages wait in their order. Check its address, login and network`,
      };
    }
    case 'outbox':
      return {
        zh: '待发通知积压：收件人会迟收到预警。请查看“发送情况”与“渠道”',
        en: 'Messages to be sent pile up: recipients hear late. Look at “Sent and not sent” and at “Channels”',
      };
    case 'canary':
      return {
        zh: `当日自检未通过（步骤：${code}）：预警可能找不到或送不达`,
        en: `Today's test did not come through (step: ${code}): alerts may not be found or not arrive`,
      };
  }
}
