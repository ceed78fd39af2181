/** Finished runs: sought, narrowed and sorted by their columns, to open, repeat or remove. */
import { DeleteOutlined, PlusOutlined, RedoOutlined } from '@ant-design/icons';
import { Button, Table, Tooltip, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { useFilters } from '../../app/filters.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { useOrder } from '../../app/order.ts';
import { useScreenStatus } from '../../app/status.ts';
import {
  RemoveAnalysisRunDocument,
  type AnalysisRunsQuery,
  type RunPartsFragment,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import {
  askedAgain,
  askedByForm,
  changed,
  object,
  scopeOf,
  texts,
  type Parameters,
  type Question,
} from './parameters.ts';
import { addressOfRun, gangOf } from './run-address.ts';
import { RunningRuns } from './running-runs.tsx';
import { ChoiceFilter, FindField } from '../../ui/table-filters.tsx';

interface RunTableProps {
  readonly questions: readonly Question[];
  readonly asked: AnalysisRunsQuery | undefined;
  readonly loading: boolean;
  onRemoved(): void;
  onNew(): void;
  onAgain(question: string, parameters: Parameters): void;
}

/** A run in the words in which it is shown, sought and written. */
interface Row {
  readonly run: RunPartsFragment;
  readonly question: string;
  readonly about: string;
  readonly changed: string;
}

export function RunTable({ questions, asked, loading, onRemoved, onNew, onAgain }: RunTableProps) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const notify = useNotify();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { language } = useLegend();
  const rowOf = useRowWords(questions, asked?.gangs ?? []);
  const [{ text, question: wanted, actor: actors }, setFilter] = useFilters(['question', 'actor']);
  const [, remove] = useMutation(RemoveAnalysisRunDocument);
  const all = (asked?.analysisRuns ?? []).map(rowOf);
  const sought = text.trim().toLowerCase();
  const rows = all.filter(
    (row) =>
      `${row.question} ${row.about} ${row.changed} ${row.run.actor}`
        .toLowerCase()
        .includes(sought) &&
      (wanted.length === 0 || wanted.includes(row.run.question)) &&
      (actors.length === 0 || actors.includes(row.run.actor)),
  );
  useScreenStatus({ shown: t('xOfY', { ns: 'common', x: rows.length, y: all.length }) });
  const drop = async (id: string) => {
    const result = await remove({ id });
    if (result.error) notify.failed(result.error, t('removeFailed'));
    else onRemoved();
  };
  const actsOf = ({ run }: Row) => {
    const question = questions.find(({ name }) => name === run.question);
    const stopped = (act: () => void) => (event: React.SyntheticEvent) => {
      event.stopPropagation();
      act();
    };
    return (
      <span onKeyDown={(event) => event.stopPropagation()}>
        {question && askedByForm(question) && (
          <Tooltip title={t('again')}>
            <Button
              type="text"
              size="small"
              icon={<RedoOutlined />}
              aria-label={t('again')}
              onClick={stopped(() => onAgain(run.question, askedAgain(object(run.parameters))))}
            />
          </Tooltip>
        )}
        <Tooltip title={t('remove')}>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('remove')}
            onClick={stopped(() => void drop(run.id))}
          />
        </Tooltip>
      </span>
    );
  };
  const columns: TableColumnsType<Row> = [
    {
      key: 'question',
      title: t('question'),
      width: 150,
      sorter: (a, b) => a.question.localeCompare(b.question),
      render: (_, { run, question }) => (
        <Link
          to={addressOfRun(run)}
          state={{ list: search }}
          onClick={(event) => event.stopPropagation()}
        >
          {question}
        </Link>
      ),
    },
    {
      key: 'about',
      title: t('scope.label'),
      width: 220,
      ellipsis: true,
      sorter: (a, b) => a.about.localeCompare(b.about),
      render: (_, { about }) => about,
    },
    {
      key: 'changed',
      title: t('columns.changed'),
      ellipsis: true,
      sorter: (a, b) => a.changed.localeCompare(b.changed),
      render: (_, row) => row.changed,
    },
    {
      key: 'actor',
      title: t('columns.actor'),
      width: 120,
      ellipsis: true,
      sorter: (a, b) => a.run.actor.localeCompare(b.run.actor),
      render: (_, { run }) => run.actor,
    },
    {
      key: 'at',
      title: t('columns.at'),
      width: 160,
      sorter: (a, b) => a.run.at.localeCompare(b.run.at),
      render: (_, { run }) => format.instant(run.at),
    },
    {
      key: 'seconds',
      title: t('columns.took'),
      width: 100,
      align: 'right',
      sorter: (a, b) => a.run.seconds - b.run.seconds,
      render: (_, { run }) => format.duration(run.seconds),
    },
    {
      key: 'revision',
      title: t('columns.revision'),
      width: 110,
      align: 'right',
      sorter: (a, b) => a.run.revision - b.run.revision,
      render: (_, { run }) => format.number(run.revision),
    },
    { key: 'acts', title: '', width: 76, render: (_, row) => actsOf(row) },
  ];
  const order = useOrder(columns, '-at');
  const open = ({ run }: Row) => void navigate(addressOfRun(run), { state: { list: search } });
  return (
    <div className="screen">
      <header className="analysis-header">
        <h1>{t('title')}</h1>
        <FindField
          label={t('findRun')}
          width={240}
          value={text}
          onChange={(next) => setFilter('text', next)}
        />
        <ChoiceFilter
          label={t('allQuestions')}
          width={200}
          value={wanted}
          onChange={(next) => setFilter('question', next)}
          options={questions.map(({ name, title }) => ({ value: name, label: title[language] }))}
        />
        <ChoiceFilter
          label={t('allActors')}
          width={160}
          value={actors}
          onChange={(next) => setFilter('actor', next)}
          options={[...new Set(all.map(({ run }) => run.actor))].map((value) => ({
            value,
            label: value,
          }))}
        />
        <span className="grow" />
        <CsvButton
          name="runs"
          rows={() => [
            [
              t('question'),
              t('scope.label'),
              ...['changed', 'actor', 'at', 'seconds', 'revision'].map((key) =>
                t(`columns.${key}`),
              ),
            ],
            ...order
              .sorted(rows)
              .map(({ run, ...row }) => [
                row.question,
                row.about,
                row.changed,
                run.actor,
                run.at,
                run.seconds,
                run.revision,
              ]),
          ]}
        />
        <Button type="primary" icon={<PlusOutlined />} onClick={onNew} data-testid="new-run">
          {t('new')}
        </Button>
      </header>
      <RunningRuns questions={questions} />
      <Table<Row>
        size="small"
        rowKey={({ run }) => run.id}
        loading={loading}
        dataSource={rows}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: (
            <EmptyHint text={t(all.length === 0 ? 'none' : 'noRunFits')}>
              {all.length === 0 && (
                <Button type="primary" onClick={onNew}>
                  {t('new')}
                </Button>
              )}
            </EmptyHint>
          ),
        }}
        rowClassName="clickable"
        onRow={(row) => ({
          tabIndex: 0,
          'data-testid': 'run',
          onClick: () => open(row),
          onKeyDown: (event) => event.key === 'Enter' && open(row),
        })}
        {...order.table}
      />
    </div>
  );
}

/** What a run was about: a gang, or the part of the graph that it looked at. */
function useRowWords(
  questions: readonly Question[],
  gangs: AnalysisRunsQuery['gangs'],
): (run: RunPartsFragment) => Row {
  const { t } = useTranslation('analysis');
  const { language } = useLegend();
  const names = new Map(gangs.map(({ id, name }) => [id, name]));
  const about = (parameters: unknown): string => {
    const gang = gangOf(parameters);
    if (gang !== null) return names.get(gang) ?? t('scope.goneGang');
    const { scope } = object(parameters);
    const { kind } = scopeOf(scope);
    const { ids } = object(scope);
    return kind === 'entities' ? `${t('scope.entities')} ${texts(ids).length}` : t(`scope.${kind}`);
  };
  return (run) => {
    const question = questions.find(({ name }) => name === run.question);
    return {
      run,
      question: question?.title[language] ?? run.question,
      about: about(run.parameters),
      changed: question ? changed(question, object(run.parameters), language).join(' · ') : '',
    };
  };
}
