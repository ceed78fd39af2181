/** What the colours mean; a click shows or hides a type or a family of relations. */
import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../../app/preferences.ts';
import { useStore } from '../../app/store.ts';
import { useLegend } from '../../legend/legend.tsx';
import { scoreColours } from '../../network/core/display.ts';
import { toggled } from '../../network/core/scope.ts';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { useCanvas, useNetwork } from './network-context.ts';

export function LegendBox() {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const network = useNetwork();
  const scope = useStore(network.scope);
  const canvas = useCanvas();
  const look = useStore(network.look);
  const [open, setOpen] = usePanel('network.legend', true);
  const types = legend.types.filter((type) =>
    [...canvas.nodes.values()].some((node) => node.type === type.name),
  );
  const kinds = new Set([...canvas.links.values()].map((link) => link.kind));
  const families = legend.families.filter((family) =>
    [...kinds].some((kind) => legend.kind(kind)?.family === family.name),
  );
  const toggleFamily = (name: string) => {
    const members = [...kinds].filter((kind) => legend.kind(kind)?.family === name);
    const off = members.every((kind) => scope.offKinds.includes(kind));
    network.scope.set((before) => ({
      ...before,
      offKinds: off
        ? before.offKinds.filter((kind) => !members.includes(kind))
        : [...new Set([...before.offKinds, ...members])],
    }));
  };
  return (
    <section className="legend-box" aria-label={t('legend.title')}>
      <Button
        type="text"
        size="small"
        className="legend-toggle"
        icon={open ? <DownOutlined /> : <UpOutlined />}
        onClick={() => setOpen(!open)}
        aria-expanded={open}
      >
        {t('legend.title')}
      </Button>
      {open && (
        <div className="legend-body">
          {types.map((type) => {
            const off = scope.offTypes.includes(type.name);
            return (
              <button
                key={type.name}
                type="button"
                className={off ? 'legend-item off' : 'legend-item'}
                aria-pressed={!off}
                onClick={() =>
                  network.scope.set((before) => ({
                    ...before,
                    offTypes: toggled(before.offTypes, type.name),
                  }))
                }
              >
                <TypeIcon type={type.name} size={16} />
                {legend.label(type)}
              </button>
            );
          })}
          {families.map((family) => {
            const off = [...kinds]
              .filter((kind) => legend.kind(kind)?.family === family.name)
              .every((kind) => scope.offKinds.includes(kind));
            return (
              <button
                key={family.name}
                type="button"
                className={off ? 'legend-item off' : 'legend-item'}
                aria-pressed={!off}
                onClick={() => toggleFamily(family.name)}
              >
                <span
                  className="legend-line"
                  style={{ background: legend.palette.dark ? family.dark : family.light }}
                />
                {legend.label(family)}
              </button>
            );
          })}
          {look.colour && (
            <span className="legend-score">
              <i
                style={{
                  background: `linear-gradient(90deg, ${scoreColours[legend.palette.dark ? 'dark' : 'light'].join(', ')})`,
                }}
              />
              {t('legend.score', { score: t(`scores.${look.colour}`) })}
            </span>
          )}
          {look.ring && <span>{t('legend.ring', { score: t(`scores.${look.ring}`) })}</span>}
          <span className="legend-risk">
            {[2, 3, 4, 5].map((level) => (
              <i key={level} style={{ borderColor: legend.palette.risk[level] ?? '' }} />
            ))}
            {t('legend.risk')}
            <i className="legend-inherited" style={{ borderColor: legend.palette.risk[4] ?? '' }} />
            {t('legend.inherited')}
          </span>
        </div>
      )}
    </section>
  );
}
