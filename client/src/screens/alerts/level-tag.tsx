import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import '../network/network.css';

/** In the colours of risk tags. */
export function LevelTag({ level }: { readonly level: number }) {
  const { t } = useTranslation('common');
  return <Tag className={`risk-tag risk-tag-${level}`}>{t('alertLevel', { level })}</Tag>;
}
