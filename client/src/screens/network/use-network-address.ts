/** Keeps the address of an unsaved view in step with the canvas, and opens what an address names. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useNotify } from '../../app/notify.tsx';
import { daysOf, shareDays, sharedPeriod, type Days } from '../../app/shared-period.ts';
import { useStore } from '../../app/store.ts';
import { useLeaving } from '../../app/use-leaving.ts';
import { openCanvas, saveCanvas } from '../../network/core/saved-state.ts';
import { distinctNodes } from '../../network/core/representatives.ts';
import { selectNodes } from '../../network/core/selection.ts';
import type { NodeItem } from '../../network/core/types.ts';
import { mostIdsInAddress, readAddress, writeAddress } from '../../network/core/url-state.ts';
import type { NetworkScope } from './network-context.ts';

const draftKey = 'phecda.draft';

/** The unsaved canvas survives a reload of this tab. */
function readDraft(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(draftKey) ?? 'null');
  } catch {
    return null;
  }
}

function sameRecords(records: readonly string[], nodes: readonly NodeItem[]): boolean {
  const there = new Set(nodes.map((node) => node.record));
  return records.length === there.size && records.every((record) => there.has(record));
}

export function useNetworkAddress({ network }: NetworkScope, unsaved: boolean): () => void {
  const { t } = useTranslation('network');
  const notify = useNotify();
  const [params, setParams] = useSearchParams();
  const leaving = useLeaving();
  const opened = useRef(false);
  /** Nothing is written while what the address names is still on its way. */
  const [pending, setPending] = useState(true);
  const { state } = useStore(network.history.view);
  const selection = useStore(network.selection);
  const scope = useStore(network.scope);
  const add = params.get('add');
  const gang = params.get('gang');
  const halves = params.get('halves');
  const fact = params.get('fact');

  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    const ready = () => setPending(false);
    if (!unsaved) return ready();
    const view = readAddress(params);
    /** Days of an address go before those that were brushed on another screen; a draft with one end alone, which none shares, keeps it. */
    const dated = <S extends Days>(scope: S): S =>
      view.scope.from !== null || view.scope.to !== null
        ? { ...scope, from: view.scope.from, to: view.scope.to }
        : sharedPeriod.get() === null && (scope.from === null) !== (scope.to === null)
          ? scope
          : { ...scope, ...daysOf(sharedPeriod.get()) };
    const draft = openCanvas(readDraft());
    const same =
      draft && (view.ids.length === 0 || sameRecords(view.ids, distinctNodes(draft.state)));
    if (draft && same && draft.state.nodes.size > 0) {
      network.scope.set(dated(view.ids.length ? view.scope : draft.scope));
      network.history.reset(draft.state);
      network.select(selectNodes(network.nodesOf(view.selected)));
      const place = () =>
        draft.camera
          ? network.stage?.setCamera(draft.camera)
          : network.stage?.fit(undefined, false);
      requestAnimationFrame(place);
      void network.refresh();
      ready();
    } else if (view.ids.length) {
      network.scope.set(dated(view.scope));
      void network
        .add(view.ids, { fresh: true, select: false })
        .then((standing) =>
          network.select(selectNodes(view.selected.flatMap((id) => standing.get(id) ?? []))),
        )
        .finally(ready);
    } else {
      network.scope.set(dated);
      ready();
    }
  }, [network, params, unsaved]);

  const days = useRef<Days>({ from: null, to: null });
  useEffect(() => {
    const { from, to } = scope;
    if (days.current.from === from && days.current.to === to) return;
    days.current = { from, to };
    shareDays({ from, to });
  }, [scope]);

  useEffect(() => {
    if (!add) return;
    const list = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean);
    void network.add(list(add), {
      ...(gang && { gang }),
      ...(halves && { halves: { halves: halves.split(';').map(list), fact: list(fact) } }),
    });
    setParams(
      (before) => {
        for (const name of ['add', 'gang', 'halves', 'fact']) before.delete(name);
        return before;
      },
      { replace: true },
    );
  }, [add, gang, halves, fact, network, setParams]);

  useEffect(() => {
    if (!unsaved || add || pending || leaving) return;
    const timer = setTimeout(() => {
      // Saved meanwhile: the address names the case.
      if (window.location.pathname !== '/network') return;
      const next = writeAddress({
        ids: distinctNodes(state).map((node) => node.record),
        selected: [...selection.nodes].map((id) => network.recordOf(id)),
        scope,
      });
      if (next.toString() !== new URLSearchParams(window.location.search).toString())
        setParams(next, { replace: true });
      try {
        sessionStorage.setItem(
          draftKey,
          JSON.stringify(saveCanvas(state, scope, network.stage?.camera ?? null)),
        );
      } catch {
        // Too large for this tab's store: a reload then opens the address alone.
      }
    }, 300);
    return () => clearTimeout(timer);
  }, [state, selection, scope, unsaved, add, pending, leaving, setParams, network]);

  return useCallback(() => {
    const long = distinctNodes(network.state).length > mostIdsInAddress && unsaved;
    if (long) return notify.done(t('notices.saveToShare', { limit: mostIdsInAddress }));
    navigator.clipboard.writeText(window.location.href).then(
      () => notify.done(t('notices.linkCopied')),
      (error: unknown) => notify.failed(error, t('failed.copy')),
    );
  }, [network, unsaved, notify, t]);
}
