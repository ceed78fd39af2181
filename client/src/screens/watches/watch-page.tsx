/** One watch: the form, what it would have fired on, and its versions. `new` begins one, for whom the address says. */
import { Alert as Notice, Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { handedOver } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  SaveWatchDocument,
  WatchFormDocument,
  WatchPageDocument,
  type WatchInput,
  type WatchQueryInput,
  type WatchPageQuery,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { AllowanceNotice } from './allowance-notice.tsx';
import { enoughJudged, manyFalse } from './false-alarms.ts';
import { WatchForm } from './watch-form.tsx';
import { WatchHistory } from './watch-history.tsx';

type FullWatch = NonNullable<WatchPageQuery['watch']>;

export function WatchPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('watches');
  const { language } = useLegend();
  const format = useFormat();
  const isNew = id === 'new';
  const [params] = useSearchParams();
  const { state } = useLocation() as { readonly state: unknown };
  const [{ data: form, error: formError }, askForm] = useQuery({
    query: WatchFormDocument,
    requestPolicy: 'cache-and-network',
  });
  const [{ data, error, fetching }, ask] = useQuery({
    query: WatchPageDocument,
    variables: { id },
    pause: isNew,
    requestPolicy: 'cache-and-network',
  });
  const failed = error ?? formError;
  const again = () => ask({ requestPolicy: 'network-only' });
  if (failed) {
    const retry = () => {
      askForm({ requestPolicy: 'network-only' });
      if (!isNew) again();
    };
    return <Failure error={failed} retry={retry} />;
  }
  if (!form) return <Loading />;
  const watch = data?.watch;
  if (!isNew && !watch) return fetching ? <Loading /> : <EmptyHint text={t('gone')} />;
  const [first] = form.watchConditions;
  const avoided = (watch?.avoid ?? []).map(({ record, node }) => ({
    record,
    label: node?.label ?? record.slice(0, 8),
  }));
  const begun = newWatch(params, state, first?.name ?? '', first?.defaults);
  return (
    <div className="screen watches" data-testid="watch-page">
      <header className="bar">
        <Link to="/watches">{t('title')}</Link>
        <h1 className="ellipsis">{watch?.title[language] ?? t('createTitle')}</h1>
        {watch && (
          <Tag color={watch.active ? 'blue' : 'default'}>{t(watch.active ? 'on' : 'off')}</Tag>
        )}
      </header>
      {watch && watch.judged >= enoughJudged && watch.wrong / watch.judged > manyFalse && (
        <FalseAlarms watch={watch} done={again} />
      )}
      {watch?.allowance && (
        <AllowanceNotice weekly={watch.weekly} {...watch.allowance} again={again} />
      )}
      {watch?.reach && (
        <Notice
          type="warning"
          showIcon
          data-testid="watch-cut"
          title={t('targetsCut', {
            x: format.number(watch.reach.followed),
            y: format.number(watch.reach.followed + watch.reach.leftOut),
            most: format.number(watch.reach.most),
          })}
        />
      )}
      <div className="alert-columns">
        <WatchForm
          key={watch?.version ?? 0}
          id={watch?.id ?? null}
          version={watch?.version ?? null}
          begin={watch ? inputOf(watch) : begun}
          form={form}
          avoided={avoided}
          saved={() => !isNew && again()}
        />
        {watch && <WatchHistory id={watch.id} versions={watch.history} restored={again} />}
      </div>
    </div>
  );
}

function newWatch(
  params: URLSearchParams,
  state: unknown,
  condition: string,
  settings: unknown,
): WatchInput {
  const [gang, ofCase, query] = [params.get('gang'), params.get('case'), params.get('query')];
  const zone = params.get('zone');
  const records = params.getAll('record').concat(handedOver(state));
  return {
    name: params.get('name') ?? '',
    active: true,
    ...(zone === null ? { condition, settings } : { condition: 'zoneEntered', settings: { zone } }),
    level: 4,
    weekly: 50,
    causes: ['fact'],
    avoid: [],
    exceptPaths: [],
    recipients: [],
    groups: [],
    targets: query
      ? [{ kind: 'query', query: JSON.parse(query) as WatchQueryInput }]
      : gang
        ? [{ kind: 'gang', ids: [gang] }]
        : ofCase
          ? [{ kind: 'case', ids: [ofCase] }]
          : [{ kind: 'entities', ids: records }],
  };
}

function inputOf(watch: FullWatch): WatchInput {
  const { name, active, condition, settings, level, expires, backDatedDays, weekly, causes } =
    watch;
  const { schedule } = watch;
  return {
    name,
    active,
    condition,
    settings,
    level,
    expires,
    schedule: schedule && {
      days: [...schedule.days],
      from: schedule.from,
      to: schedule.to,
      offsetMinutes: schedule.offsetMinutes,
    },
    backDatedDays,
    weekly,
    causes: [...causes],
    avoid: watch.avoid.map(({ record }) => record),
    exceptPaths: watch.exceptPaths.map((path) => [...path]),
    targets: watch.targets.map(({ kind, ids, tag, query }) => ({
      kind,
      ids: [...ids],
      tag,
      query: query && {
        type: query.type,
        conditions: query.conditions.map(({ attribute, operator, value }) => ({
          attribute,
          operator,
          value,
        })),
      },
    })),
    groups: watch.groups.map(({ group, channels }) => ({ group, channels: [...channels] })),
    recipients: watch.recipients.map(({ contact, channels }) => ({
      contact,
      channels: [...channels],
    })),
  };
}

/** Many of its alerts were false: what most of them went through can be taken out at once. */
function FalseAlarms({ watch, done }: { readonly watch: FullWatch; done(): void }) {
  const { t } = useTranslation('watches');
  const format = useFormat();
  const notify = useNotify();
  const [, save] = useMutation(SaveWatchDocument);
  const [hub] = watch.falseThrough.filter(
    ({ record }) => !watch.avoid.some((one) => one.record === record),
  );
  const label = hub?.node?.label ?? '–';
  const takeOut = async (record: string) => {
    const input = inputOf(watch);
    const answer = await save({
      id: watch.id,
      version: watch.version,
      watch: { ...input, avoid: [...(input.avoid ?? []), record] },
      reason: t('falseHubReason', { label }),
    });
    if (answer.error) notify.failed(answer.error, t('avoidThis'));
    else notify.done(t('saved'));
    done();
  };
  return (
    <Notice
      type="warning"
      showIcon
      data-testid="false-alarms"
      title={t('falseShare', {
        share: format.percent(watch.wrong / watch.judged),
        wrong: watch.wrong,
        judged: watch.judged,
      })}
      description={
        hub ? t('falseHub', { label, found: hub.found, wrong: watch.wrong }) : t('falseNoHub')
      }
      action={
        hub && (
          <Button onClick={() => void takeOut(hub.record)}>{t('avoidNamed', { label })}</Button>
        )
      }
    />
  );
}
