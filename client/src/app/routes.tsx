/** One address per view; each screen's code is loaded when it is first opened. */
import { createBrowserRouter, Navigate } from 'react-router';
import { Shell } from './shell/shell.tsx';

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

export function createRouter() {
  return createBrowserRouter([
    {
      element: <Shell />,
      children: [
        { path: '/', lazy: async () => ({ Component: (await import('../screens/home/home-screen.tsx')).HomeScreen }) },
        {
          path: '/network/:investigationId?',
          lazy: async () => ({ Component: (await import('../screens/network/network-screen.tsx')).NetworkScreen }),
        },
        {
          path: '/imports/:fileId?',
          lazy: async () => ({ Component: (await import('../screens/imports/imports-screen.tsx')).ImportsScreen }),
        },
        { path: '/cases', lazy: async () => ({ Component: (await import('../screens/cases/cases-screen.tsx')).CasesScreen }) },
        { path: '*', element: <Navigate to="/" replace /> },
      ],
    },
  ]);
}

/** Address that shows these entities on the network screen (added to what is there). */
export function networkAddress(ids: readonly string[]): string {
  return `/network?add=${ids.map(encodeURIComponent).join(',')}`;
}
