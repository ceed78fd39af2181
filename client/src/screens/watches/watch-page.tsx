/** One watch: the form, what it would have fired on, and its versions. `new` begins one, for whom the address says. */
import { Tag, Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { useFormat } from '../../app/format.ts';
import {
  WatchFormDocument,
  WatchPageDocument,
  type WatchInput,
  type WatchPageQuery,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { WatchForm } from './watch-form.tsx';

type FullWatch = NonNullable<WatchPageQuery['watch']>;

export function WatchPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('watches');
  const { language } = useLegend();
  const isNew = id === 'new';
  const [params] = useSearchParams();
  const [{ data: form, error: formError }] = useQuery({
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
  if (failed) return <Failure error={failed} />;
  if (!form) return <Loading />;
  const watch = data?.watch;
  if (!isNew && !watch) return fetching ? <Loading /> : <EmptyHint text={t('gone')} />;
  const [first] = form.watchConditions;
  const begun = newWatch(params, first?.name ?? '', first?.defaults);
  return (
    <div className="screen watches" data-testid="watch-page">
      <header className="bar">
        <Link to="/watches">{t('title')}</Link>
        <h1 className="ellipsis">{watch?.title[language] ?? t('createTitle')}</h1>
        {watch && (
          <Tag color={watch.active ? 'blue' : 'default'}>{t(watch.active ? 'on' : 'off')}</Tag>
        )}
      </header>
      <div className="alert-columns">
        <WatchForm
          key={watch?.version ?? 0}
          id={watch?.id ?? null}
          version={watch?.version ?? null}
          begin={watch ? inputOf(watch) : begun}
          form={form}
          saved={() => !isNew && ask({ requestPolicy: 'network-only' })}
        />
        {watch && <History versions={watch.history} />}
      </div>
    </div>
  );
}

function newWatch(params: URLSearchParams, condition: string, settings: unknown): WatchInput {
  const [gang, ofCase, records] = [params.get('gang'), params.get('case'), params.getAll('record')];
  return {
    name: params.get('name') ?? '',
    active: true,
    condition,
    settings,
    level: 4,
    recipients: [],
    targets: gang
      ? [{ kind: 'gang', ids: [gang] }]
      : ofCase
        ? [{ kind: 'case', ids: [ofCase] }]
        : [{ kind: 'entities', ids: records }],
  };
}

function inputOf(watch: FullWatch): WatchInput {
  const { name, active, condition, settings, level, expires, backDatedDays } = watch;
  return {
    name,
    active,
    condition,
    settings,
    level,
    expires,
    backDatedDays,
    targets: watch.targets.map(({ kind, ids, tag }) => ({ kind, ids: [...ids], tag })),
    recipients: watch.recipients.map(({ contact, channels }) => ({
      contact,
      channels: [...channels],
    })),
  };
}

function History({ versions }: { readonly versions: FullWatch['history'] }) {
  const { t } = useTranslation('watches');
  const format = useFormat();
  return (
    <section>
      <h2>{t('history')}</h2>
      <Timeline
        items={versions.map((version) => ({
          key: version.version,
          content: (
            <>
              <b>{t('version', { version: version.version })}</b>{' '}
              <span className="muted">
                {version.actor} · {format.instant(version.at)} · {t(version.active ? 'on' : 'off')}
              </span>
              <div>{version.reason}</div>
            </>
          ),
        }))}
      />
    </section>
  );
}
