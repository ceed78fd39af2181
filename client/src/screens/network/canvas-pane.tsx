/** The picture in the middle: hosts the stage, and around it the tool strip, legend, minimap and hints. */
import { Button, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import { useLegend } from '../../legend/legend.tsx';
import { renderer, startRenderer, switchRenderer } from '../../network/stage/choose-renderer.ts';
import { Stage } from '../../network/stage/stage.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { PeriodChip } from '../../ui/period-chip.tsx';
import { ContextMenu } from './context-menu.tsx';
import { expandOrAsk } from './expand-or-ask.ts';
import { ExpandPreview } from './expand-preview.tsx';
import { LegendBox } from './legend-box.tsx';
import { Minimap } from './minimap.tsx';
import { useDisplay, useNetworkScope } from './network-context.ts';
import { ToolStrip } from './tool-strip.tsx';
import type { Action } from './use-actions.ts';

export function CanvasPane({
  actions,
  openSearch,
}: {
  actions: readonly Action[];
  openSearch: () => void;
}) {
  const { t } = useTranslation('network');
  const { network, ui } = useNetworkScope();
  const legend = useLegend();
  const display = useDisplay();
  const tool = useStore(network.tool);
  const chosen = useStore(renderer);
  const busy = useStore(network.busy);
  const layout = useStore(network.layout);
  const { from, to } = useStore(network.scope);
  const host = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<Stage | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const created = new Stage(host.current, startRenderer(), {
      select: (next) => network.select(next),
      move: (positions) => network.move(positions),
      open(target) {
        if (!target || !('node' in target)) return;
        const group = network.state.groups.find((one) => one.id === target.node);
        if (group) network.groups.toggle([group.id]);
        else expandOrAsk({ network, ui }, [target.node]);
      },
      menu(target, x, y) {
        if (target && 'node' in target && !network.selection.get().nodes.has(target.node)) {
          network.select({ nodes: new Set([target.node]), edges: new Set() });
        }
        if (target && 'edge' in target)
          network.select({ nodes: new Set(), edges: new Set([target.edge]) });
        if (!target) network.select({ nodes: new Set(), edges: new Set() });
        // After this event is over: the menu closes on a press outside, and this press still travels.
        setTimeout(() => ui.menu.set({ x, y }));
      },
      cameraMoved: () => ui.expandBy.set(null),
      rendererLost() {
        network.onNotice({ key: 'webglLost' });
        switchRenderer('canvas');
      },
    });
    network.stage = created;
    setStage(created);
    return () => {
      network.stage = null;
      setStage(null);
      created.destroy();
    };
  }, [network, ui]);
  useEffect(() => {
    if (chosen) stage?.setRenderer(chosen);
  }, [stage, chosen]);
  // Followed without React in between: the camera is moved right after a change and must know the new places.
  useEffect(() => {
    if (!stage) return;
    const emphasise = () => stage.setEmphasis(network.selection.get(), network.lit());
    const show = () => {
      const current = network.display.get();
      if (!current) return;
      stage.setScene(current, legend.palette, legend.iconPath);
      emphasise();
    };
    show();
    const stops = [
      network.display.subscribe(show),
      network.selection.subscribe(emphasise),
      network.paths.subscribe(emphasise),
    ];
    return () => stops.forEach((stop) => stop());
  }, [stage, network, legend]);
  useEffect(() => stage?.setTool(tool), [stage, tool]);

  const empty = display !== null && display.nodes.size === 0;
  return (
    <div className="canvas-pane">
      <div
        ref={host}
        className="canvas-host"
        tabIndex={0}
        role="application"
        aria-label={t('canvas', {
          nodes: display?.visible.nodes.length ?? 0,
          links: display?.visible.links.length ?? 0,
        })}
        data-testid="canvas"
        data-renderer={chosen ?? ''}
      />
      {empty && !busy && (
        <div className="canvas-empty">
          <EmptyHint text={t('empty.text')}>
            <Button type="primary" onClick={openSearch}>
              {t('empty.search')}
            </Button>
          </EmptyHint>
        </div>
      )}
      <ToolStrip actions={actions} />
      {(from !== null || to !== null) && (
        <PeriodChip
          text={`${from ?? '…'} – ${to ?? '…'}`}
          clear={() => network.scope.set((before) => ({ ...before, from: null, to: null }))}
        />
      )}
      {!empty && <LegendBox />}
      {!empty && stage && <Minimap stage={stage} />}
      {(busy || layout) && (
        <div className="canvas-busy" role="status">
          <Spin size="small" />
          <span>
            {layout
              ? t(`running.layout`, { percent: Math.round(layout.done * 100) })
              : t(`running.${busy}`)}
          </span>
          {layout && (
            <Button size="small" type="text" onClick={() => network.stopLayout()}>
              {t('stop')}
            </Button>
          )}
        </div>
      )}
      <ExpandPreview />
      <ContextMenu actions={actions} />
    </div>
  );
}
