/** The imports screen. */
import { useTranslation } from 'react-i18next';

export function ImportsScreen() {
  const { t } = useTranslation('imports');
  return <div className="screen"><h1>{t('title')}</h1></div>;
}
