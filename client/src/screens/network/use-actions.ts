/** All actions on the network under one name each: keys, context menu, side panel and Ctrl+K draw from this list. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/commands.ts';
import { useStore } from '../../app/store.ts';
import { renderer, switchRenderer } from '../../network/stage/choose-renderer.ts';
import { exportFormats, type ExportFormat } from '../../network/export/export-network.ts';
import { expandOrAsk } from './expand-or-ask.ts';
import { useCanvas, useNetworkScope, useSelection } from './network-context.ts';

/** Where an action makes sense. */
export type Place = 'node' | 'edge' | 'canvas';

export interface Action extends Command {
  /** Menus that show it. */
  readonly places: readonly Place[];
  readonly section: 'explore' | 'arrange' | 'facts' | 'view' | 'file';
}

export interface ActionHandlers {
  save(): void;
  exportAs(format: ExportFormat): void;
  focusDetails(): void;
  copyLink(): void;
  /** Opens the form of an analysis of these entities, or around the only one. */
  analyse(ids: readonly string[]): void;
  /** Shows the tracks of these vehicles and vessels. */
  openMap(ids: readonly string[]): void;
}

export function useActions(handlers: ActionHandlers): readonly Action[] {
  const { t } = useTranslation('network');
  const { network, ui } = useNetworkScope();
  const selection = useSelection();
  const canvas = useCanvas();
  const history = useStore(network.history.view);
  const layout = useStore(network.layout);
  const rendererName = useStore(renderer);
  return useMemo(() => {
    const nodes = [...selection.nodes];
    const some = nodes.length > 0;
    const entities = network.selectedEntities();
    const single = entities.length === 1 && nodes.length === 1 ? entities[0] : undefined;
    const pair =
      entities.length === 2 && nodes.length === 2 ? (entities as [string, string]) : undefined;
    const sameType = pair && canvas.nodes.get(pair[0])?.type === canvas.nodes.get(pair[1])?.type;
    const isCase = single !== undefined && canvas.nodes.get(single)?.type === 'Case';
    const enterprises = entities.filter((id) => canvas.nodes.get(id)?.type === 'Enterprise');
    const moving = entities.filter((id) =>
      ['Vehicle', 'Vessel'].includes(canvas.nodes.get(id)?.type ?? ''),
    );
    const any = canvas.nodes.size > 0;
    const grouped = canvas.groups.length > 0;
    const action = (
      id: string,
      section: Action['section'],
      places: readonly Place[],
      enabled: boolean,
      run: () => void,
      keys?: string,
      more: Partial<Action> = {},
    ): Action => ({
      id: `network.${id}`,
      title: t(`actions.${id}`),
      group: t(`sections.${section}`),
      section,
      places,
      enabled,
      run,
      ...(keys && { keys }),
      ...more,
    });
    const allPinned = some && nodes.every((id) => canvas.pinned.has(id));
    return [
      action('expand', 'explore', ['node'], some, () => expandOrAsk({ network, ui }, nodes), 'e'),
      action(
        'expandBy',
        'explore',
        ['node'],
        single !== undefined,
        () => single && ui.expandBy.set(single),
        'shift+e',
      ),
      action('selectNeighbours', 'explore', ['node'], some, () => network.selectNeighbours(), 'a'),
      action(
        'path',
        'explore',
        ['node'],
        pair !== undefined,
        () => {
          ui.drawer.set('paths');
          void network.findPaths('shortest');
        },
        's',
      ),
      action('analyse', 'explore', ['node', 'canvas'], any, () =>
        handlers.analyse(entities.length > 0 ? entities : [...canvas.nodes.keys()]),
      ),
      action(
        'openMap',
        'explore',
        ['node'],
        moving.length > 0,
        () => handlers.openMap(moving),
        'm',
      ),
      action(
        'details',
        'explore',
        ['node', 'edge'],
        some || selection.edges.size > 0,
        handlers.focusDetails,
        'enter',
      ),
      action(
        allPinned ? 'unpin' : 'pin',
        'arrange',
        ['node'],
        some,
        () => network.togglePin(),
        'p',
      ),
      action(
        'hide',
        'arrange',
        ['node', 'edge'],
        some || selection.edges.size > 0,
        () => network.hide(),
        'h',
      ),
      action('hideOthers', 'arrange', ['node'], some, () => network.hideOthers(), 'shift+h'),
      action('showAll', 'arrange', ['canvas'], canvas.hidden.size > 0, () => network.showAll()),
      action('remove', 'arrange', ['node'], some, () => network.remove(), 'delete backspace'),
      action(
        'group',
        'arrange',
        ['node'],
        entities.length > 1,
        () => network.groups.ofSelection(),
        'g',
      ),
      action('groupByType', 'arrange', ['canvas'], any, () => network.groups.byType()),
      action(
        'groupByCommunity',
        'arrange',
        ['canvas'],
        any,
        () => void network.outlineCommunities(),
      ),
      action(
        'toggleGroups',
        'arrange',
        ['canvas', 'node'],
        grouped,
        () => network.groups.toggle(),
        'o',
      ),
      action(
        'ungroup',
        'arrange',
        ['canvas', 'node'],
        grouped,
        () => network.groups.ungroup(),
        'shift+g',
      ),
      action(
        'layout',
        'arrange',
        ['canvas'],
        any,
        () => (layout ? network.stopLayout() : void network.arrange('force')),
        'l',
      ),
      action(
        'layoutCommunities',
        'arrange',
        ['canvas'],
        any,
        () => void network.arrange('communities'),
      ),
      action('layoutLayered', 'arrange', ['canvas'], any, () => void network.arrange('layered')),
      action('layoutRadial', 'arrange', ['canvas'], any, () => void network.arrange('radial')),
      action(
        canvas.backbone ? 'allRelations' : 'backbone',
        'arrange',
        ['canvas'],
        any,
        () => network.toggleBackbone(),
        'k',
      ),
      action(
        'addTag',
        'facts',
        ['node'],
        single !== undefined,
        () => single && ui.dialog.set({ name: 'tag', id: single }),
        't',
      ),
      action(
        'drawRelation',
        'facts',
        ['node'],
        pair !== undefined,
        () => pair && ui.dialog.set({ name: 'relation', source: pair[0], target: pair[1] }),
        'r',
      ),
      action(
        'merge',
        'facts',
        ['node'],
        sameType === true,
        () => pair && ui.dialog.set({ name: 'merge', left: pair[0], right: pair[1] }),
        'u',
      ),
      action('watchAsGang', 'facts', ['node'], entities.length > 1 || isCase, () =>
        ui.dialog.set({ name: 'gang', ids: entities, ofCase: isCase }),
      ),
      action('target', 'facts', ['node'], enterprises.length > 0, () =>
        ui.dialog.set({
          name: 'target',
          ids: enterprises.map((id) => network.recordOf(id)),
          title: canvas.nodes.get(enterprises[0] ?? '')?.label ?? '',
        }),
      ),
      action(
        'undo',
        'view',
        ['canvas'],
        history.past.length > 0,
        () => void network.undo(),
        'mod+z',
      ),
      action(
        'redo',
        'view',
        ['canvas'],
        history.future.length > 0,
        () => void network.redo(),
        'mod+shift+z mod+y',
      ),
      action('fit', 'view', ['canvas'], any, () => network.stage?.fit(), 'f'),
      action('fitSelection', 'view', ['node'], some, () => network.stage?.fit(nodes), 'shift+f'),
      action('zoomIn', 'view', [], any, () => network.stage?.zoomBy(1.3), 'plus ='),
      action('zoomOut', 'view', [], any, () => network.stage?.zoomBy(1 / 1.3), '-'),
      action('selectAll', 'view', ['canvas'], any, () => network.selectAll(), 'mod+a'),
      action('invert', 'view', ['canvas', 'node'], any, () => network.invertSelection(), 'mod+i'),
      action(
        'deselect',
        'view',
        [],
        some || selection.edges.size > 0,
        () => {
          network.select({ nodes: new Set(), edges: new Set() });
          network.tool.set('select');
        },
        'escape',
      ),
      action(
        'box',
        'view',
        [],
        any,
        () => network.tool.set(network.tool.get() === 'box' ? 'select' : 'box'),
        'b',
      ),
      action(
        'lasso',
        'view',
        [],
        any,
        () => network.tool.set(network.tool.get() === 'lasso' ? 'select' : 'lasso'),
        'x',
      ),
      action('left', 'view', [], any, () => network.walk(-1, 0), 'arrowleft'),
      action('right', 'view', [], any, () => network.walk(1, 0), 'arrowright'),
      action('up', 'view', [], any, () => network.walk(0, -1), 'arrowup'),
      action('down', 'view', [], any, () => network.walk(0, 1), 'arrowdown'),
      action(
        'table',
        'view',
        ['canvas'],
        true,
        () => ui.drawer.set((tab) => (tab === 'table' ? null : 'table')),
        'd',
      ),
      action('timeline', 'view', ['canvas'], true, () =>
        ui.drawer.set((tab) => (tab === 'timeline' ? null : 'timeline')),
      ),
      action(rendererName === 'canvas' ? 'useWebgl' : 'useCanvas', 'view', [], true, () =>
        switchRenderer(rendererName === 'canvas' ? 'webgl' : 'canvas'),
      ),
      action('save', 'file', ['canvas'], any, handlers.save, 'mod+s'),
      action('copyLink', 'file', ['canvas'], any, handlers.copyLink),
      action('clear', 'file', ['canvas'], any, () => network.clear()),
      ...exportFormats.map((format) =>
        action(`export.${format}`, 'file', [], any, () => handlers.exportAs(format)),
      ),
    ];
  }, [t, network, ui, selection, canvas, history, layout, rendererName, handlers]);
}
