/** Why rules derive tags of an entity: each sentence with its figures, and the paths behind it, down to the source rows. */
import { Button, Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { useNetworkScope } from '../network-context.ts';
import type { EntityData } from './entity-data.ts';

type Tagged = EntityData['tags'][number];
type Ground = NonNullable<Tagged['ground']>;
type Path = Ground['paths'][number];

export function TagGrounds({ entity }: { readonly entity: EntityData }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const derived = entity.tags.flatMap(({ name, sources, ground }) =>
    ground ? [{ name, sources, ground }] : [],
  );
  if (derived.length === 0) return null;
  return (
    <Collapse
      size="small"
      ghost
      className="tag-grounds"
      defaultActiveKey={['grounds']}
      items={[
        {
          key: 'grounds',
          label: t('grounds.title', { count: derived.length }),
          children: derived.map(({ name, sources, ground }) => (
            <section key={name} className="tag-ground" data-testid={`ground-${name}`}>
              <b>{legend.tagLabel(name)}</b>
              <p>{ground[legend.language]}</p>
              {ground.paths.map((path) => (
                <GroundPath key={path.links.map(({ id }) => id).join()} path={path} />
              ))}
              <Since ground={ground} alsoSaid={sources.length > 0} />
            </section>
          )),
        },
      ]}
    />
  );
}

function Since({ ground, alsoSaid }: { readonly ground: Ground; readonly alsoSaid: boolean }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  return (
    <small className="muted">
      {t('grounds.since', { version: ground.version, when: format.instant(ground.since) })}
      {alsoSaid && ` · ${t('grounds.alsoSaid')}`}
    </small>
  );
}

/** The entity itself is left out: the path begins with its first relation. Relations and what stands at the end open their source rows. */
function GroundPath({ path }: { readonly path: Path }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const { ui } = useNetworkScope();
  const rowsOf = (id: string, owner: string) => () =>
    ui.dialog.set({ name: 'statements', id, owner, property: null });
  return (
    <div className="ground-path">
      {path.links.map((link, index) => {
        const node = path.nodes[index + 1];
        return (
          <span key={link.id}>
            <Button
              type="link"
              size="small"
              title={t('grounds.rows')}
              onClick={rowsOf(link.id, link.kind)}
            >
              {legend.kindLabel(link.kind)}
            </Button>
            {node && (
              <Button
                type="link"
                size="small"
                title={t('grounds.rows')}
                onClick={rowsOf(node.id, node.type)}
              >
                <TypeIcon type={node.type} tags={node.tags} size={16} /> {node.label}
              </Button>
            )}
          </span>
        );
      })}
    </div>
  );
}
