/** A group as one: what it holds by type, and its members. */
import { Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLegend } from '../../../legend/legend.tsx';
import type { Group } from '../../../network/core/types.ts';
import { useNetwork } from '../network-context.ts';
import { MemberList } from './member-list.tsx';

export function GroupDetails({ group }: { group: Group }) {
  const { t } = useTranslation('network');
  const network = useNetwork();
  const legend = useLegend();
  const title =
    group.by === 'type' ? legend.typeLabel(group.key) : t(`groups.${group.by}`, { key: group.key });
  return (
    <>
      <header>
        <h2>{title}</h2>
        <small className="muted">{t('details.members', { count: group.members.length })}</small>
      </header>
      <Space size={4} className="action-row">
        <Button type="primary" size="small" onClick={() => network.groups.toggle([group.id])}>
          {t(group.collapsed ? 'details.openGroup' : 'details.closeGroup')}
        </Button>
        <Button size="small" onClick={() => network.groups.ungroup()}>
          {t('actions.ungroup')}
        </Button>
      </Space>
      <MemberList ids={group.members} />
    </>
  );
}
