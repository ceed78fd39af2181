/** Everything that all screens stand on: look, words, API client, notifications, router. */
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';
import { Provider } from 'urql';
import { createApiClient } from '../graphql/client.ts';
import { LegendProvider } from '../legend/legend.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Loading } from '../ui/loading.tsx';
import { createRouter } from './routes.tsx';
import { antThemeOf, usePalette } from './theme.ts';

export function Root() {
  const palette = usePalette();
  const { i18n } = useTranslation();
  const client = useMemo(() => createApiClient(), []);
  const router = useMemo(() => createRouter(), []);
  const antTheme = useMemo(() => antThemeOf(palette), [palette]);
  useEffect(() => {
    dayjs.locale(i18n.language === 'en' ? 'en' : 'zh-cn');
  }, [i18n.language]);
  return (
    <ConfigProvider
      theme={antTheme}
      locale={i18n.language === 'en' ? enUS : zhCN}
      componentSize="small"
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="app">
        <ErrorBoundary>
          <Provider value={client}>
            <Suspense fallback={<Loading />}>
              <LegendProvider palette={palette}>
                <RouterProvider router={router} />
              </LegendProvider>
            </Suspense>
          </Provider>
        </ErrorBoundary>
      </AntApp>
    </ConfigProvider>
  );
}
