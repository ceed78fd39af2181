/** What one run of gang analysis proposes: ranked groups, and the chosen one with its reasons. */
import { DownloadOutlined, RedoOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { useFilters } from '../../app/filters.ts';
import { useFormat } from '../../app/format.ts';
import { useOrder } from '../../app/order.ts';
import { useScreenStatus } from '../../app/status.ts';
import { GangRunDocument, type GangRunQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { download } from '../../ui/download.ts';
import { GroupPanel } from './group-panel.tsx';
import { GroupTable, useGroupColumns } from './group-table.tsx';
import { groupsAsCsv } from './groups-as-csv.ts';
import { askedAgain, leftOutFacts, object, type Parameters } from './parameters.ts';
import { ChoiceFilter, FindField } from '../../ui/table-filters.tsx';

export type Run = NonNullable<GangRunQuery['gangRun']>;
export type Group = Run['groups'][number];

const verdicts = ['open', 'confirmed', 'dismissed'] as const;
type Wanted = (typeof verdicts)[number];

const verdictOf = ({ verdict }: Group): Wanted => verdict?.verdict ?? 'open';

interface GangRunProps {
  readonly run: string;
  onAgain(parameters: Parameters): void;
}

export function GangRun({ run: id, onAgain }: GangRunProps) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const legend = useLegend();
  const [params, setParams] = useSearchParams();
  const [{ text, tag: tags, verdict: wanted }, setFilter] = useFilters(['tag', 'verdict']);
  const [{ data, error, fetching }, ask] = useQuery({
    query: GangRunDocument,
    variables: { run: id },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const run = data?.gangRun;
  const all = run?.groups ?? [];
  const sought = text.trim().toLowerCase();
  const groups = all.filter(
    (group) =>
      (sought === '' ||
        `${group.head.label} ${group.gang?.name ?? ''}`.toLowerCase().includes(sought)) &&
      (tags.length === 0 || group.tags.some(({ tag }) => tags.includes(tag))) &&
      (wanted.length === 0 || wanted.includes(verdictOf(group))),
  );
  const order = useOrder(useGroupColumns(), 'rank');
  useScreenStatus(
    run ? { shown: t('xOfY', { ns: 'common', x: groups.length, y: all.length }) } : {},
  );
  if (error) return <Failure error={error} retry={again} />;
  if (!run) return fetching ? <Loading /> : <EmptyHint text={t('gone')} />;
  const asked = params.get('group');
  // What a filter has just taken out of the list is no longer shown beside it.
  const hidden = all.some(({ key }) => key === asked) && !groups.some(({ key }) => key === asked);
  const chosen = (hidden ? null : asked) ?? groups[0]?.key ?? null;
  const choose = (key: string) =>
    setParams(
      (before) => {
        before.set('group', key);
        return before;
      },
      { replace: true },
    );
  const parameters = object(run.run.parameters);
  const factsLeftOut = leftOutFacts(parameters);
  const askAgain = () => onAgain(askedAgain(parameters));
  const present = [...new Set(all.flatMap((group) => group.tags.map(({ tag }) => tag)))];
  return (
    <div className="gang-run">
      <section className="groups">
        <header>
          <FindField
            label={t('findGroup')}
            width={200}
            value={text}
            onChange={(next) => setFilter('text', next)}
          />
          <ChoiceFilter
            label={t('allTags')}
            width={180}
            value={tags}
            onChange={(next) => setFilter('tag', next)}
            options={present.map((tag) => ({ value: tag, label: legend.tagLabel(tag) }))}
          />
          <ChoiceFilter
            label={t('allVerdicts')}
            width={150}
            value={wanted}
            onChange={(next) => setFilter('verdict', next)}
            options={verdicts.map((one) => ({ value: one, label: t(`verdicts.${one}`) }))}
          />
          <span className="grow" />
          <Tooltip title={t('againToday')}>
            <Button icon={<RedoOutlined />} aria-label={t('againToday')} onClick={askAgain} />
          </Tooltip>
          <Button
            icon={<DownloadOutlined />}
            onClick={() =>
              download(
                new Blob([groupsAsCsv(order.sorted(groups), t, legend.tagLabel)], {
                  type: 'text/csv;charset=utf-8',
                }),
                `gangs-${run.run.at.slice(0, 10)}.csv`,
              )
            }
          >
            {t('asCsv')}
          </Button>
        </header>
        <p className="muted">
          {t('foundLine', {
            actors: format.number(run.actors),
            ties: format.number(run.ties),
            found: format.number(run.found),
            shown: format.number(all.length),
          })}{' '}
          {leftOut(run, t, format.number)}
          {factsLeftOut > 0 &&
            ` ${t('factsLeftOut', { ns: 'common', count: factsLeftOut, shown: format.number(factsLeftOut) })}`}
          {run.betweennessError > 0 &&
            ` ${t('sampled', { error: format.percent(run.betweennessError) })}`}
        </p>
        <GroupTable groups={groups} order={order} chosen={chosen} onChoose={choose} />
        <Hubs run={run} />
      </section>
      {chosen !== null && (
        <GroupPanel key={chosen} run={id} group={chosen} onJudged={again} onAgain={askAgain} />
      )}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

/** Why fewer are listed than were found. */
function leftOut({ left }: Run, t: Translate, number: (value: number) => string): string {
  const parts = (['weakEvidence', 'otherTags', 'beyondLimit'] as const)
    .filter((reason) => left[reason] > 0)
    .map((reason) => t(`left.${reason}`, { count: left[reason], shown: number(left[reason]) }));
  return parts.length === 0
    ? ''
    : `${t('left.title')} ${parts.join(t('left.and'))}${t('left.end')}`;
}

function Hubs({ run }: { readonly run: Run }) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const legend = useLegend();
  if (run.hubs.length === 0) return null;
  return (
    <p className="muted">
      {t('hubs')}{' '}
      {run.hubs
        .map(({ type, count, largest, sharers }) =>
          t('hub', {
            type: legend.typeLabel(type),
            count,
            shown: format.number(count),
            label: largest.label,
            sharers: format.number(sharers),
          }),
        )
        .join(t('left.and'))}
    </p>
  );
}
