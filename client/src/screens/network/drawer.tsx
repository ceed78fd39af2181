/** Under the canvas: the same network as a table, on a time line, and the paths found. */
import { CloseOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import { NetworkTable } from './drawer/network-table.tsx';
import { NetworkTimeline } from './drawer/network-timeline.tsx';
import { PathList } from './drawer/path-list.tsx';
import { useNetworkScope } from './network-context.ts';
import type { DrawerTab } from './network-ui.ts';

export function Drawer() {
  const { t } = useTranslation('network');
  const { t: common } = useTranslation('common');
  const { ui } = useNetworkScope();
  const tab = useStore(ui.drawer);
  return (
    <section className="drawer" aria-label={t('drawer.title')} data-testid="drawer">
      <Tabs
        size="small"
        activeKey={tab ?? 'table'}
        onChange={(key) => ui.drawer.set(key as DrawerTab)}
        items={[
          { key: 'table', label: t('drawer.table'), children: <NetworkTable /> },
          { key: 'timeline', label: t('drawer.timeline'), children: <NetworkTimeline /> },
          { key: 'paths', label: t('drawer.paths'), children: <PathList /> },
        ]}
      />
      <Button
        className="drawer-close"
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={common('close')}
        onClick={() => ui.drawer.set(null)}
      />
    </section>
  );
}
