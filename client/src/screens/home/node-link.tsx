/** An entity in a list: disc, name, highest tag, number of relations; opens it on the network. */
import { Tag } from 'antd';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import type { NodePartsFragment } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';

export function NodeLink({ node, note }: { node: NodePartsFragment; note?: string | undefined }) {
  const { t } = useTranslation('home');
  const legend = useLegend();
  const format = useFormat();
  const top = [...node.tags].sort(
    (a, b) => (legend.tag(b)?.level ?? 0) - (legend.tag(a)?.level ?? 0),
  )[0];
  const level = top ? (legend.tag(top)?.level ?? 0) : 0;
  return (
    <Link className="node-link" to={networkAddress([node.id])}>
      <TypeIcon type={node.type} tags={node.tags} />
      <span className="ellipsis">{node.label}</span>
      {note && <small className="muted">{note}</small>}
      {top && (
        <Tag
          variant="outlined"
          style={level > 1 ? { color: 'var(--text)', borderColor: `var(--risk-${level})` } : {}}
        >
          {legend.tagLabel(top)}
        </Tag>
      )}
      <small className="muted num">
        {t('relations', { count: node.degree, shown: format.number(node.degree) })}
      </small>
    </Link>
  );
}
