/** Entities and relations on the canvas as rows: one selection with the picture, sortable, filterable, by keyboard too. */
import { Input, Segmented, Table, type TableColumnsType } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { selectNodes } from '../../../network/core/selection.ts';
import { lastDay } from '../../../network/export/rows.ts';
import type { LinkItem, NodeItem } from '../../../network/core/types.ts';
import { scoreNames, type ScoreName } from '../../../network/scores/scores.ts';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { expandOrAsk } from '../expand-or-ask.ts';
import { useCanvas, useDisplay, useNetworkScope, useSelection } from '../network-context.ts';

/** Scores beside the number of all relations; the risk level is told by the tags. */
const columnScores = scoreNames.filter((name) => name !== 'degree' && name !== 'risk');

/** Height left for the rows within the drawer. */
function useBodyHeight() {
  const host = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(120);
  useEffect(() => {
    if (!host.current) return;
    const observer = new ResizeObserver(
      ([entry]) => entry && setHeight(Math.max(60, entry.contentRect.height - 66)),
    );
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  return { host, height };
}

export function NetworkTable() {
  const { t } = useTranslation('network');
  const [what, setWhat] = useState<'entities' | 'relations'>('entities');
  const [filter, setFilter] = useState('');
  const { host, height } = useBodyHeight();
  return (
    <div className="network-table" ref={host}>
      <div className="table-head">
        <Segmented
          size="small"
          value={what}
          onChange={setWhat}
          options={(['entities', 'relations'] as const).map((name) => ({
            value: name,
            label: t(`table.${name}`),
          }))}
        />
        <Input
          allowClear
          size="small"
          placeholder={t('table.filter')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          style={{ width: 220 }}
        />
      </div>
      {what === 'entities' ? (
        <EntityTable filter={filter} height={height} />
      ) : (
        <RelationTable filter={filter} height={height} />
      )}
    </div>
  );
}

function EntityTable({ filter, height }: { filter: string; height: number }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  const scope = useNetworkScope();
  const { network } = scope;
  const display = useDisplay();
  const selection = useSelection();
  const collator = useMemo(
    () => new Intl.Collator(legend.language === 'zh' ? 'zh-CN' : 'en'),
    [legend.language],
  );
  const wanted = filter.trim().toLowerCase();
  const rows = useMemo(
    () =>
      (display?.visible.nodes ?? []).filter(
        (node) =>
          !wanted ||
          node.label.toLowerCase().includes(wanted) ||
          legend.typeLabel(node.type).toLowerCase().includes(wanted) ||
          node.tags.some((tag) => legend.tagLabel(tag).toLowerCase().includes(wanted)),
      ),
    [display, wanted, legend],
  );
  const types = [...new Set(rows.map((row) => row.type))];
  const score = (name: ScoreName, { id }: NodeItem) => display?.score(name).get(id) ?? 0;
  const columns: TableColumnsType<NodeItem> = [
    {
      title: t('columns.name'),
      dataIndex: 'label',
      width: 270,
      sorter: (a, b) => collator.compare(a.label, b.label),
      render: (label: string, node) => (
        <span className="cell-name">
          <TypeIcon type={node.type} tags={node.tags} size={18} />
          <span className="ellipsis">{label}</span>
        </span>
      ),
    },
    {
      title: t('columns.type'),
      dataIndex: 'type',
      width: 110,
      sorter: (a, b) => (a.type < b.type ? -1 : 1),
      filters: types.map((type) => ({ text: legend.typeLabel(type), value: type })),
      onFilter: (value, node) => node.type === value,
      render: legend.typeLabel,
    },
    {
      title: t('columns.tags'),
      dataIndex: 'tags',
      width: 200,
      ellipsis: true,
      sorter: (a, b) => legend.level(a.tags) - legend.level(b.tags),
      render: (tags: readonly string[]) => legend.tagLabels(tags).join(', '),
    },
    {
      title: t('columns.degree'),
      dataIndex: 'degree',
      width: 100,
      align: 'right',
      sorter: (a, b) => a.degree - b.degree,
      render: (value: number) => format.number(value),
    },
    ...columnScores.map((name) => ({
      title: t(`scores.${name}`),
      key: `score.${name}`,
      width: 110,
      align: 'right' as const,
      sorter: (a: NodeItem, b: NodeItem) => score(name, a) - score(name, b),
      render: (_: unknown, node: NodeItem) => format.number(score(name, node)),
    })),
    {
      title: t('columns.sources'),
      dataIndex: 'sources',
      width: 220,
      ellipsis: true,
      render: (names: readonly string[]) => names.map(legend.datasetLabel).join(', '),
    },
  ];
  const selected = rows
    .filter((row) => selection.nodes.has(display?.discOf.get(row.id) ?? row.id))
    .map((row) => row.id);
  const choose = (ids: readonly string[]) => {
    const discs = ids.map((id) => display?.discOf.get(id) ?? id);
    network.select(selectNodes(discs));
    if (discs.length) network.stage?.reveal(discs);
  };
  return (
    <Table<NodeItem>
      size="small"
      virtual
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 1450, y: height }}
      rowSelection={{
        selectedRowKeys: selected,
        onChange: (keys) => choose(keys.map(String)),
        columnWidth: 36,
      }}
      onRow={(node) => ({
        onClick(event) {
          // The tick box has its own meaning: one more, one less.
          if ((event.target as Element).closest('.ant-table-selection-column')) return;
          const more = event.ctrlKey || event.metaKey;
          choose(more ? [...selected.filter((id) => id !== node.id), node.id] : [node.id]);
        },
        onDoubleClick: () => expandOrAsk(scope, [display?.discOf.get(node.id) ?? node.id]),
      })}
    />
  );
}

function RelationTable({ filter, height }: { filter: string; height: number }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  const network = useNetworkScope().network;
  const display = useDisplay();
  const canvas = useCanvas();
  const selection = useSelection();
  const name = (id: string) => canvas.nodes.get(id)?.label ?? id;
  const wanted = filter.trim().toLowerCase();
  const rows = (display?.visible.links ?? []).filter(
    (link) =>
      !wanted ||
      `${name(link.source)} ${name(link.target)} ${legend.kindLabel(link.kind)}`
        .toLowerCase()
        .includes(wanted),
  );
  const edgeOf = useMemo(() => {
    const map = new Map<string, string>();
    for (const edge of display?.edges.values() ?? [])
      for (const link of edge.links) map.set(link.id, edge.id);
    return map;
  }, [display]);
  const columns: TableColumnsType<LinkItem> = [
    {
      title: t('columns.from'),
      dataIndex: 'source',
      ellipsis: true,
      sorter: (a, b) => (name(a.source) < name(b.source) ? -1 : 1),
      render: name,
    },
    {
      title: t('columns.kind'),
      dataIndex: 'kind',
      width: 150,
      sorter: (a, b) => (a.kind < b.kind ? -1 : 1),
      render: legend.kindLabel,
    },
    {
      title: t('columns.to'),
      dataIndex: 'target',
      ellipsis: true,
      sorter: (a, b) => (name(a.target) < name(b.target) ? -1 : 1),
      render: name,
    },
    {
      title: t('columns.weight'),
      dataIndex: 'weight',
      width: 100,
      align: 'right',
      sorter: (a, b) => a.weight - b.weight,
      render: (value: number) => format.number(value),
    },
    {
      title: t('columns.since'),
      key: 'since',
      width: 110,
      sorter: (a, b) => ((a.periods[0]?.from ?? '') < (b.periods[0]?.from ?? '') ? -1 : 1),
      render: (_: unknown, link) => link.periods[0]?.from ?? '',
    },
    {
      title: t('columns.until'),
      key: 'until',
      width: 110,
      render: (_: unknown, link) => lastDay(link),
    },
  ];
  return (
    <Table<LinkItem>
      size="small"
      virtual
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 900, y: height }}
      rowClassName={(link) =>
        selection.edges.has(edgeOf.get(link.id) ?? '') ? 'ant-table-row-selected' : ''
      }
      onRow={(link) => ({
        onClick() {
          const edge = edgeOf.get(link.id);
          if (edge) network.select({ nodes: new Set(), edges: new Set([edge]) });
        },
      })}
    />
  );
}
