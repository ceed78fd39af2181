/** Newly associated enterprises by score, with the parts of the score and how the rank moved since the run before. */
import { Table, Tag, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import type { OrderedTable } from '../../../app/order.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import type { FullRun } from './drift-page.tsx';

export type Candidate = FullRun['candidates'][number];
export const driftParts = ['association', 'behaviour', 'role'] as const;

/** @param before ranks of the run before, by entity */
export function useCandidateColumns(
  before: ReadonlyMap<string, number> | null,
): TableColumnsType<Candidate> {
  const { t } = useTranslation('drift');
  const format = useFormat();
  return [
    {
      key: 'rank',
      title: '#',
      width: 56,
      sorter: (a, b) => a.rank - b.rank,
      render: (_, { id, rank }) => (
        <>
          {rank} <Moved rank={rank} was={before?.get(id)} known={before !== null} />
        </>
      ),
    },
    {
      key: 'candidate',
      title: t('candidate'),
      ellipsis: true,
      sorter: (a, b) => a.label.localeCompare(b.label),
      render: (_, { label, member, dismissal }) => (
        <span className="member-name" title={label}>
          <span className="ellipsis">{label}</span>
          {member && <Tag>{t('member')}</Tag>}
          {dismissal && <Tag>{t('dismissed')}</Tag>}
        </span>
      ),
    },
    {
      key: 'score',
      title: t('score'),
      width: 68,
      align: 'right',
      sorter: (a, b) => a.score - b.score,
      render: (_, { score }) => <b>{score.toFixed(2)}</b>,
    },
    {
      title: t('parts.title'),
      width: 76,
      render: (_, { parts }) => <Parts parts={parts} />,
    },
    {
      key: 'since',
      title: t('since'),
      width: 96,
      sorter: (a, b) => sinceOf(a).localeCompare(sinceOf(b)),
      render: (_, candidate) => sinceOf(candidate),
    },
    {
      key: 'declarations',
      title: t('declarations'),
      width: 76,
      align: 'right',
      sorter: (a, b) => a.declarations - b.declarations,
      render: (_, { declarations }) => format.number(declarations),
    },
    {
      key: 'amount',
      title: t('amount'),
      width: 88,
      align: 'right',
      sorter: (a, b) => a.amount - b.amount,
      render: (_, { amount }) => format.money(amount),
    },
  ];
}

interface CandidateTableProps {
  readonly candidates: readonly Candidate[];
  readonly order: OrderedTable<Candidate>;
  readonly threshold: number;
  readonly chosen: string | null;
  onChoose(id: string): void;
}

export function CandidateTable({
  candidates,
  order,
  threshold,
  chosen,
  onChoose,
}: CandidateTableProps) {
  const { t } = useTranslation('drift');
  return (
    <Table<Candidate>
      size="small"
      rowKey="id"
      dataSource={candidates}
      scroll={{ y: 300 }}
      pagination={false}
      locale={{ emptyText: <EmptyHint text={t('noCandidates')} /> }}
      rowClassName={({ id, score }) =>
        `clickable${id === chosen ? ' ant-table-row-selected' : ''}${score < threshold ? ' below' : ''}`
      }
      onRow={({ id, rank }) => ({
        tabIndex: 0,
        'data-testid': 'drift-row',
        'data-rank': rank,
        'data-id': id,
        onClick: () => onChoose(id),
        onKeyDown: (event) => event.key === 'Enter' && onChoose(id),
      })}
      {...order.table}
    />
  );
}

const sinceOf = ({ firstLink, registered, firstActivity }: Candidate) =>
  firstLink ?? registered ?? firstActivity ?? '';

function Moved({
  rank,
  was,
  known,
}: {
  readonly rank: number;
  readonly was: number | undefined;
  readonly known: boolean;
}) {
  const { t } = useTranslation('drift');
  if (!known || was === rank) return null;
  if (was === undefined) return <small className="muted">{t('new')}</small>;
  const up = was > rank;
  return (
    <small className="muted" data-testid="rank-moved" title={t('rankBefore', { rank: was })}>
      {up ? '↑' : '↓'}
      {Math.abs(was - rank)}
    </small>
  );
}

function Parts({ parts }: { readonly parts: Candidate['parts'] }) {
  const { t } = useTranslation('drift');
  return (
    <span className="drift-parts">
      {driftParts.map((part) => {
        const value = parts[part];
        const told = value === null ? t('nothingFiled') : value.toFixed(2);
        return (
          <i key={part} className={part} title={`${t(`parts.${part}`)} ${told}`}>
            <b style={{ width: `${(value ?? 0) * 100}%` }} />
          </i>
        );
      })}
    </span>
  );
}
