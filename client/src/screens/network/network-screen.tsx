/** The network screen. */
import { useTranslation } from 'react-i18next';

export function NetworkScreen() {
  const { t } = useTranslation('network');
  return <div className="screen"><h1>{t('title')}</h1></div>;
}
