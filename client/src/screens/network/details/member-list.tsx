/** Entities grouped by type, each a click away. */
import { useTranslation } from 'react-i18next';
import { useLegend } from '../../../legend/legend.tsx';
import { selectNodes } from '../../../network/core/selection.ts';
import type { NodeItem } from '../../../network/core/types.ts';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { useCanvas, useNetwork } from '../network-context.ts';

const most = 200;

export function MemberList({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const network = useNetwork();
  const canvas = useCanvas();
  const byType = new Map<string, NodeItem[]>();
  for (const id of ids) {
    const node = canvas.nodes.get(id);
    if (node) byType.set(node.type, [...(byType.get(node.type) ?? []), node]);
  }
  const choose = (id: string) => {
    const disc = network.display.get()?.discOf.get(id) ?? id;
    network.select(selectNodes([disc]));
    network.stage?.reveal([disc]);
  };
  return (
    <div className="tab-body">
      {[...byType]
        .sort((a, b) => b[1].length - a[1].length)
        .map(([type, nodes]) => (
          <section key={type}>
            <h3 className="list-title">
              <TypeIcon type={type} size={16} /> {legend.typeLabel(type)}{' '}
              <span className="muted">{nodes.length}</span>
            </h3>
            <ul className="member-list">
              {nodes.slice(0, most).map((node) => (
                <li key={node.id}>
                  <button type="button" className="plain ellipsis" onClick={() => choose(node.id)}>
                    {node.label}
                  </button>
                </li>
              ))}
            </ul>
            {nodes.length > most && (
              <small className="muted">
                {t('details.firstOf', { shown: most, total: nodes.length })}
              </small>
            )}
          </section>
        ))}
    </div>
  );
}
