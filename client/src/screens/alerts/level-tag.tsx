import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

/** Risk colours as tags have them. */
export function LevelTag({ level }: { readonly level: number }) {
  const { t } = useTranslation('common');
  return <Tag className={`risk-tag risk-tag-${level}`}>{t('alertLevel', { level })}</Tag>;
}
