/** The way between screens. */
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { screens } from '../../screens/screens.ts';
import { screenKey } from './screen-key.ts';
import { useScreenLabel } from './use-screen-label.ts';

export function Rail() {
  const { t } = useTranslation('common');
  const label = useScreenLabel();
  return (
    <nav className="rail" aria-label={t('rail')}>
      <img className="rail-mark" src="/favicon.svg" alt={t('product')} width={26} height={26} />
      {screens.map((screen, index) => (
        <Tooltip
          key={screen.name}
          title={`${label(screen)}  ${index < 10 ? screenKey(index) : ''}`}
          placement="right"
        >
          <NavLink to={screen.path} end={screen.path === '/'} className="rail-entry">
            <screen.icon />
            <span>{label(screen)}</span>
          </NavLink>
        </Tooltip>
      ))}
    </nav>
  );
}
