/** The reasons beside the picture: details of whatever is selected. */
import { useTranslation } from 'react-i18next';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { useCanvas, useDisplay, useSelection } from '../network-context.ts';
import type { Action } from '../use-actions.ts';
import { EntityDetails } from './entity-details.tsx';
import { GroupDetails } from './group-details.tsx';
import { ManyDetails } from './many-details.tsx';
import { RelationDetails } from './relation-details.tsx';

export function DetailsPanel({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation('network');
  const canvas = useCanvas();
  const display = useDisplay();
  const selection = useSelection();
  const nodes = [...selection.nodes];
  const edge = [...selection.edges].flatMap((id) => display?.edges.get(id) ?? [])[0];
  const group = nodes.length === 1 ? canvas.groups.find((one) => one.id === nodes[0]) : undefined;
  const only =
    nodes.length === 1 && nodes[0] !== undefined && canvas.nodes.has(nodes[0])
      ? nodes[0]
      : undefined;
  return (
    <aside
      className="side-panel details-panel"
      tabIndex={-1}
      aria-label={t('details.title')}
      data-testid="details"
    >
      {only ? (
        <EntityDetails key={only} id={only} actions={actions} />
      ) : group ? (
        <GroupDetails group={group} />
      ) : nodes.length > 1 ? (
        <ManyDetails ids={nodes} actions={actions} />
      ) : edge ? (
        <RelationDetails key={edge.id} edge={edge} />
      ) : (
        <EmptyHint text={t('details.none')} />
      )}
    </aside>
  );
}
