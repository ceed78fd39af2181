/** Ranked groups: the score with its parts as one bar, and what is known of each. */
import { Table, Tag, Tooltip, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import type { OrderedTable } from '../../app/order.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import type { Group } from './gang-run.tsx';

export const rankParts = ['evidence', 'tags', 'concealment', 'loops', 'money'] as const;

/** Columns of the ranked groups, for the table and for what goes to a spreadsheet in its order. */
export function useGroupColumns(): TableColumnsType<Group> {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  return [
    {
      key: 'rank',
      title: '#',
      width: 36,
      align: 'right',
      render: (_, { rank }) => rank,
      sorter: (a, b) => a.rank - b.rank,
    },
    {
      key: 'group',
      title: t('group'),
      ellipsis: true,
      render: (_, group) => <GroupName group={group} />,
      sorter: (a, b) => a.head.label.localeCompare(b.head.label),
    },
    {
      key: 'score',
      title: t('score'),
      width: 96,
      render: (_, { score, parts }) => (
        <ScoreBar
          score={score}
          told={rankParts.map((part) => `${t(`parts.${part}`)} ${format.percent(parts[part])}`)}
        />
      ),
      sorter: (a, b) => a.score - b.score,
    },
    {
      key: 'tags',
      title: t('tags'),
      width: 150,
      render: (_, { tags }) => <TopTags tags={tags} />,
      sorter: (a, b) => topLevel(a) - topLevel(b) || a.tags.length - b.tags.length,
    },
    {
      key: 'enterprises',
      title: t('enterprises'),
      width: 56,
      align: 'right',
      render: (_, { enterprises }) => format.number(enterprises),
      sorter: (a, b) => a.enterprises - b.enterprises,
    },
    {
      key: 'people',
      title: t('people'),
      width: 56,
      align: 'right',
      render: (_, { people }) => format.number(people),
      sorter: (a, b) => a.people - b.people,
    },
    {
      key: 'amount',
      title: t('amount'),
      width: 84,
      align: 'right',
      render: (_, { amount }) => format.money(amount),
      sorter: (a, b) => a.amount - b.amount,
    },
    {
      key: 'last',
      title: t('last'),
      width: 88,
      render: (_, { lastActivity }) => lastActivity,
      sorter: (a, b) => (a.lastActivity ?? '').localeCompare(b.lastActivity ?? ''),
    },
  ];
}

export const topLevel = ({ tags }: Pick<Group, 'tags'>): number =>
  Math.max(0, ...tags.map(({ level }) => level));

interface GroupTableProps {
  readonly groups: readonly Group[];
  readonly order: OrderedTable<Group>;
  readonly chosen: string | null;
  onChoose(key: string): void;
}

export function GroupTable({ groups, order, chosen, onChoose }: GroupTableProps) {
  const { t } = useTranslation('analysis');
  const move = (row: HTMLElement, step: number) => {
    const rows = [...(row.parentElement?.querySelectorAll<HTMLElement>('tr[tabindex]') ?? [])];
    const next = rows[rows.indexOf(row) + step];
    next?.focus();
    next?.click();
  };
  return (
    <Table<Group>
      size="small"
      rowKey="key"
      dataSource={groups}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyHint text={t('noGroups')} /> }}
      rowClassName={({ key }) => (key === chosen ? 'clickable chosen' : 'clickable')}
      onRow={({ key, rank }) => ({
        tabIndex: 0,
        'data-testid': 'group-row',
        'data-rank': rank,
        onClick: () => onChoose(key),
        onKeyDown: (event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (event.key === 'Enter') onChoose(key);
          else if (step !== undefined) move(event.currentTarget as HTMLElement, step);
          else return;
          event.preventDefault();
        },
      })}
      {...order.table}
    />
  );
}

function GroupName({ group }: { readonly group: Group }) {
  const { t } = useTranslation('analysis');
  const { verdict, gang } = group;
  return (
    <span className="group-name">
      <TypeIcon type={group.head.type} tags={group.tags.map(({ tag }) => tag)} size={18} />
      <span className="ellipsis" title={group.head.label}>
        {gang?.name ?? group.head.label}
      </span>
      {verdict && (
        <Tooltip title={`${verdict.actor}: ${verdict.reason}`}>
          <Tag color={verdict.verdict === 'confirmed' ? 'blue' : 'default'}>
            {t(`verdicts.${verdict.verdict}`)}
          </Tag>
        </Tooltip>
      )}
      {!verdict && gang && <Tag>{t('knownGang')}</Tag>}
    </span>
  );
}

/** The most severe tag with how many members carry it, and how many more there are. */
export function TopTags({ tags }: Pick<Group, 'tags'>) {
  const legend = useLegend();
  const [top, ...others] = [...tags].sort((a, b) => b.level - a.level || b.members - a.members);
  if (!top) return null;
  return (
    <span className="group-tag" title={tags.map(({ tag }) => legend.tagLabel(tag)).join(' · ')}>
      <Tag
        variant="outlined"
        style={
          top.level > 1 ? { color: 'var(--text)', borderColor: `var(--risk-${top.level})` } : {}
        }
      >
        {legend.tagLabel(top.tag)} {top.members > 1 && top.members}
      </Tag>
      {others.length > 0 && <small className="muted">+{others.length}</small>}
    </span>
  );
}

/** @param told the parts of the score in words */
export function ScoreBar({
  score,
  told,
}: {
  readonly score: number;
  readonly told: readonly string[];
}) {
  return (
    <span className="score" title={told.join('\n')}>
      <span className="score-bar">
        <span style={{ width: `${Math.round(score * 100)}%` }} />
      </span>
      <span className="num">{Math.round(score * 100)}</span>
    </span>
  );
}
