/** What is shown of the canvas: by type, kind, tag, source and day, each with how many of how many. */
import { CloseOutlined } from '@ant-design/icons';
import { Button, DatePicker, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useStore } from '../../app/store.ts';
import { useLegend } from '../../legend/legend.tsx';
import {
  facetsOf,
  fullScope,
  isFull,
  toggled,
  visibleOf,
  type Facet,
  type Scope,
} from '../../network/core/scope.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { useCanvas, useDisplay, useNetwork } from './network-context.ts';
import { ScoreFilter } from './score-filter.tsx';

export function ScopePanel() {
  const { t } = useTranslation('network');
  const network = useNetwork();
  const legend = useLegend();
  const canvas = useCanvas();
  const scope = useStore(network.scope);
  const display = useDisplay();
  const facets = useMemo(
    () => facetsOf(canvas, display?.visible ?? visibleOf(canvas, scope)),
    [canvas, scope, display],
  );
  const set = (part: Partial<Scope>) => network.scope.set((before) => ({ ...before, ...part }));
  return (
    <aside className="side-panel scope-panel" aria-label={t('scope.title')}>
      <header>
        <h2>{t('scope.title')}</h2>
        {!isFull(scope) && (
          <Button
            type="link"
            size="small"
            onClick={() => network.scope.set(fullScope)}
            data-testid="scope-reset"
          >
            {t('scope.reset')}
          </Button>
        )}
      </header>
      {canvas.nodes.size === 0 && <EmptyHint text={t('scope.empty')} />}
      <FacetList
        title={t('scope.types')}
        facets={facets.types}
        off={scope.offTypes}
        label={legend.typeLabel}
        mark={(name) => <TypeIcon type={name} size={16} />}
        colour={legend.typeColour}
        toggle={(name) => set({ offTypes: toggled(scope.offTypes, name) })}
        only={(name) =>
          set({ offTypes: facets.types.map((one) => one.name).filter((one) => one !== name) })
        }
      />
      <FacetList
        title={t('scope.kinds')}
        facets={facets.kinds}
        off={scope.offKinds}
        label={legend.kindLabel}
        mark={(name) => (
          <span className="legend-line" style={{ background: legend.kindColour(name) }} />
        )}
        colour={legend.kindColour}
        toggle={(name) => set({ offKinds: toggled(scope.offKinds, name) })}
        only={(name) =>
          set({ offKinds: facets.kinds.map((one) => one.name).filter((one) => one !== name) })
        }
      />
      <FacetList
        title={t('scope.tags')}
        facets={facets.tags}
        off={
          scope.tags.length
            ? facets.tags.map((one) => one.name).filter((one) => !scope.tags.includes(one))
            : []
        }
        label={legend.tagLabel}
        mark={(name) => (
          <i
            className="tag-dot"
            style={{ background: levelColour(legend.palette.risk, legend.tag(name)?.level ?? 0) }}
          />
        )}
        colour={() => legend.palette.faint}
        toggle={(name) => set({ tags: toggled(scope.tags, name) })}
        hint={t('scope.tagsHint')}
      />
      <FacetList
        title={t('scope.sources')}
        facets={facets.sources}
        off={scope.offSources}
        label={legend.datasetLabel}
        colour={() => legend.palette.faint}
        toggle={(name) => set({ offSources: toggled(scope.offSources, name) })}
        only={(name) =>
          set({ offSources: facets.sources.map((one) => one.name).filter((one) => one !== name) })
        }
      />
      {canvas.nodes.size > 1 && <ScoreFilter />}
      {facets.days && (
        <section className="facet">
          <h3>{t('scope.days')}</h3>
          <DatePicker.RangePicker
            allowEmpty={[true, true]}
            value={[scope.from ? dayjs(scope.from) : null, scope.to ? dayjs(scope.to) : null]}
            onChange={(days) =>
              set({
                from: days?.[0]?.format('YYYY-MM-DD') ?? null,
                to: days?.[1]?.format('YYYY-MM-DD') ?? null,
              })
            }
            style={{ width: '100%' }}
          />
          <small className="muted">
            {t('scope.daysHint', { from: facets.days[0], to: facets.days[1] })}
          </small>
        </section>
      )}
    </aside>
  );
}

export function levelColour(risk: readonly string[], level: number): string {
  return level > 1 ? (risk[level] ?? '') : 'var(--faint)';
}

function FacetList({
  title,
  facets,
  off,
  label,
  mark,
  colour,
  toggle,
  only,
  hint,
}: {
  title: string;
  facets: readonly Facet[];
  off: readonly string[];
  label: (name: string) => string;
  mark?: (name: string) => ReactNode;
  colour: (name: string) => string;
  toggle: (name: string) => void;
  only?: (name: string) => void;
  hint?: string;
}) {
  const { t } = useTranslation('network');
  const format = useFormat();
  if (!facets.length) return null;
  const most = Math.max(...facets.map((facet) => facet.total));
  return (
    <section className="facet" title={hint}>
      <h3>{title}</h3>
      <ul>
        {facets.map((facet) => {
          const isOff = off.includes(facet.name);
          return (
            <li key={facet.name} className={isOff ? 'off' : ''}>
              <button
                type="button"
                aria-pressed={!isOff}
                onClick={() => toggle(facet.name)}
                onDoubleClick={() => only?.(facet.name)}
              >
                <span className="facet-mark">{mark?.(facet.name)}</span>
                <span className="facet-name">
                  <span className="ellipsis">{label(facet.name)}</span>
                  <span className="facet-bar">
                    <i
                      style={{
                        width: `${(facet.total / most) * 100}%`,
                        background: colour(facet.name),
                        opacity: 0.25,
                      }}
                    />
                    <i
                      style={{
                        width: `${(facet.shown / most) * 100}%`,
                        background: colour(facet.name),
                      }}
                    />
                  </span>
                </span>
                <span className="num">
                  {facet.shown === facet.total
                    ? format.number(facet.total)
                    : `${format.number(facet.shown)}/${format.number(facet.total)}`}
                </span>
              </button>
              {only && (
                <Tooltip title={t('scope.only')}>
                  <Button
                    className="facet-only"
                    type="text"
                    size="small"
                    icon={<CloseOutlined rotate={45} />}
                    aria-label={`${t('scope.only')}: ${label(facet.name)}`}
                    onClick={() => only(facet.name)}
                  />
                </Tooltip>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
