/** Lines of a list: whom, where, what and until when, with what each has met. */
import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Input, Space, Table, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import type { EditedLine } from './edited-lines.ts';
import { figureColumns, type Figures } from './figures.tsx';

interface LinesTableProps {
  readonly lines: readonly EditedLine[];
  readonly editable: boolean;
  /** Figures are those since approval; of a draft those before. */
  readonly approved: boolean;
  onEdit(line: EditedLine): void;
  onRemove(ids: readonly string[]): void;
  onExpire(ids: readonly string[], expires: string): void;
}

/** A line that is not saved yet. */
const none: Figures = { matched: 0, inspected: 0, found: 0 };

export function LinesTable(props: LinesTableProps) {
  const { lines, editable, approved, onEdit, onRemove, onExpire } = props;
  const { t } = useTranslation('targeting');
  const format = useFormat();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <section>
      <h2>
        {t('lines')} {format.number(lines.length)}{' '}
        <small className="muted">{t(approved ? 'figuresSince' : 'figuresBefore')}</small>
      </h2>
      {editable && chosen.length > 0 && (
        <Space size={8}>
          <span className="muted">{t('chosen', { count: chosen.length })}</span>
          <label>
            {t('expires')}{' '}
            <Input
              type="date"
              size="small"
              style={{ width: 140 }}
              onChange={(event) => event.target.value && onExpire(chosen, event.target.value)}
            />
          </label>
          <Button size="small" onClick={() => (onRemove(chosen), setChosen([]))}>
            {t('removeLines')}
          </Button>
        </Space>
      )}
      <Table<EditedLine>
        size="small"
        rowKey="id"
        dataSource={lines}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyHint text={t('noLines')} /> }}
        {...(editable && {
          rowSelection: {
            selectedRowKeys: [...chosen],
            onChange: (keys: readonly React.Key[]) => setChosen(keys.map(String)),
          },
        })}
        onRow={() => ({ 'data-testid': 'target-line' }) as object}
        columns={[
          {
            title: t('enterprise'),
            ellipsis: true,
            sorter: (a, b) => (a.enterprise?.label ?? '').localeCompare(b.enterprise?.label ?? ''),
            render: (_, { enterprise }) =>
              enterprise ? (
                <Link to={networkAddress([enterprise.record])} className="line-name">
                  <TypeIcon type={enterprise.type} tags={enterprise.tags} size={16} />
                  <span className="ellipsis" title={enterprise.label}>
                    {enterprise.label}
                  </span>
                </Link>
              ) : (
                <span className="muted">{t('dataGone')}</span>
              ),
          },
          {
            title: t('port'),
            width: 104,
            ellipsis: true,
            sorter: (a, b) => (a.port?.label ?? '').localeCompare(b.port?.label ?? ''),
            render: (_, { port, anyPort }) =>
              port?.label ?? <span className="muted">{t(anyPort ? 'any' : 'dataGone')}</span>,
          },
          {
            title: t('hs'),
            width: 82,
            sorter: (a, b) => (a.hs ?? '').localeCompare(b.hs ?? ''),
            render: (_, { hs }) => hs ?? <span className="muted">{t('any')}</span>,
          },
          { title: t('fromDay'), width: 84, dataIndex: 'from' },
          {
            title: t('expires'),
            width: 88,
            dataIndex: 'expires',
            sorter: (a, b) => a.expires.localeCompare(b.expires),
          },
          { title: t('reason'), width: 110, ellipsis: true, dataIndex: 'reason' },
          ...figureColumns<EditedLine>(
            t,
            format,
            ({ hits, before }) => (approved ? hits : before) ?? none,
          ),
          ...(editable
            ? [
                {
                  title: '',
                  width: 68,
                  render: (_: unknown, line: EditedLine) => (
                    <>
                      <Tooltip title={t('editLine')}>
                        <Button
                          type="text"
                          size="small"
                          icon={<EditOutlined />}
                          aria-label={t('editLine')}
                          onClick={() => onEdit(line)}
                        />
                      </Tooltip>
                      <Tooltip title={t('removeLine')}>
                        <Button
                          type="text"
                          size="small"
                          icon={<DeleteOutlined />}
                          aria-label={t('removeLine')}
                          onClick={() => onRemove([line.id])}
                        />
                      </Tooltip>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}
