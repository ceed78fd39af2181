/** What a screen says of itself, in `screens/<name>/screen.ts`; the rail, the addresses, the palette and the digit keys follow from it. */
import type { ComponentType } from 'react';

export interface ScreenEntry {
  /** Also the name of its namespace of words. */
  readonly name: string;
  /** Where the rail leads. */
  readonly path: string;
  /** Addresses that it shows, in the router's form; begins with `path`. */
  readonly route: string;
  readonly icon: ComponentType;
  readonly words: { readonly zh: string; readonly en: string };
  /** Loads its code when it is first opened. */
  load(): Promise<ComponentType>;
}
