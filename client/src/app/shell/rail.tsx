/** The way between screens. */
import {
  DeploymentUnitOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  ImportOutlined,
} from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { screens, type ScreenEntry } from '../screens.ts';

const icons: Record<ScreenEntry['name'], ReactNode> = {
  home: <HomeOutlined />,
  network: <DeploymentUnitOutlined />,
  imports: <ImportOutlined />,
  cases: <FolderOpenOutlined />,
};

export function Rail() {
  const { t } = useTranslation('common');
  return (
    <nav className="rail" aria-label={t('rail')}>
      <img className="rail-mark" src="/favicon.svg" alt={t('product')} width={26} height={26} />
      {screens.map((screen, index) => (
        <Tooltip
          key={screen.name}
          title={`${t(`screens.${screen.name}`)}  ${index + 1}`}
          placement="right"
        >
          <NavLink to={screen.path} end={screen.path === '/'} className="rail-entry">
            {icons[screen.name]}
            <span>{t(`screens.${screen.name}`)}</span>
          </NavLink>
        </Tooltip>
      ))}
    </nav>
  );
}
