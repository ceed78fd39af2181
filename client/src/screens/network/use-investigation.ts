/** An investigation behind the canvas: opened by its address, saved by itself, guarded by its version. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CombinedError, useClient } from 'urql';
import { useNotify } from '../../app/notify.tsx';
import { useStore } from '../../app/store.ts';
import {
  CreateInvestigationDocument,
  OpenInvestigationDocument,
  SaveInvestigationDocument,
} from '../../generated/graphql.ts';
import { openCanvas, saveCanvas } from '../../network/core/saved-state.ts';
import type { NetworkScope } from './network-context.ts';

export interface OpenedInvestigation {
  readonly id: string;
  readonly title: string;
  readonly notes: string;
  readonly actor: string;
  readonly updatedAt: string;
}
export type SaveState = 'saved' | 'changed' | 'saving' | 'conflict' | 'failed';

export interface InvestigationState {
  readonly current: OpenedInvestigation | null;
  readonly state: SaveState;
  readonly error: unknown;
  /** Saves now; asks for a title when the canvas is not an investigation yet. */
  save(): void;
  create(title: string): Promise<void>;
  change(part: { title?: string; notes?: string }): void;
  /** Drops the changes here for the version stored elsewhere. */
  reload(): void;
  saveAsCopy(): void;
}

const autosaveDelay = 2500;

export function isConflict(error: unknown): boolean {
  return (
    error instanceof CombinedError &&
    error.graphQLErrors.some((one) => one.extensions['code'] === 'CONFLICT')
  );
}

export function useInvestigation(
  { network, ui }: NetworkScope,
  id: string | undefined,
): InvestigationState {
  const { t } = useTranslation('network');
  const client = useClient();
  const notify = useNotify();
  const navigate = useNavigate();
  const [current, setCurrent] = useState<OpenedInvestigation | null>(null);
  const [state, setState] = useState<SaveState>('saved');
  const [error, setError] = useState<unknown>(null);
  const version = useRef(0);
  const loaded = useRef<string | null>(null);
  const lastSaved = useRef('');
  const canvas = useStore(network.history.view).state;
  const scope = useStore(network.scope);

  const load = useCallback(
    async (wanted: string) => {
      const answer = await client
        .query(OpenInvestigationDocument, { id: wanted }, { requestPolicy: 'network-only' })
        .toPromise();
      const found = answer.data?.investigation;
      if (!found) {
        setError(answer.error ?? new Error(t('failed.noInvestigation')));
        setState('failed');
        return;
      }
      setError(null);
      const opened = openCanvas(found.state);
      version.current = found.version;
      loaded.current = found.id;
      if (opened) {
        network.scope.set(opened.scope);
        network.history.reset(opened.state);
        requestAnimationFrame(() =>
          opened.camera
            ? network.stage?.setCamera(opened.camera)
            : network.stage?.fit(undefined, false),
        );
        await network.refresh();
      }
      lastSaved.current = JSON.stringify(saveCanvas(network.state, network.scope.get(), null));
      setCurrent({
        id: found.id,
        title: found.title,
        notes: found.notes,
        actor: found.actor,
        updatedAt: found.updatedAt,
      });
      setState('saved');
    },
    [client, network, t],
  );

  useEffect(() => {
    if (id && loaded.current !== id) void load(id);
    if (!id && loaded.current) {
      loaded.current = null;
      setCurrent(null);
    }
  }, [id, load]);

  const storeNow = useCallback(
    async (part: { title?: string; notes?: string }) => {
      const wanted = loaded.current;
      if (!wanted) return;
      setState('saving');
      const plain = JSON.stringify(saveCanvas(network.state, network.scope.get(), null));
      const answer = await client
        .mutation(SaveInvestigationDocument, {
          id: wanted,
          version: version.current,
          state: saveCanvas(network.state, network.scope.get(), network.stage?.camera ?? null),
          ...part,
        })
        .toPromise();
      if (answer.error || !answer.data) {
        setError(answer.error);
        setState(isConflict(answer.error) ? 'conflict' : 'failed');
        return;
      }
      version.current = answer.data.saveInvestigation.version;
      lastSaved.current = plain;
      setError(null);
      const since = JSON.stringify(saveCanvas(network.state, network.scope.get(), null));
      setState(since === plain ? 'saved' : 'changed');
    },
    [client, network],
  );
  /** One after the other: a save begun while another is under way would bring an old version and conflict with itself. */
  const queue = useRef<Promise<void>>(Promise.resolve());
  const store = useCallback(
    (part: { title?: string; notes?: string } = {}) => {
      queue.current = queue.current.then(() => storeNow(part));
      return queue.current;
    },
    [storeNow],
  );
  const inConflict = useRef(false);
  useEffect(() => {
    inConflict.current = state === 'conflict';
  }, [state]);
  useEffect(
    () => () => {
      const plain = JSON.stringify(saveCanvas(network.state, network.scope.get(), null));
      if (loaded.current && plain !== lastSaved.current && !inConflict.current) void store();
    },
    [network, store],
  );

  useEffect(() => {
    if (!current || state === 'conflict') return;
    const plain = JSON.stringify(saveCanvas(canvas, scope, null));
    if (plain === lastSaved.current) return;
    setState('changed');
    const timer = setTimeout(() => void store(), autosaveDelay);
    return () => clearTimeout(timer);
    // `state` would start the timer again on each step of saving.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [canvas, scope, current, store]);

  const create = useCallback(
    async (title: string, notes = '') => {
      const answer = await client
        .mutation(CreateInvestigationDocument, {
          title,
          state: saveCanvas(network.state, network.scope.get(), network.stage?.camera ?? null),
        })
        .toPromise();
      const made = answer.data?.createInvestigation;
      if (!made) return notify.failed(answer.error, t('failed.save'));
      version.current = made.version;
      loaded.current = made.id;
      lastSaved.current = JSON.stringify(saveCanvas(network.state, network.scope.get(), null));
      setCurrent({ id: made.id, title, notes: '', actor: '', updatedAt: new Date().toISOString() });
      setState('saved');
      notify.done(t('notices.saved', { title }));
      await navigate(`/network/${made.id}`, { replace: true });
      if (notes) {
        setCurrent((before) => before && { ...before, notes });
        await store({ notes });
      }
    },
    [client, network, navigate, notify, store, t],
  );

  const save = useCallback(() => {
    if (loaded.current) void store().then(() => undefined);
    else ui.dialog.set({ name: 'save' });
  }, [store, ui]);

  const change = useCallback(
    (part: { title?: string; notes?: string }) => {
      setCurrent((before) => before && { ...before, ...part });
      void store(part);
    },
    [store],
  );
  const reload = useCallback(() => {
    if (loaded.current) void load(loaded.current);
  }, [load]);
  const saveAsCopy = useCallback(() => {
    void create(t('investigation.copyOf', { title: current?.title ?? '' }), current?.notes);
  }, [create, current, t]);
  useEffect(() => {
    createHandlers.set(ui, create);
    return () => void createHandlers.delete(ui);
  }, [ui, create]);
  return { current, state, error, save, create, change, reload, saveAsCopy };
}

/** How the save dialog reaches the investigation of its screen. */
export const createHandlers = new WeakMap<NetworkScope['ui'], (title: string) => Promise<void>>();
