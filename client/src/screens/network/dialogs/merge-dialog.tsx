/** Says that two entities are one and the same, side by side, with the reason. */
import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { useNotify } from '../../../app/notify.tsx';
import { EntityDetailsDocument } from '../../../generated/graphql.ts';
import { currencyOf } from '../../../legend/currency-of.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { useNetwork } from '../network-context.ts';

export function MergeDialog({
  left,
  right,
  close,
}: {
  left: string;
  right: string;
  close: () => void;
}) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  const notify = useNotify();
  const network = useNetwork();
  const details = (id: string) => ({
    query: EntityDetailsDocument,
    variables: { id: network.recordOf(id) },
    requestPolicy: 'network-only' as const,
  });
  const [a] = useQuery(details(left));
  const [b] = useQuery(details(right));
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  const save = async ({ reason }: { reason: string }) => {
    setBusy(true);
    try {
      const entry = await network.judgements.merge(left, right, reason.trim());
      close();
      notify.done(t('notices.merged'), () => void network.revert(entry));
    } catch (error) {
      notify.failed(error, t('failed.merge'));
    } finally {
      setBusy(false);
    }
  };
  const first = a.data?.entity;
  const second = b.data?.entity;
  const names = [
    ...new Set(
      [...(first?.attributes ?? []), ...(second?.attributes ?? [])].map((one) => one.name),
    ),
  ];
  return (
    <Modal
      open
      title={t('actions.merge')}
      onCancel={close}
      width={680}
      okText={t('merge.go')}
      confirmLoading={busy}
      // Nobody merges what is not shown yet; the button would move under the pointer too.
      okButtonProps={{ disabled: !first || !second }}
      onOk={() => form.submit()}
    >
      {!first || !second ? (
        <Loading />
      ) : (
        <table className="merge-table">
          <thead>
            <tr>
              <td />
              {[first, second].map((one) => (
                <th key={one.id} scope="col">
                  <TypeIcon type={one.type} tags={one.tags.map((tag) => tag.name)} /> {one.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const attribute = legend.attribute(first.type, name);
              const values = [first, second].map((one) =>
                format.value(
                  one.attributes.find((item) => item.name === name)?.value,
                  attribute,
                  currencyOf(attribute, one.attributes),
                ),
              );
              return (
                <tr key={name} className={values[0] && values[0] === values[1] ? 'same' : ''}>
                  <th scope="row">{legend.attributeLabel(first.type, name)}</th>
                  <td>{values[0]}</td>
                  <td>{values[1]}</td>
                </tr>
              );
            })}
            <tr>
              <th scope="row">{t('columns.degree')}</th>
              <td>{format.number(first.degree)}</td>
              <td>{format.number(second.degree)}</td>
            </tr>
          </tbody>
        </table>
      )}
      <Alert type="info" title={t('merge.hint')} />
      <Form form={form} layout="vertical" onFinish={(values) => void save(values)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={500} placeholder={t('merge.reasonHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
