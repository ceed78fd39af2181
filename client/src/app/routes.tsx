/** One address per view; each screen's code is loaded when it is first opened. */
import { createBrowserRouter, Navigate, useRouteError } from 'react-router';
import { screens } from '../screens/screens.ts';
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
        ...screens.map((screen) => ({
          path: screen.route,
          lazy: async () => ({ Component: await screen.load() }),
        })),
        { path: '*', element: <Navigate to="/" replace /> },
      ],
    },
  ]);
}
