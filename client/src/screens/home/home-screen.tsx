/** The home screen. */
import { useTranslation } from 'react-i18next';

export function HomeScreen() {
  const { t } = useTranslation('home');
  return <div className="screen"><h1>{t('title')}</h1></div>;
}
