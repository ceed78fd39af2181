/** One closed loop: why it ranks where it does, each member with the relation that leads on, and what to make of it. */
import { ApartmentOutlined, EyeOutlined } from '@ant-design/icons';
import { Button, Space, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { ActivityTimeline } from '../../activity/activity-timeline.tsx';
import { gangAddress, networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { GangFromSelectionDocument } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { DraftButton } from '../targeting/draft-dialog.tsx';
import type { Loop } from './loop-run.tsx';

export const loopParts = ['tightness', 'tags', 'goods', 'money'] as const;

export function LoopPanel({ loop }: { readonly loop: Loop }) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const records = loop.members.map(({ record }) => record);
  const name = loop.members[0]?.label ?? '';
  return (
    <aside className="group-panel" data-testid="loop-panel">
      <header>
        <h2>
          <span className="ellipsis" title={name}>
            {t(`loop.kinds.${loop.kind}`)} · {name}
          </span>
        </h2>
        <Space size={4} wrap>
          <Link to={networkAddress(records, name)}>
            <Button size="small" icon={<ApartmentOutlined />} data-testid="loop-on-canvas">
              {t('openOnCanvas')}
            </Button>
          </Link>
          <DraftButton from={{ ids: records }} name={name} size="small" />
          <Button
            size="small"
            type="primary"
            icon={<EyeOutlined />}
            onClick={() => setAsking(true)}
            data-testid="loop-as-gang"
          >
            {t('confirm')}
          </Button>
        </Space>
      </header>
      <dl className="reasons">
        {loopParts.map((part) => (
          <div key={part}>
            <dt>{t(`loop.parts.${part}`)}</dt>
            <dd>
              <span className="score-bar">
                <span style={{ width: `${Math.round((loop.parts[part] ?? 0) * 100)}%` }} />
              </span>
              <span className="num">
                {loop.parts[part] === null ? '–' : format.percent(loop.parts[part])}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <Tabs
        size="small"
        items={[
          { key: 'chain', label: t('loop.chain'), children: <Chain loop={loop} /> },
          {
            key: 'timeline',
            label: t('timeline'),
            children: <ActivityTimeline ids={records} />,
          },
        ]}
      />
      {asking && <AsGang records={records} name={name} close={() => setAsking(false)} />}
    </aside>
  );
}

function Chain({ loop }: { readonly loop: Loop }) {
  const { t } = useTranslation('analysis');
  const legend = useLegend();
  return (
    <>
      <ol className="loop-chain">
        {loop.members.map((member, i) => {
          const link = loop.links[i];
          const next = loop.members[(i + 1) % loop.members.length];
          return (
            <li key={member.id}>
              <Link to={networkAddress([member.record])} className="member-name">
                <TypeIcon type={member.type} tags={member.tags.map(({ tag }) => tag)} size={16} />
                <span className="ellipsis" title={member.label}>
                  {member.label}
                </span>
              </Link>
              <span className="top-tags">
                {member.tags.map(({ tag }) => (
                  <Tag key={tag}>{legend.tagLabel(tag)}</Tag>
                ))}
              </span>
              {link && next && (
                <Link
                  className="muted"
                  to={networkAddress([member.record, next.record])}
                  title={next.label}
                >
                  {link.forward ? '↓' : '↑'} {legend.kindLabel(link.kind)}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
      <p className="muted ellipsis" title={loop.members[0]?.label}>
        {t('loop.backTo', { label: loop.members[0]?.label })}
      </p>
      {loop.goods.length > 0 && (
        <p>
          {t('loop.parts.goods')}: {loop.goods.map(({ label }) => label).join(' · ')}
        </p>
      )}
    </>
  );
}

interface AsGangProps {
  readonly records: readonly string[];
  readonly name: string;
  close(): void;
}

function AsGang({ records, name, close }: AsGangProps) {
  const { t } = useTranslation('gangs');
  const notify = useNotify();
  const navigate = useNavigate();
  const [, make] = useMutation(GangFromSelectionDocument);
  return (
    <ReasonDialog
      title={t('fromSelectionTitle')}
      name={name}
      close={close}
      save={async (answers) => {
        const result = await make({ ids: [...records], ...answers });
        const made = result.data?.gangFromSelection;
        if (!made) return result.error;
        notify.done(t('made', { name: made.name }));
        void navigate(gangAddress(made.id));
        return null;
      }}
    />
  );
}
