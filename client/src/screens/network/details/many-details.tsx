/** Several selected: what can be done with them together. */
import { useTranslation } from 'react-i18next';
import { membersOf } from '../../../network/core/canvas-state.ts';
import { useCanvas, useNetwork } from '../network-context.ts';
import type { Action } from '../use-actions.ts';
import { WatchButton } from '../../watches/watch-button.tsx';
import { ActionRow } from './action-row.tsx';
import { MemberList } from './member-list.tsx';

export function ManyDetails({
  ids,
  actions,
}: {
  ids: readonly string[];
  actions: readonly Action[];
}) {
  const { t } = useTranslation('network');
  const canvas = useCanvas();
  const network = useNetwork();
  return (
    <>
      <header>
        <h2>{t('details.many', { count: ids.length })}</h2>
      </header>
      <ActionRow
        actions={actions}
        ids={[
          'expand',
          'path',
          'drawRelation',
          'merge',
          'target',
          'watchAsGang',
          'group',
          'selectNeighbours',
          'pin',
          'unpin',
          'hide',
          'hideOthers',
          'remove',
        ]}
      />
      <WatchButton
        size="small"
        of={{ records: [...membersOf(canvas, ids)].map((id) => network.recordOf(id)) }}
        name=""
        words={t('watchAll', { ns: 'common', count: ids.length })}
      />
      <MemberList ids={[...membersOf(canvas, ids)]} />
    </>
  );
}
