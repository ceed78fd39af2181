import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const colours = ['default', 'gold', 'orange', 'volcano', 'red'];

/** Risk colours, from grey to red. */
export function LevelTag({ level }: { readonly level: number }) {
  const { t } = useTranslation('common');
  return <Tag color={colours[level - 1] ?? 'default'}>{t('alertLevel', { level })}</Tag>;
}
