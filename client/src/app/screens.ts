/** Which screens there are, and the addresses that lead to them. */

export interface ScreenEntry {
  /** Also the name of its words' namespace and of its label `screens.<name>`. */
  readonly name: 'home' | 'network' | 'imports' | 'cases';
  readonly path: string;
}

export const screens: readonly ScreenEntry[] = [
  { name: 'home', path: '/' },
  { name: 'network', path: '/network' },
  { name: 'imports', path: '/imports' },
  { name: 'cases', path: '/cases' },
];

/** Address that shows these entities on the network screen (added to what is there). */
export function networkAddress(ids: readonly string[]): string {
  return `/network?add=${ids.map(encodeURIComponent).join(',')}`;
}
