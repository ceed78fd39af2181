/** The network screen: scope on the left, the canvas in the middle with its drawer, details on the right. */
import { Splitter } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useClient } from 'urql';
import { useCommands } from '../../app/commands.ts';
import { useFormat } from '../../app/format.ts';
import { useOnChange } from '../../app/live.ts';
import { useOnEntry } from '../../inbox/live-inbox.ts';
import { useNotify } from '../../app/notify.tsx';
import { usePanel } from '../../app/preferences.ts';
import { useScreenStatus } from '../../app/status.ts';
import { useStore } from '../../app/store.ts';
import { useLegend } from '../../legend/legend.tsx';
import { absentNodes, distinctNodes } from '../../network/core/representatives.ts';
import { backboneAlpha, backboneOverlap } from '../../network/backbone/backbone.ts';
import type { Group, NodeItem } from '../../network/core/types.ts';
import { exportNetwork, type ExportFormat } from '../../network/export/export-network.ts';
import { mapAddress, type AskedAnalysis } from '../../app/addresses.ts';
import { mostTracks } from '../../map/address/map-address.ts';
import { download } from '../../ui/download.ts';
import { createInvestigationApi } from '../../network/investigation/investigation-api.ts';
import { InvestigationKeeper } from '../../network/investigation/investigation-keeper.ts';
import { createNetworkApi } from '../../network/network-api.ts';
import { NetworkController, type Notice } from '../../network/network-controller.ts';
import { CanvasPane } from './canvas-pane.tsx';
import { DetailsPanel } from './details/details-panel.tsx';
import { Dialogs } from './dialogs.tsx';
import { Drawer } from './drawer.tsx';
import { InvestigationBar } from './investigation-bar.tsx';
import { NetworkContext, type NetworkScope } from './network-context.ts';
import { createNetworkUi } from './network-ui.ts';
import { ScopePanel } from './scope-panel.tsx';
import { useActions, type ActionHandlers } from './use-actions.ts';
import { useInvestigation } from './use-investigation.ts';
import { useNetworkAddress } from './use-network-address.ts';
import './network.css';

export function NetworkScreen() {
  const client = useClient();
  // Made once, not in an effect: an effect runs again after the screen was hidden, and its canvas would be empty.
  const [scope] = useState<NetworkScope>(() => {
    const network = new NetworkController(createNetworkApi(client));
    const keeper = new InvestigationKeeper(createInvestigationApi(client), network);
    return { network, ui: createNetworkUi(), keeper };
  });
  useEffect(() => () => scope.network.dispose(), [scope]);
  return (
    <NetworkContext value={scope}>
      <NetworkWorkplace scope={scope} />
    </NetworkContext>
  );
}

/** Says what the network has to say, in the person's words. */
function useNotices({ network }: NetworkScope): void {
  const { t } = useTranslation('network');
  const notify = useNotify();
  const format = useFormat();
  useEffect(() => {
    network.onNotice = ({ key, values, error }: Notice) => {
      if (error !== undefined) return notify.failed(error, t(key));
      const shown = Object.fromEntries(
        Object.entries(values ?? {}).map(([name, value]) => [
          name,
          typeof value === 'number'
            ? format.number(value)
            : name === 'what'
              ? t(`done.${value}`)
              : value,
        ]),
      );
      notify.done(t(`notices.${key}`, shown));
    };
  }, [network, t, notify, format]);
}

function NetworkWorkplace({ scope }: { scope: NetworkScope }) {
  const { network, ui } = scope;
  const { t } = useTranslation('network');
  const legend = useLegend();
  const notify = useNotify();
  const { investigationId } = useParams();
  const navigate = useNavigate();
  useNotices(scope);

  useEffect(() => {
    const groupLabel = (group: Group, top: NodeItem | undefined) =>
      group.by === 'type'
        ? legend.typeLabel(group.key)
        : group.by === 'gang'
          ? group.key
          : t(`groups.${group.by}`, {
              key: group.key,
              name: top?.label ?? group.key,
              count: group.members.length,
            });
    network.setStyle(
      { ...legend, groupLabel },
      {
        types: legend.types.map((type) => type.name),
        kinds: legend.kinds.map((kind) => kind.name),
        sources: legend.datasets.map((dataset) => dataset.name),
      },
    );
  }, [network, legend, t]);

  const investigation = useInvestigation(scope, investigationId);
  const copyLink = useNetworkAddress(scope, investigationId === undefined);
  useOnEntry((entry) => {
    const shown = new Set([...network.state.nodes.values()].map((node) => node.entity));
    if (entry.nodes.some((node) => shown.has(node.id))) void network.refresh();
  });
  useOnChange((change) => {
    if (change.more || network.holdsAny(change.touched)) void network.refresh();
  });

  const openSearch = useCallback(
    () =>
      window.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }),
      ),
    [],
  );
  const handlers = useMemo<ActionHandlers>(
    () => ({
      save: investigation.save,
      copyLink,
      analyse: (ids) => void navigate('/analysis', { state: analysisOf(ids, network) }),
      openMap: (ids) =>
        void navigate(
          mapAddress([...new Set(ids.map((id) => network.recordOf(id)))].slice(0, mostTracks)),
        ),
      focusDetails: () => document.querySelector<HTMLElement>('.details-panel')?.focus(),
      exportAs(format: ExportFormat) {
        const display = network.display.get();
        if (!display || !network.stage) return;
        const words = [
          'id',
          'type',
          'name',
          'tags',
          'sources',
          'degree',
          'kind',
          'from',
          'to',
          'weight',
          'since',
          'until',
        ].map((word) => t(`columns.${word}`));
        exportNetwork(format, {
          display,
          stage: network.stage,
          palette: legend.palette,
          names: legend,
          words,
          iconPath: legend.iconPath,
        }).then(
          (blob) => {
            download(
              blob,
              `phecda-${new Date().toISOString().slice(0, 16).replaceAll(':', '')}.${format}`,
            );
            notify.done(t('notices.exported', { format: format.toUpperCase() }));
          },
          (error: unknown) => notify.failed(error, t('failed.export')),
        );
      },
    }),
    [investigation.save, copyLink, navigate, network, legend, t, notify],
  );
  const actions = useActions(handlers);
  useCommands(actions);
  useNetworkStatus(scope);

  const [left, setLeft] = usePanel('network.left', 250);
  const [right, setRight] = usePanel('network.right', 360);
  const [bottom, setBottom] = usePanel('network.bottom', 240);
  const drawer = useStore(ui.drawer);
  return (
    <div className="network-screen">
      <InvestigationBar investigation={investigation} />
      <Splitter
        className="network-panels"
        onResize={(sizes) => {
          setLeft(Math.round(sizes[0] ?? left));
          setRight(Math.round(sizes[2] ?? right));
        }}
      >
        <Splitter.Panel size={left} min={180} max={420} collapsible>
          <ScopePanel />
        </Splitter.Panel>
        <Splitter.Panel min={320}>
          <Splitter
            orientation="vertical"
            onResize={(sizes) => sizes[1] && setBottom(Math.round(sizes[1]))}
          >
            <Splitter.Panel min={160}>
              <CanvasPane actions={actions} openSearch={openSearch} />
            </Splitter.Panel>
            {drawer !== null && (
              <Splitter.Panel size={bottom} min={120} max="70%">
                <Drawer />
              </Splitter.Panel>
            )}
          </Splitter>
        </Splitter.Panel>
        <Splitter.Panel size={right} min={260} max={640} collapsible>
          <DetailsPanel actions={actions} />
        </Splitter.Panel>
      </Splitter>
      <Dialogs />
    </div>
  );
}

function useNetworkStatus({ network }: NetworkScope): void {
  const { t } = useTranslation('network');
  const format = useFormat();
  const display = useStore(network.display);
  const selection = useStore(network.selection);
  const { state } = useStore(network.history.view);
  const cut = useStore(network.cut);
  const look = useStore(network.look);
  const distinct = distinctNodes(state);
  const absent = absentNodes(state).length;
  const why: string[] = [];
  if (display) {
    if (absent) why.push(t('why.absent', { count: absent }));
    if (state.hidden.size) why.push(t('why.hidden', { count: state.hidden.size }));
    if (
      display.visible.nodes.length + distinct.filter((node) => state.hidden.has(node.id)).length <
      distinct.length
    )
      why.push(t('why.scope'));
    const collapsed = state.groups.filter((group) => group.collapsed).length;
    if (collapsed) why.push(t('why.groups', { count: collapsed }));
    if (display.thinned)
      why.push(
        t('why.backbone', {
          kept: format.number(display.thinned.kept),
          total: format.number(display.thinned.total),
          alpha: backboneAlpha,
          overlap: backboneOverlap,
          count: display.thinned.hubs.size,
        }),
      );
    if (look.filter)
      why.push(
        t('why.score', {
          score: t(`scores.${look.filter.score}`),
          least: format.number(look.filter.atLeast),
        }),
      );
    if (cut)
      why.push(
        t(
          `why.${cut.key}`,
          Object.fromEntries(
            Object.entries(cut.values ?? {}).map(([name, value]) => [
              name,
              typeof value === 'number' ? format.number(value) : value,
            ]),
          ),
        ),
      );
  }
  const unseen = display
    ? [...display.nodes.values()].reduce((sum, node) => sum + node.unseen, 0)
    : 0;
  if (unseen) why.push(t('why.unseen', { shown: format.number(unseen) }));
  useScreenStatus({
    ...(display &&
      state.nodes.size > 0 && {
        shown: t('status.shown', {
          nodes: format.number(display.visible.nodes.length),
          total: format.number(distinct.length),
          links: format.number(display.visible.links.length),
          linkTotal: format.number(state.links.size),
        }),
      }),
    ...(why.length > 0 && { why: why.join(t('why.join')) }),
    ...(selection.nodes.size + selection.edges.size > 0 && {
      selection: t('status.selected', { count: selection.nodes.size + selection.edges.size }),
    }),
  });
}

/** How the form of an analysis begins: around the only one, or within several. */
function analysisOf(ids: readonly string[], network: NetworkScope['network']): AskedAnalysis {
  const records = [...new Set(ids.map((id) => network.recordOf(id)))];
  const [only] = records;
  return {
    question: 'gangs',
    parameters: {
      scope:
        records.length === 1
          ? { kind: 'neighbourhood', entity: only, hops: 2 }
          : { kind: 'entities', ids: records.slice(0, 5_000) },
    },
  };
}
