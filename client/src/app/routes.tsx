/** One address per view; each screen's code is loaded when it is first opened. */
import { App as AntApp } from 'antd';
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
      // Messages and notices tell of entities and lead to them: within the legend and the router.
      element: (
        <AntApp className="app" message={{ maxCount: 3, top: 52 }}>
          <Shell />
        </AntApp>
      ),
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
