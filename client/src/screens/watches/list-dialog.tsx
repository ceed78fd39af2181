/** Many targets at once: identifiers or names, pasted or from a file, each row matched; what fits nothing is said. */
import { UploadOutlined } from '@ant-design/icons';
import { Alert as Notice, Button, Input, Modal, Progress, Space, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { MatchListDocument, type MatchListQuery } from '../../generated/graphql.ts';
import { Failure } from '../../ui/failure.tsx';
import { listText, recordsOf, rowsOf, type ListHit } from './list-rows.ts';

type Match = MatchListQuery['searchList'][number];
/** That one question may hold. */
const perQuestion = 500;
const most = 2_000;
const mostListed = 20;
/** Of a hit that names the line itself, and not something like it. */
const sure = new Set(['identifier', 'exact']);

export function ListDialog({
  close,
  add,
}: {
  close(): void;
  add(records: readonly string[]): void;
}) {
  const { t } = useTranslation('watches');
  const client = useClient();
  const [text, setText] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const [matches, setMatches] = useState<readonly Match[] | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const rows = rowsOf(text).slice(0, most);
  const cells = [...new Set(rows.flat())];
  const match = async () => {
    const found: Match[] = [];
    setError(null);
    for (let from = 0; from < cells.length; from += perQuestion) {
      setDone(from);
      const items = cells.slice(from, from + perQuestion);
      const answer = await client
        .query(MatchListDocument, { items }, { requestPolicy: 'network-only' })
        .toPromise();
      if (answer.error) {
        setError(answer.error);
        break;
      }
      found.push(...(answer.data?.searchList ?? []));
    }
    setDone(null);
    setMatches(found);
  };
  const hits = new Map<string, ListHit>();
  for (const { item, hits: all } of matches ?? []) {
    const hit = all.find(({ reason }) => sure.has(reason));
    if (hit) hits.set(item, { record: hit.node.record, isIdentifier: hit.reason === 'identifier' });
  }
  const meant = rows.map((row) => recordsOf(row, (cell) => hits.get(cell)));
  const records = [...new Set(meant.flat())];
  const missing = rows.filter((_, index) => meant[index]?.length === 0);
  return (
    <Modal
      open
      width={640}
      title={t('listTitle')}
      onCancel={close}
      okText={t('listAdd', { count: records.length })}
      okButtonProps={{ disabled: records.length === 0, 'data-testid': 'list-add' }}
      onOk={() => {
        add(records);
        close();
      }}
    >
      <Space orientation="vertical" style={{ width: '100%' }}>
        <span className="muted">{t('listWhy', { most })}</span>
        <Input.TextArea
          rows={8}
          value={text}
          aria-label={t('listTitle')}
          data-testid="list-text"
          onChange={(event) => {
            setText(event.target.value);
            setMatches(null);
          }}
        />
        <Space>
          <Upload
            accept=".csv,.txt"
            showUploadList={false}
            beforeUpload={(file) => {
              void file.arrayBuffer().then((bytes) => {
                setText(listText(bytes));
                setMatches(null);
              });
              return false;
            }}
          >
            <Button icon={<UploadOutlined />}>{t('listFile')}</Button>
          </Upload>
          <Button
            type="primary"
            disabled={rows.length === 0}
            loading={done !== null}
            onClick={() => void match()}
            data-testid="list-match"
          >
            {t('listMatch', { count: rows.length })}
          </Button>
        </Space>
        {done !== null && <Progress percent={Math.round((100 * done) / cells.length)} />}
        {error && <Failure error={error} />}
        {matches && (
          <Notice
            type={missing.length > 0 ? 'warning' : 'success'}
            showIcon
            data-testid="list-result"
            title={t('listFound', { found: rows.length - missing.length, of: rows.length })}
            description={
              missing.length > 0 &&
              [
                t('listMissing', {
                  items: missing
                    .slice(0, mostListed)
                    .map((row) => row.join(', '))
                    .join(' · '),
                }),
                missing.length > mostListed &&
                  t('listMissingMore', { count: missing.length - mostListed }),
              ]
                .filter(Boolean)
                .join(' ')
            }
          />
        )}
      </Space>
    </Modal>
  );
}
