/** The column mappings: shipped ones to read and copy, own ones to edit. */
import { Alert, Button, Input, Space, Table, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery, type CombinedError } from 'urql';
import { useNotify } from '../../app/notify.tsx';
import {
  MappingsDocument,
  MappingYamlDocument,
  SaveMappingDocument,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { Failure } from '../../ui/failure.tsx';
import { errorText } from '../../app/error-text.ts';

export function MappingList() {
  const { t, i18n } = useTranslation('imports');
  const legend = useLegend();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const [{ data, error, fetching }, again] = useQuery({ query: MappingsDocument });
  const [open, setOpen] = useState<string | null>(null);
  if (error)
    return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  return (
    <div className="mappings">
      <Table
        size="small"
        rowKey="id"
        loading={fetching}
        pagination={false}
        dataSource={data?.mappings ?? []}
        rowSelection={{
          type: 'radio',
          getCheckboxProps: (one) => ({ 'aria-label': one[language] }),
          selectedRowKeys: open ? [open] : [],
          onChange: ([key]) => setOpen(String(key)),
        }}
        onRow={(one) => ({
          tabIndex: 0,
          onClick: () => setOpen(one.id),
          onKeyDown: (event) => event.key === 'Enter' && setOpen(one.id),
        })}
        rowClassName="clickable"
        columns={[
          { title: t('mapping'), render: (_, one) => one[language] },
          { title: t('dataset'), width: 180, render: (_, one) => legend.datasetLabel(one.dataset) },
          { title: t('mode'), width: 90, render: (_, one) => t(`modes.${one.mode}`) },
          {
            title: t('columnsCount'),
            width: 80,
            align: 'right',
            render: (_, one) => one.columns.length,
          },
          {
            title: '',
            width: 80,
            render: (_, one) => <Tag>{t(one.shipped ? 'shipped' : 'own')}</Tag>,
          },
        ]}
      />
      {open ? (
        <MappingText key={open} id={open} saved={() => again({ requestPolicy: 'network-only' })} />
      ) : (
        <div className="muted mapping-hint">{t('mappingHint')}</div>
      )}
    </div>
  );
}

/** Each fault that the server found, as `path: what is wrong`. */
function faultsOf(error: CombinedError): string[] {
  const details: unknown = error.graphQLErrors[0]?.extensions['details'];
  if (!Array.isArray(details)) return [];
  return details.map((fault: { path?: string; message?: string }) =>
    [fault.path, fault.message].filter(Boolean).join(': '),
  );
}

function MappingText({ id, saved }: { id: string; saved: () => void }) {
  const { t } = useTranslation('imports');
  const notify = useNotify();
  const [{ data, error }] = useQuery({
    query: MappingYamlDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const [{ fetching: saving }, save] = useMutation(SaveMappingDocument);
  const [text, setText] = useState<string | null>(null);
  const [faults, setFaults] = useState<string | null>(null);
  const stored = data?.mapping?.yaml;
  useEffect(() => setText(null), [stored]);
  if (error) return <Failure error={error} />;
  const yaml = text ?? stored ?? '';
  const store = async () => {
    const result = await save({ yaml });
    if (result.error) {
      setFaults([errorText(result.error, t).detail, ...faultsOf(result.error)].join('\n'));
      return;
    }
    setFaults(null);
    notify.done(t('mappingSaved'));
    saved();
  };
  return (
    <section className="mapping-text">
      <Space>
        <Button
          type="primary"
          disabled={text === null || text === stored}
          loading={saving}
          onClick={() => void store()}
        >
          {t('save', { ns: 'common' })}
        </Button>
        <span className="muted">{t(data?.mapping?.shipped ? 'copyHint' : 'ownHint')}</span>
      </Space>
      {faults !== null && (
        <Alert
          type="error"
          showIcon
          title={t('mappingFaults')}
          description={<pre>{faults}</pre>}
          data-testid="mapping-faults"
        />
      )}
      <Input.TextArea
        value={yaml}
        spellCheck={false}
        className="yaml"
        aria-label={t('mappingText')}
        data-testid="mapping-yaml"
        onChange={(event) => setText(event.target.value)}
      />
    </section>
  );
}
