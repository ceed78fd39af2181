/** What ties the members: each thing that they share and each relation between two of them, most telling first. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useLegend } from '../../legend/legend.tsx';
import { CsvButton } from '../../ui/csv-button.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import type { FullGroup } from './group-panel.tsx';

type Tie = FullGroup['ties'][number];

export function TiesTab({ group }: { readonly group: FullGroup }) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const legend = useLegend();
  const members = new Map(group.members.map((member) => [member.id, member]));
  const labelOf = (id: string) => members.get(id)?.label ?? id;
  const recordsOf = ({ thing, members: ids }: Tie) => [
    ...(thing ? [thing.record] : []),
    ...ids.flatMap((id) => members.get(id)?.record ?? []),
  ];
  const nameOf = ({ thing, kinds }: Tie) =>
    thing?.label ?? kinds.map((kind) => legend.kindLabel(kind)).join(' · ');
  const typeOf = ({ thing }: Tie) => thing?.type ?? '';
  const types = [...new Set(group.ties.map(typeOf))];
  const typeLabel = (type: string) => (type === '' ? t('oneRelation') : legend.typeLabel(type));
  return (
    <>
      <div className="tab-actions">
        <CsvButton
          name="ties"
          rows={() => [
            ['type', 'tie', 'between', 'membersSharing', 'allSharing', 'weight'].map((key) =>
              t(key),
            ),
            ...group.ties.map((tie) => [
              typeLabel(typeOf(tie)),
              nameOf(tie),
              tie.members.map(labelOf).join('; '),
              tie.members.length,
              tie.thing ? tie.sharers : '',
              Number(tie.weight.toFixed(4)),
            ]),
          ]}
        />
      </div>
      {group.ties.length < group.tiesTotal && (
        <p className="muted">
          {t('xOfY', { ns: 'common', x: group.ties.length, y: group.tiesTotal })}
        </p>
      )}
      <Table<Tie>
        size="small"
        rowKey={({ thing, relations }) => thing?.id ?? relations.join()}
        dataSource={group.ties}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('tie'),
            filters: types.map((type) => ({ text: typeLabel(type), value: type })),
            onFilter: (type, tie) => typeOf(tie) === type,
            sorter: (a, b) => nameOf(a).localeCompare(nameOf(b)),
            ellipsis: true,
            render: (_, tie) => (
              <Link to={networkAddress(recordsOf(tie))} className="member-name">
                {tie.thing && <TypeIcon type={tie.thing.type} size={16} />}
                <span className="ellipsis" title={tie.thing?.label}>
                  {nameOf(tie)}
                </span>
              </Link>
            ),
          },
          {
            title: t('between'),
            ellipsis: true,
            render: (_, tie) => (
              <span title={tie.members.map(labelOf).join('\n')}>
                {tie.members.map(labelOf).join(' · ')}
              </span>
            ),
          },
          {
            title: t('sharers'),
            width: 70,
            align: 'right',
            sorter: (a, b) => a.sharers - b.sharers,
            render: (_, { sharers, members: own, thing }) =>
              thing ? `${own.length} / ${format.number(sharers)}` : '',
          },
          {
            title: t('weight'),
            width: 56,
            align: 'right',
            sorter: (a, b) => a.weight - b.weight,
            render: (_, { weight }) => weight.toFixed(2),
          },
        ]}
      />
    </>
  );
}
