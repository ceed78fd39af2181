/** The cases screen. */
import { useTranslation } from 'react-i18next';

export function CasesScreen() {
  const { t } = useTranslation('cases');
  return <div className="screen"><h1>{t('title')}</h1></div>;
}
