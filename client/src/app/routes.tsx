/** One address per view; each screen's code is loaded when it is first opened. */
import { createBrowserRouter, Navigate, useRouteError } from 'react-router';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { Shell } from './shell/shell.tsx';

function RouteFailure() {
  return <Failure error={useRouteError()} retry={() => window.location.reload()} />;
}

export function createRouter() {
  return createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <RouteFailure />,
      hydrateFallbackElement: <Loading />,
      children: [
        {
          path: '/',
          lazy: async () => ({
            Component: (await import('../screens/home/home-screen.tsx')).HomeScreen,
          }),
        },
        {
          path: '/network/:investigationId?',
          lazy: async () => ({
            Component: (await import('../screens/network/network-screen.tsx')).NetworkScreen,
          }),
        },
        {
          path: '/imports/:fileId?',
          lazy: async () => ({
            Component: (await import('../screens/imports/imports-screen.tsx')).ImportsScreen,
          }),
        },
        {
          path: '/cases',
          lazy: async () => ({
            Component: (await import('../screens/cases/cases-screen.tsx')).CasesScreen,
          }),
        },
        { path: '*', element: <Navigate to="/" replace /> },
      ],
    },
  ]);
}
