/** The left panel: movers, zones, questions. */
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { mapPanels, type MapPanel } from '../../map/address/map-address.ts';
import { useMapScope } from './map-scope.ts';
import { DeclaredPanel } from './declared/declared-panel.tsx';
import { MoversPanel } from './movers-panel.tsx';
import { QuestionsPanel } from './questions-panel.tsx';
import type { useLive } from './use-live.ts';
import { ZonesPanel } from './zones/zones-panel.tsx';

export function LeftPanel({ live }: { live: ReturnType<typeof useLive> }) {
  const { t } = useTranslation('map');
  const { view, change } = useMapScope();
  const { panel } = view;
  return (
    <aside className="map-left">
      <Tabs
        size="small"
        tabBarGutter={12}
        className="map-panels-tabs"
        activeKey={panel}
        onChange={(key) => change({ panel: key as MapPanel })}
        items={mapPanels.map((key) => ({ key, label: t(`panels.${key}`) }))}
      />
      {panel === 'movers' && <MoversPanel live={live} />}
      {panel === 'zones' && <ZonesPanel />}
      {panel === 'questions' && <QuestionsPanel />}
      {panel === 'declared' && <DeclaredPanel />}
    </aside>
  );
}
