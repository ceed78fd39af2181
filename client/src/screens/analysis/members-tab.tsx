/** Members with how surely they belong and what makes each of them matter. */
import { Table, Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useLegend } from '../../legend/legend.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import type { FullGroup } from './group-panel.tsx';

type Member = FullGroup['members'][number];

const roles = ['core', 'periphery', 'doubtful'] as const;

export function MembersTab({ group }: { readonly group: FullGroup }) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const legend = useLegend();
  const reasons = new Map(group.keyMembers.map((key) => [key.id, key.reasons]));
  const keyRank = new Map(group.keyMembers.map(({ id }, index) => [id, index]));
  const rankOf = ({ id }: Member) => keyRank.get(id) ?? keyRank.size;
  const members = [...group.members].sort(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      roles.indexOf(a.role) - roles.indexOf(b.role) ||
      b.strength - a.strength,
  );
  const types = [...new Set(members.map(({ type }) => type))];
  const asRow = (member: Member) => [
    member.label,
    legend.typeLabel(member.type),
    t(`roles.${member.role}`),
    Number(member.stays.toFixed(4)),
    (reasons.get(member.id) ?? []).map((reason) => t(`memberReasons.${reason}`)).join('; '),
    Number(member.strength.toFixed(4)),
    Number(member.betweenness.toFixed(6)),
    Number(member.pageRank.toFixed(6)),
    member.degree,
    member.coreness,
    member.amount === null ? '' : member.amount / 100,
    member.tags.map(({ tag }) => legend.tagLabel(tag)).join('; '),
  ];
  return (
    <>
      <div className="tab-actions">
        <CsvButton
          name="members"
          rows={() => [
            [
              ...['member', 'type', 'role', 'staysShare', 'why', 'strength', 'betweenness'].map(
                (key) => t(key),
              ),
              'PageRank',
              t('degree'),
              'k-core',
              t('amountYuan'),
              t('tags'),
            ],
            ...members.map(asRow),
          ]}
        />
      </div>
      <Table<Member>
        size="small"
        rowKey="id"
        dataSource={members}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 620 }}
        columns={[
          {
            title: t('member'),
            filters: types.map((type) => ({ text: legend.typeLabel(type), value: type })),
            onFilter: (type, member) => member.type === type,
            sorter: (a, b) => a.label.localeCompare(b.label),
            width: 210,
            fixed: 'left',
            ellipsis: true,
            render: (_, member) => (
              <Link to={networkAddress([member.record])} className="member-name">
                <TypeIcon type={member.type} tags={member.tags.map(({ tag }) => tag)} size={16} />
                <span className="ellipsis" title={member.label}>
                  {member.label}
                </span>
              </Link>
            ),
          },
          {
            title: t('role'),
            width: 84,
            filters: roles.map((role) => ({ text: t(`roles.${role}`), value: role })),
            onFilter: (role, member) => member.role === role,
            render: (_, { role, stays }) => (
              <Tooltip title={t('stays', { share: format.percent(stays) })}>
                <span className={`member-${role}`}>{t(`roles.${role}`)}</span>
              </Tooltip>
            ),
          },
          {
            title: t('why'),
            width: 150,
            render: (_, member) => (
              <span className="top-tags">
                {(reasons.get(member.id) ?? []).map((reason) => (
                  <Tag key={reason}>{t(`memberReasons.${reason}`)}</Tag>
                ))}
              </span>
            ),
          },
          {
            title: t('strength'),
            width: 62,
            align: 'right',
            sorter: (a, b) => a.strength - b.strength,
            render: (_, { strength }) => strength.toFixed(1),
          },
          {
            title: t('betweenness'),
            width: 62,
            align: 'right',
            sorter: (a, b) => a.betweenness - b.betweenness,
            render: (_, { betweenness }) => format.percent(betweenness),
          },
          {
            title: 'PageRank',
            width: 72,
            align: 'right',
            sorter: (a, b) => a.pageRank - b.pageRank,
            render: (_, { pageRank }) => format.percent(pageRank),
          },
          {
            title: t('degree'),
            width: 52,
            align: 'right',
            sorter: (a, b) => a.degree - b.degree,
            render: (_, { degree }) => degree,
          },
          {
            title: t('amount'),
            width: 84,
            align: 'right',
            sorter: (a, b) => (a.amount ?? 0) - (b.amount ?? 0),
            render: (_, { amount }) => (amount === null ? '' : format.money(amount)),
          },
          {
            title: t('tags'),
            width: 160,
            ellipsis: true,
            render: (_, { tags }) => tags.map(({ tag }) => legend.tagLabel(tag)).join(' · '),
          },
        ]}
      />
    </>
  );
}
