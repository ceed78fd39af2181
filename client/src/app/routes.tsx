/** One address per view; each screen's code is loaded when it is first opened. */
import { createBrowserRouter, Navigate } from 'react-router';
import { Shell } from './shell/shell.tsx';

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
