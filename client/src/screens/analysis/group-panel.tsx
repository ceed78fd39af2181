/** One proposed group: why it ranks where it does, who belongs to it and how surely, what ties them, and what to make of it. */
import { ApartmentOutlined, CheckOutlined, CloseOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Space, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { ActivityTimeline } from '../../activity/activity-timeline.tsx';
import { gangAddress, networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  ForgetDismissalDocument,
  GangGroupDocument,
  type GangGroupQuery,
} from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { DraftButton } from '../targeting/draft-dialog.tsx';
import { ConfirmGroup, DismissGroup } from './verdict-dialogs.tsx';
import { rankParts } from './group-table.tsx';
import { LoopsTab } from './loops-tab.tsx';
import { MembersTab } from './members-tab.tsx';
import { TiesTab } from './ties-tab.tsx';
import { TradeTab } from './trade-tab.tsx';
import { WeakLinkNote } from './weak-link-note.tsx';

export type FullGroup = NonNullable<GangGroupQuery['gangGroup']>;

interface GroupPanelProps {
  readonly run: string;
  readonly group: string;
  onJudged(): void;
  /** Opens the form of another run. */
  onAgain(): void;
}

export function GroupPanel({ run, group: key, onJudged, onAgain }: GroupPanelProps) {
  const { t } = useTranslation('analysis');
  const notify = useNotify();
  const [judging, setJudging] = useState<'confirm' | 'dismiss' | null>(null);
  const [{ data, error, fetching }, ask] = useQuery({
    query: GangGroupDocument,
    variables: { run, key },
    requestPolicy: 'cache-and-network',
  });
  const [, forget] = useMutation(ForgetDismissalDocument);
  const again = () => ask({ requestPolicy: 'network-only' });
  if (error) return <Failure error={error} retry={again} />;
  const group = data?.gangGroup;
  if (!group)
    return (
      <aside className="group-panel">
        {fetching ? <Loading /> : <EmptyHint text={t('groupGone')} />}
      </aside>
    );
  const judged = () => {
    setJudging(null);
    again();
    onJudged();
  };
  const takeBack = async () => {
    const result = await forget({ key });
    if (result.error) notify.failed(result.error, t('forgetFailed'));
    else judged();
  };
  const { verdict } = group;
  return (
    <aside className="group-panel" data-testid="group-panel">
      <header>
        <h2>
          <TypeIcon type={group.head.type} tags={group.tags.map(({ tag }) => tag)} />
          <span className="ellipsis" title={group.head.label}>
            {t('groupOf', { label: group.head.label })}
          </span>
        </h2>
        <Space size={4} wrap>
          <Link to={networkAddress(shownOnCanvas(group), group.gang?.name ?? group.head.label)}>
            <Button size="small" icon={<ApartmentOutlined />} data-testid="open-on-canvas">
              {t('openOnCanvas')}
            </Button>
          </Link>
          <DraftButton
            from={{ run, group: key }}
            name={group.gang?.name ?? group.head.label}
            size="small"
          />
          {verdict?.verdict !== 'confirmed' && (
            <Button
              size="small"
              type="primary"
              icon={<CheckOutlined />}
              onClick={() => setJudging('confirm')}
              data-testid="confirm-group"
            >
              {t('confirm')}
            </Button>
          )}
          {!verdict && (
            <Button size="small" icon={<CloseOutlined />} onClick={() => setJudging('dismiss')}>
              {t('dismiss')}
            </Button>
          )}
          {verdict?.verdict === 'dismissed' && (
            <Button size="small" icon={<UndoOutlined />} onClick={() => void takeBack()}>
              {t('takeBack')}
            </Button>
          )}
        </Space>
      </header>
      {verdict && (
        <p>
          <Tag color={verdict.verdict === 'confirmed' ? 'blue' : 'default'}>
            {t(`verdicts.${verdict.verdict}`)}
          </Tag>
          {verdict.actor}: {verdict.reason}{' '}
          {verdict.gang && <Link to={gangAddress(verdict.gang)}>{t('toGang')}</Link>}
        </p>
      )}
      {!verdict && group.gang && (
        <p>
          {t('overlaps', { shared: group.gang.shared, total: group.members.length })}{' '}
          <Link to={gangAddress(group.gang.id)}>{group.gang.name}</Link>
        </p>
      )}
      <Reasons group={group} />
      {group.weakLink && (
        <WeakLinkNote
          run={run}
          group={group}
          link={group.weakLink}
          onJudged={again}
          onAgain={onAgain}
        />
      )}
      <Tabs
        size="small"
        items={[
          {
            key: 'members',
            label: `${t('members')} ${group.members.length}`,
            children: <MembersTab group={group} />,
          },
          {
            key: 'ties',
            label: `${t('ties')} ${group.tiesTotal}`,
            children: <TiesTab group={group} />,
          },
          { key: 'loops', label: t('loops'), children: <LoopsTab group={group} /> },
          {
            key: 'timeline',
            label: t('timeline'),
            children: <ActivityTimeline ids={group.members.map(({ record }) => record)} />,
          },
          { key: 'trade', label: t('trade'), children: <TradeTab group={group} /> },
        ]}
      />
      {judging === 'confirm' && (
        <ConfirmGroup run={run} group={group} close={() => setJudging(null)} done={judged} />
      )}
      {judging === 'dismiss' && (
        <DismissGroup group={group} close={() => setJudging(null)} done={judged} />
      )}
    </aside>
  );
}

/** Members that count, and the things that they share. */
function shownOnCanvas(group: FullGroup): string[] {
  const members = group.members
    .filter(({ role }) => role !== 'doubtful')
    .map(({ record }) => record);
  const things = group.ties.flatMap(({ thing }) => (thing ? [thing.record] : []));
  return [...new Set([...members, ...things])].slice(0, 400);
}

/** The parts of the rank, each as a bar with its figure. */
function Reasons({ group }: { readonly group: FullGroup }) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  return (
    <dl className="reasons">
      {rankParts.map((part) => (
        <div key={part}>
          <dt>{t(`parts.${part}`)}</dt>
          <dd>
            <span className="score-bar">
              <span style={{ width: `${Math.round(group.parts[part] * 100)}%` }} />
            </span>
            <span className="num">{format.percent(group.parts[part])}</span>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('stability')}</dt>
        <dd>
          <span className="score-bar calm">
            <span style={{ width: `${Math.round(group.stability * 100)}%` }} />
          </span>
          <span className="num">{format.percent(group.stability)}</span>
        </dd>
      </div>
    </dl>
  );
}
