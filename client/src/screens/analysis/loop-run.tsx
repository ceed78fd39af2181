/** What one run found in closed loops: the ranked list, and the chosen one link by link. */
import { RedoOutlined } from '@ant-design/icons';
import { Button, Table, Tooltip, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { useFilters } from '../../app/filters.ts';
import { useFormat } from '../../app/format.ts';
import { useOrder } from '../../app/order.ts';
import { useScreenStatus } from '../../app/status.ts';
import { LoopRunDocument, type LoopRunQuery } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ScoreBar, TopTags, topLevel } from './group-table.tsx';
import { LoopPanel, loopParts } from './loop-panel.tsx';
import { askedAgain, leftOutFacts, object, type Parameters } from './parameters.ts';
import { ChoiceFilter, FindField } from '../../ui/table-filters.tsx';

type Run = NonNullable<LoopRunQuery['loopRun']>;
export type Loop = Run['loops'][number];

const kinds = ['shareholding', 'roundTrip'] as const;

interface LoopRunProps {
  readonly run: string;
  onAgain(parameters: Parameters): void;
}

export function LoopRun({ run: id, onAgain }: LoopRunProps) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const legend = useLegend();
  const [params, setParams] = useSearchParams();
  const [{ text, tag: tags, kind: wanted }, setFilter] = useFilters(['tag', 'kind']);
  const [{ data, error, fetching }, ask] = useQuery({
    query: LoopRunDocument,
    variables: { run: id },
  });
  const run = data?.loopRun;
  const all = run?.loops ?? [];
  const sought = text.trim().toLowerCase();
  const rows = all.filter(
    (loop) =>
      chainOf(loop).toLowerCase().includes(sought) &&
      (tags.length === 0 || loop.tags.some(({ tag }) => tags.includes(tag))) &&
      (wanted.length === 0 || wanted.includes(loop.kind)),
  );
  const order = useOrder(useLoopColumns(), 'rank');
  useScreenStatus(run ? { shown: t('xOfY', { ns: 'common', x: rows.length, y: all.length }) } : {});
  if (error) return <Failure error={error} retry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!run) return fetching ? <Loading /> : <EmptyHint text={t('gone')} />;
  const chosen = rows.find(({ key }) => key === params.get('loop')) ?? rows[0] ?? null;
  const choose = (key: string) =>
    setParams(
      (before) => {
        before.set('loop', key);
        return before;
      },
      { replace: true },
    );
  const parameters = object(run.run.parameters);
  const present = [...new Set(all.flatMap((loop) => loop.tags.map(({ tag }) => tag)))];
  return (
    <div className="gang-run">
      <section className="groups">
        <header>
          <FindField
            label={t('loop.find')}
            width={200}
            value={text}
            onChange={(next) => setFilter('text', next)}
          />
          <ChoiceFilter
            label={t('loop.allKinds')}
            width={150}
            value={wanted}
            onChange={(next) => setFilter('kind', next)}
            options={kinds.map((one) => ({ value: one, label: t(`loop.kinds.${one}`) }))}
          />
          <ChoiceFilter
            label={t('allTags')}
            width={180}
            value={tags}
            onChange={(next) => setFilter('tag', next)}
            options={present.map((tag) => ({ value: tag, label: legend.tagLabel(tag) }))}
          />
          <span className="grow" />
          <Tooltip title={t('againToday')}>
            <Button
              icon={<RedoOutlined />}
              aria-label={t('againToday')}
              onClick={() => onAgain(askedAgain(parameters))}
            />
          </Tooltip>
          <CsvButton
            name={`loops-${run.run.at.slice(0, 10)}`}
            rows={() => [
              [
                '#',
                t('loop.kind'),
                t('loop.chain'),
                t('score'),
                ...loopParts.map((part) => t(`loop.parts.${part}`)),
                ...['tags', 'amountYuan', 'declarations', 'first', 'last'].map((key) => t(key)),
              ],
              ...order
                .sorted(rows)
                .map((loop) => [
                  loop.rank,
                  t(`loop.kinds.${loop.kind}`),
                  chainOf(loop),
                  Number(loop.score.toFixed(4)),
                  ...loopParts.map((part) => loop.parts[part]?.toFixed(4) ?? ''),
                  loop.tags.map(({ tag }) => legend.tagLabel(tag)).join('; '),
                  loop.amount / 100,
                  loop.declarations,
                  loop.firstActivity ?? '',
                  loop.lastActivity ?? '',
                ]),
            ]}
          />
        </header>
        <p className="muted">
          {run.complete ? '' : `${t('atLeast')} `}
          {t('loop.foundLine', {
            found: format.number(run.found),
            shown: format.number(all.length),
          })}{' '}
          {leftOut(run, t, format.number)}
        </p>
        <Table<Loop>
          size="small"
          rowKey="key"
          dataSource={rows}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{
            emptyText: <EmptyHint text={t(all.length === 0 ? 'loop.none' : 'loop.noFit')} />,
          }}
          rowClassName={({ key }) => (key === chosen?.key ? 'clickable chosen' : 'clickable')}
          onRow={({ key, rank, kind }) => ({
            tabIndex: 0,
            'data-testid': 'loop-row',
            'data-rank': rank,
            'data-kind': kind,
            onClick: () => choose(key),
            onKeyDown: (event) => event.key === 'Enter' && choose(key),
          })}
          {...order.table}
        />
      </section>
      {chosen && <LoopPanel key={chosen.key} loop={chosen} />}
    </div>
  );
}

/** Its members in order, the first again at the end. */
const chainOf = ({ members }: Loop): string =>
  [...members, ...members.slice(0, 1)].map(({ label }) => label).join(' → ');

function useLoopColumns(): TableColumnsType<Loop> {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  return [
    {
      key: 'rank',
      title: '#',
      width: 44,
      align: 'right',
      sorter: (a, b) => a.rank - b.rank,
      render: (_, { rank }) => rank,
    },
    {
      key: 'kind',
      title: t('loop.kind'),
      width: 92,
      sorter: (a, b) => a.kind.localeCompare(b.kind),
      render: (_, { kind }) => t(`loop.kinds.${kind}`),
    },
    {
      key: 'chain',
      title: t('loop.chain'),
      ellipsis: true,
      sorter: (a, b) => chainOf(a).localeCompare(chainOf(b)),
      render: (_, loop) => <span title={chainOf(loop)}>{chainOf(loop)}</span>,
    },
    {
      key: 'length',
      title: t('loop.length'),
      width: 64,
      align: 'right',
      sorter: (a, b) => a.members.length - b.members.length,
      render: (_, { members }) => format.number(members.length),
    },
    {
      key: 'score',
      title: t('score'),
      width: 96,
      sorter: (a, b) => a.score - b.score,
      render: (_, { score, parts }) => (
        <ScoreBar
          score={score}
          told={loopParts.flatMap((part) =>
            parts[part] === null ? [] : `${t(`loop.parts.${part}`)} ${format.percent(parts[part])}`,
          )}
        />
      ),
    },
    {
      key: 'tags',
      title: t('tags'),
      width: 150,
      sorter: (a, b) => topLevel(a) - topLevel(b) || a.tags.length - b.tags.length,
      render: (_, { tags }) => <TopTags tags={tags} />,
    },
    {
      key: 'amount',
      title: t('amount'),
      width: 84,
      align: 'right',
      sorter: (a, b) => a.amount - b.amount,
      render: (_, { amount }) => format.money(amount),
    },
    {
      key: 'last',
      title: t('last'),
      width: 88,
      sorter: (a, b) => (a.lastActivity ?? '').localeCompare(b.lastActivity ?? ''),
      render: (_, { lastActivity }) => lastActivity,
    },
  ];
}

type Translate = ReturnType<typeof useTranslation>['t'];

/** Why fewer are listed than were found, and what closes no loop. */
function leftOut(run: Run, t: Translate, number: (value: number) => string): string {
  const { left, hubs } = run;
  const parts = (['loose', 'otherTags', 'beyondLimit'] as const)
    .filter((reason) => left[reason] > 0)
    .map((reason) =>
      t(`loop.left.${reason}`, { count: left[reason], shown: number(left[reason]) }),
    );
  const facts = leftOutFacts(run.run.parameters);
  return [
    parts.length === 0 ? '' : `${t('left.title')} ${parts.join(t('left.and'))}${t('left.end')}`,
    hubs === 0 ? '' : t('loop.hubs', { count: hubs, shown: number(hubs) }),
    facts === 0 ? '' : t('factsLeftOut', { ns: 'common', count: facts, shown: number(facts) }),
  ]
    .filter((one) => one !== '')
    .join(' ');
}
