/** Hands the screen's network to its panels. */
import { createContext, use } from 'react';
import { useStore } from '../../app/store.ts';
import type { Display } from '../../network/core/display.ts';
import type { Selection } from '../../network/core/selection.ts';
import type { CanvasState } from '../../network/core/types.ts';
import type { InvestigationKeeper } from '../../network/investigation/investigation-keeper.ts';
import type { NetworkController } from '../../network/network-controller.ts';
import type { NetworkUi } from './network-ui.ts';

export interface NetworkScope {
  readonly network: NetworkController;
  readonly ui: NetworkUi;
  readonly keeper: InvestigationKeeper;
}

export const NetworkContext = createContext<NetworkScope | null>(null);

export function useNetworkScope(): NetworkScope {
  const scope = use(NetworkContext);
  if (!scope) throw new Error('outside of the network screen');
  return scope;
}

export function useNetwork(): NetworkController {
  return useNetworkScope().network;
}

export function useCanvas(): CanvasState {
  return useStore(useNetwork().history.view).state;
}

export function useDisplay(): Display | null {
  return useStore(useNetwork().display);
}

export function useSelection(): Selection {
  return useStore(useNetwork().selection);
}
