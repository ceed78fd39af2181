/** A path in words: entities with the relations between them. */
import { Fragment } from 'react';
import { useLegend } from '../legend/legend.tsx';
import { TypeIcon } from './type-icon.tsx';

interface PathTextProps {
  /** Ids of entities and of the relations between them. */
  readonly path: { readonly nodes: readonly string[]; readonly links: readonly string[] };
  readonly nodes: ReadonlyMap<
    string,
    { readonly type: string; readonly label: string; readonly tags: readonly string[] }
  >;
  readonly links: readonly {
    readonly id: string;
    readonly kind: string;
    readonly source: string;
  }[];
}

export function PathText({ path, nodes, links }: PathTextProps) {
  const legend = useLegend();
  const known = new Map(links.map((link) => [link.id, link]));
  return path.nodes.map((id, index) => {
    const node = nodes.get(id);
    const link = known.get(path.links[index] ?? '');
    const forward = link?.source === id;
    return (
      <Fragment key={`${id} ${index}`}>
        <span className="path-node">
          <TypeIcon type={node?.type ?? ''} tags={[...(node?.tags ?? [])]} size={16} />
          {node?.label ?? id}
        </span>
        {link && (
          <span className="path-link">
            {forward ? '' : '◂'}—{legend.kindLabel(link.kind)}—{forward ? '▸' : ''}
          </span>
        )}
      </Fragment>
    );
  });
}

/** The same as plain text. */
export function pathWords(
  path: PathTextProps['path'],
  nodes: PathTextProps['nodes'],
  links: PathTextProps['links'],
  kindLabel: (kind: string) => string,
): string {
  const known = new Map(links.map((link) => [link.id, link]));
  return path.nodes
    .map((id, index) => {
      const link = known.get(path.links[index] ?? '');
      const label = nodes.get(id)?.label ?? id;
      if (!link) return label;
      const kind = kindLabel(link.kind);
      return link.source === id ? `${label} —${kind}▸ ` : `${label} ◂${kind}— `;
    })
    .join('');
}
