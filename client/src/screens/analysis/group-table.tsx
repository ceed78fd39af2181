/** Ranked groups: the score with its parts as one bar, and what is known of each. */
import { Table, Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import type { Group } from './gang-run.tsx';

export const rankParts = ['evidence', 'tags', 'concealment', 'loops', 'money'] as const;

interface GroupTableProps {
  readonly groups: readonly Group[];
  readonly chosen: string | null;
  onChoose(key: string): void;
}

export function GroupTable({ groups, chosen, onChoose }: GroupTableProps) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
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
      columns={[
        {
          title: '#',
          width: 36,
          align: 'right',
          render: (_, { rank }) => rank,
          sorter: (a, b) => a.rank - b.rank,
        },
        {
          title: t('group'),
          ellipsis: true,
          render: (_, group) => <GroupName group={group} />,
          sorter: (a, b) => a.head.label.localeCompare(b.head.label),
        },
        {
          title: t('score'),
          width: 96,
          render: (_, group) => <ScoreBar score={group.score} parts={group.parts} />,
          sorter: (a, b) => a.score - b.score,
        },
        { title: t('tags'), width: 150, render: (_, { tags }) => <TopTags tags={tags} /> },
        {
          title: t('enterprises'),
          width: 56,
          align: 'right',
          render: (_, { enterprises }) => format.number(enterprises),
          sorter: (a, b) => a.enterprises - b.enterprises,
        },
        {
          title: t('people'),
          width: 56,
          align: 'right',
          render: (_, { people }) => format.number(people),
          sorter: (a, b) => a.people - b.people,
        },
        {
          title: t('amount'),
          width: 84,
          align: 'right',
          render: (_, { amount }) => format.money(amount),
          sorter: (a, b) => a.amount - b.amount,
        },
        {
          title: t('last'),
          width: 88,
          render: (_, { lastActivity }) => lastActivity,
          sorter: (a, b) => (a.lastActivity ?? '').localeCompare(b.lastActivity ?? ''),
        },
      ]}
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
function TopTags({ tags }: Pick<Group, 'tags'>) {
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

export function ScoreBar({ score, parts }: Pick<Group, 'score' | 'parts'>) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const told = rankParts
    .map((part) => `${t(`parts.${part}`)} ${format.percent(parts[part])}`)
    .join('\n');
  return (
    <span className="score" title={told}>
      <span className="score-bar">
        <span style={{ width: `${Math.round(score * 100)}%` }} />
      </span>
      <span className="num">{Math.round(score * 100)}</span>
    </span>
  );
}
