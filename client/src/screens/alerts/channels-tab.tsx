/** Every way to tell somebody: whether it is set up and by what, whether it works, what waits in it, and a test of it. */
import { SendOutlined } from '@ant-design/icons';
import { Badge, Button, Card, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useAlertQuery, useOnAlerts } from '../../alerts/live-alerts.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  ChannelsDocument,
  TestInAppDocument,
  type ChannelKind,
  type ChannelsQuery,
} from '../../generated/graphql.ts';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { problemWords } from './delivery-table.tsx';
import { TestChannelDialog } from './test-channel-dialog.tsx';

type Channel = ChannelsQuery['channels'][number];

/** A live update that takes longer does not come. */
const liveWithinMs = 5_000;

export function ChannelsTab() {
  const [{ data, error }, again] = useAlertQuery(ChannelsDocument, {});
  const [tested, setTested] = useState<ChannelKind | null>(null);
  const testInApp = useInAppTest();
  if (error) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  return (
    <>
      <div className="channel-cards">
        {data.channels.map((channel) => (
          <ChannelCard
            key={channel.kind ?? 'inApp'}
            channel={channel}
            test={() => (channel.kind ? setTested(channel.kind) : testInApp())}
          />
        ))}
      </div>
      {tested && (
        <TestChannelDialog
          channel={tested}
          contacts={data.contacts}
          close={() => setTested(null)}
        />
      )}
    </>
  );
}

/** Asks the server for a pulse and waits for it to come by the live connection. */
function useInAppTest(): () => void {
  const { t } = useTranslation('alerts');
  const notify = useNotify();
  const [, ask] = useMutation(TestInAppDocument);
  const since = useRef<{ at: number; timer: number } | null>(null);
  useOnAlerts(() => {
    if (since.current === null) return;
    window.clearTimeout(since.current.timer);
    const ms = Math.round(performance.now() - since.current.at);
    since.current = null;
    notify.done(t('testInAppDone', { ms }));
  });
  useEffect(() => () => window.clearTimeout(since.current?.timer), []);
  return () => {
    if (since.current !== null) return;
    const timer = window.setTimeout(() => {
      since.current = null;
      notify.failed(new Error(t('testInAppFailed')), t('channel_inApp'));
    }, liveWithinMs);
    since.current = { at: performance.now(), timer };
    void ask({}).then(({ error }) => {
      if (!error) return;
      window.clearTimeout(timer);
      since.current = null;
      notify.failed(error, t('channel_inApp'));
    });
  };
}

function ChannelCard({ channel, test }: { readonly channel: Channel; test(): void }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const { kind, pause, lastProblem, lastSentAt, queue, templates, variables } = channel;
  const failing =
    lastProblem !== null &&
    lastProblem !== undefined &&
    (!lastSentAt || Date.parse(lastProblem.at) > Date.parse(lastSentAt));
  /** What other channels use too says nothing of this one. */
  const isPartly = variables.some((one) => one.required && one.given);
  return (
    <Card
      size="small"
      data-testid={`channel-${kind ?? 'inApp'}`}
      title={kind ? t(`channels.${kind}`) : t('channel_inApp')}
      extra={
        <Button size="small" icon={<SendOutlined />} onClick={test} data-testid="test-channel">
          {t('sendTest')}
        </Button>
      }
    >
      <dl className="channel-facts">
        <dt>{t('state')}</dt>
        <dd>
          {kind === null || kind === undefined ? (
            <Badge status="success" text={t('alwaysThere')} />
          ) : !channel.configured ? (
            <Badge status="default" text={t(isPartly ? 'partlyConfigured' : 'notConfigured')} />
          ) : pause ? (
            <Badge
              status="error"
              text={t('pausedUntil', {
                at: format.instant(pause.until),
                problem: problemWords(t, pause.problem),
              })}
            />
          ) : (
            <Badge
              status={failing ? 'warning' : 'success'}
              text={t(
                lastSentAt || lastProblem ? (failing ? 'lastFailed' : 'working') : 'configured',
              )}
            />
          )}
        </dd>
        {kind && (
          <>
            <dt>{t('variables')}</dt>
            <dd>
              {variables.map(({ name, required, given: isGiven }) => (
                <div key={name} className="channel-variable">
                  <code>{name}</code>
                  <Tag color={isGiven ? 'blue' : 'default'}>
                    {t(
                      isGiven ? 'variableGiven' : required ? 'variableNeeded' : 'variablePossible',
                    )}
                  </Tag>
                </div>
              ))}
              <div className="muted">{t('variablesWhy')}</div>
            </dd>
          </>
        )}
        <dt>{t('lastSent')}</dt>
        <dd>{lastSentAt ? format.instant(lastSentAt) : '–'}</dd>
        {kind && (
          <>
            <dt>{t('lastFailed')}</dt>
            <dd>
              {lastProblem
                ? `${format.instant(lastProblem.at)} · ${problemWords(t, lastProblem.problem)}`
                : '–'}
            </dd>
          </>
        )}
        <dt>{t('queue')}</dt>
        <dd>
          {kind
            ? queue
                .map(
                  ({ state, count }) => `${t(`deliveryStates.${state}`)} ${format.number(count)}`,
                )
                .join(' · ') || t('queueEmpty')
            : t('unreadCount', { n: format.number(queue[0]?.count ?? 0) })}
        </dd>
        {kind === 'sms' && channel.configured && (
          <>
            <dt>{t('templates')}</dt>
            <dd>
              {templates.length === 0
                ? t('noTemplates')
                : templates.map(({ language, id }) => (
                    <div key={language}>
                      {t(`languages.${language}`)}: <code>{id}</code>
                    </div>
                  ))}
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}
