/** The left panel: movers, zones, questions. */
import { MoversPanel } from './movers-panel.tsx';
import type { useLive } from './use-live.ts';

export function LeftPanel({ live }: { live: ReturnType<typeof useLive> }) {
  return (
    <aside className="map-left">
      <MoversPanel live={live} />
    </aside>
  );
}
