/** What the status bar says about the screen in front: how much of what is shown, and what is selected. */
import { useEffect } from 'react';
import { createStore, useStore } from './store.ts';

export interface ScreenStatus {
  /** E.g. “123 of 3,512 shown”. */
  readonly shown?: string;
  /** Why not all of it is shown. */
  readonly why?: string;
  readonly selection?: string;
}

const status = createStore<ScreenStatus>({});

export function useScreenStatus(next: ScreenStatus): void {
  const { shown, why, selection } = next;
  useEffect(() => {
    status.set({ ...(shown && { shown }), ...(why && { why }), ...(selection && { selection }) });
  }, [shown, why, selection]);
  useEffect(() => () => status.set({}), []);
}

export function useCurrentStatus(): ScreenStatus {
  return useStore(status);
}
