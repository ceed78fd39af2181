/** State of a targeting list. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TargetingState } from '../../generated/graphql.ts';

const colours = {
  draft: 'default',
  submitted: 'gold',
  approved: 'blue',
  expired: 'default',
  withdrawn: 'default',
} as const satisfies Record<TargetingState, string>;

export function StateTag({ state }: { readonly state: TargetingState }) {
  const { t } = useTranslation('targeting');
  return <Tag color={colours[state]}>{t(`states.${state}`)}</Tag>;
}
