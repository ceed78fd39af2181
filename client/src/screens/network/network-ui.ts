/** Which dialogs and panels of the network screen are open. */
import { createStore } from '../../app/store.ts';

export type Dialog =
  | { readonly name: 'tag'; readonly id: string }
  | { readonly name: 'relation'; readonly source: string; readonly target: string }
  | { readonly name: 'merge'; readonly left: string; readonly right: string }
  | { readonly name: 'save' }
  /** Discs of the members, or of the one case whose subjects they are. */
  | { readonly name: 'gang'; readonly ids: readonly string[]; readonly ofCase: boolean }
  | { readonly name: 'target'; readonly ids: readonly string[]; readonly title: string }
  | {
      readonly name: 'declarations';
      readonly relation?: string;
      readonly entity?: string;
      readonly title: string;
    }
  | {
      readonly name: 'statements';
      readonly id: string;
      readonly owner: string;
      readonly property: string | null;
    };

export type DrawerTab = 'table' | 'timeline' | 'paths';

export function createNetworkUi() {
  return {
    dialog: createStore<Dialog | null>(null),
    /** Disc whose neighbours are previewed by kind. */
    expandBy: createStore<string | null>(null),
    menu: createStore<{ readonly x: number; readonly y: number } | null>(null),
    drawer: createStore<DrawerTab | null>(null),
  };
}

export type NetworkUi = ReturnType<typeof createNetworkUi>;
