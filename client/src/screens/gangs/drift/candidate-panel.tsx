/** One candidate: why it is proposed, beside which former shell it stands, when it could have been known, and what to make of it. */
import { ApartmentOutlined } from '@ant-design/icons';
import { Button, Space, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { networkAddress } from '../../../app/addresses.ts';
import { useFormat } from '../../../app/format.ts';
import { useNotify } from '../../../app/notify.tsx';
import {
  ChangeGangDocument,
  DismissDriftDocument,
  ForgetDriftDismissalDocument,
  type GangPageQuery,
} from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { driftParts, type Candidate } from './candidate-table.tsx';
import type { FullRun } from './drift-page.tsx';
import { EvidenceTab } from './evidence-tab.tsx';
import { ReasonDialog, type ReasonAnswers } from '../../../ui/reason-dialog.tsx';
import { ShellsTab } from './shells-tab.tsx';

interface CandidatePanelProps {
  readonly gang: NonNullable<GangPageQuery['gang']>;
  readonly run: FullRun;
  readonly candidate: Candidate;
  onChanged(): void;
}

export function CandidatePanel({ gang, run, candidate, onChanged }: CandidatePanelProps) {
  const { t } = useTranslation('drift');
  const format = useFormat();
  const legend = useLegend();
  const notify = useNotify();
  const [asked, setAsked] = useState<'dismiss' | 'add' | null>(null);
  const [, dismiss] = useMutation(DismissDriftDocument);
  const [, forget] = useMutation(ForgetDriftDismissalDocument);
  const [, change] = useMutation(ChangeGangDocument);
  const entities = new Map(run.entities.map((entity) => [entity.id, entity]));
  const records = [
    ...new Set(
      candidate.paths
        .flatMap(({ entities: ids }) => ids)
        .flatMap((id) => entities.get(id)?.record ?? []),
    ),
  ];
  const isMember = gang.members.some(({ node }) => node.id === candidate.id);
  const save = async ({ reason }: ReasonAnswers) => {
    const result =
      asked === 'dismiss'
        ? await dismiss({ run: run.run.id, candidate: candidate.id, reason })
        : await change({ id: gang.id, version: gang.version, add: [candidate.record], reason });
    if (result.error) return result.error;
    notify.done(t(asked === 'dismiss' ? 'dismissDone' : 'addDone', { name: candidate.label }));
    setAsked(null);
    onChanged();
    return null;
  };
  const takeBack = async () => {
    const result = await forget({ gang: gang.id, record: candidate.record });
    if (result.error) notify.failed(result.error, t('takeBackFailed'));
    else onChanged();
  };
  const { replay, dismissal } = candidate;
  return (
    <section className="drift-panel" data-testid="drift-panel">
      <header>
        <TypeIcon type={candidate.type} size={20} />
        <h2 className="ellipsis" title={candidate.label}>
          {candidate.label}
        </h2>
      </header>
      <Space size={4} wrap>
        <Link
          to={networkAddress(
            records.length > 0 ? records : [candidate.record],
            `${gang.name} → ${candidate.label}`,
          )}
        >
          <Button type="primary" icon={<ApartmentOutlined />} data-testid="drift-on-canvas">
            {t('openOnCanvas')}
          </Button>
        </Link>
        {!isMember && (
          <Button onClick={() => setAsked('add')} data-testid="add-candidate">
            {t('add')}
          </Button>
        )}
        {dismissal === null ? (
          <Button onClick={() => setAsked('dismiss')} data-testid="dismiss-candidate">
            {t('dismiss')}
          </Button>
        ) : (
          <Button onClick={() => void takeBack()}>{t('takeBack')}</Button>
        )}
      </Space>
      {dismissal && (
        <p className="muted">
          {t('dismissedBy', { actor: dismissal.actor, at: format.instant(dismissal.at) })}{' '}
          {dismissal.reason}
        </p>
      )}
      <p className={replay ? 'drift-told' : 'muted'} data-testid="replay">
        {replay
          ? t('replay', {
              day: replay.day,
              declarations: format.number(replay.declarations),
              amount: format.money(replay.amount),
            })
          : t('noReplay')}{' '}
        {replay?.daysFromFirstFiling != null &&
          t(replay.daysFromFirstFiling < 0 ? 'beforeFirst' : 'afterFirst', {
            count: Math.abs(replay.daysFromFirstFiling),
          })}
      </p>
      <dl className="drift-facts">
        <dt>{t('score')}</dt>
        <dd>
          <b>{candidate.score.toFixed(2)}</b>{' '}
          {driftParts
            .map((part) => {
              const value = candidate.parts[part];
              return `${t(`parts.${part}`)} ${value === null ? t('nothingFiled') : value.toFixed(2)}`;
            })
            .join(' · ')}
        </dd>
        <dt>{t('newness.title')}</dt>
        <dd>{candidate.newness.map((why) => t(`newness.${why}`)).join(' · ')}</dd>
        <dt>{t('days')}</dt>
        <dd>
          {(['registered', 'firstLink', 'firstActivity'] as const)
            .filter((one) => candidate[one] !== null)
            .map((one) => `${t(one)} ${candidate[one] ?? ''}`)
            .join(' · ')}
        </dd>
        <dt>{t('ports')}</dt>
        <dd>
          {candidate.ports
            .map(({ label, declarations }) => `${label} ${format.number(declarations)}`)
            .join(' · ') || t('nothingFiled')}
        </dd>
      </dl>
      <Tabs
        size="small"
        items={[
          {
            key: 'evidence',
            label: `${t('evidence')} ${candidate.pathsTotal}`,
            children: <EvidenceTab candidate={candidate} entities={entities} />,
          },
          {
            key: 'shells',
            label: <span data-testid="compare-shells">{t('oldAndNew')}</span>,
            children: (
              <ShellsTab candidate={candidate} entities={entities} typeLabel={legend.typeLabel} />
            ),
          },
        ]}
      />
      {asked && (
        <ReasonDialog
          title={t(asked === 'dismiss' ? 'dismissTitle' : 'addTitle', { name: candidate.label })}
          ok={t(asked)}
          close={() => setAsked(null)}
          save={save}
        >
          <p>{t(asked === 'dismiss' ? 'dismissWhy' : 'addWhy')}</p>
        </ReasonDialog>
      )}
    </section>
  );
}
