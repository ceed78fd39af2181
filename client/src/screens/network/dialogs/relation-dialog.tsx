/** Draws a relation by hand between two selected entities: kind, days, reason. */
import { SwapOutlined } from '@ant-design/icons';
import { Alert, Button, DatePicker, Form, Input, Modal, Select, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useNotify } from '../../../app/notify.tsx';
import {
  AddRelationDocument,
  RetractEntryDocument,
  type RelationKind,
} from '../../../generated/graphql.ts';
import { newKey } from '../../../inbox/new-key.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { useCanvas, useNetwork } from '../network-context.ts';

interface Values {
  kind: RelationKind;
  days?: [Dayjs | null, Dayjs | null] | null;
  reason: string;
}

export function RelationDialog({
  source,
  target,
  close,
}: {
  source: string;
  target: string;
  close: () => void;
}) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const notify = useNotify();
  const network = useNetwork();
  const canvas = useCanvas();
  const [[from, to], setEnds] = useState([source, target] as const);
  const [{ fetching }, add] = useMutation(AddRelationDocument);
  const [, retract] = useMutation(RetractEntryDocument);
  const [form] = Form.useForm<Values>();
  const a = canvas.nodes.get(from);
  const b = canvas.nodes.get(to);
  if (!a || !b) return null;
  const allowed = (sourceType: string, targetType: string) =>
    legend.kinds.filter(
      (kind) =>
        !kind.aggregated &&
        (kind.sourceTypes as readonly string[]).includes(sourceType) &&
        (kind.targetTypes as readonly string[]).includes(targetType) &&
        (!kind.sameType || sourceType === targetType),
    );
  const kinds = allowed(a.type, b.type);
  const reversible = allowed(b.type, a.type).length > 0;
  const save = async ({ kind, days, reason }: Values) => {
    const [first, last] = days ?? [];
    const answer = await add({
      key: newKey(),
      input: {
        kind,
        source: network.recordOf(from),
        target: network.recordOf(to),
        reason: reason.trim(),
        ...(first && { from: first.format('YYYY-MM-DD') }),
        ...(last && { to: last.add(1, 'day').format('YYYY-MM-DD') }),
      },
    });
    if (answer.error) return notify.failed(answer.error, t('failed.addRelation'));
    close();
    const number = answer.data?.addRelation.number;
    notify.done(
      t('notices.relationAdded', { kind: legend.kindLabel(kind) }),
      number
        ? () => void retract({ number, key: newKey() }).then(() => network.refresh())
        : undefined,
    );
    await network.refresh();
  };
  const swap = () => {
    setEnds([to, from]);
    form.resetFields(['kind']);
  };
  return (
    <Modal
      open
      title={t('actions.drawRelation')}
      onCancel={close}
      okText={t('relation.draw')}
      confirmLoading={fetching}
      okButtonProps={{ disabled: kinds.length === 0 }}
      onOk={() => form.submit()}
    >
      <Space className="relation-ends">
        <TypeIcon type={a.type} /> {a.label} → <TypeIcon type={b.type} /> {b.label}
        <Button size="small" icon={<SwapOutlined />} disabled={!reversible} onClick={swap}>
          {t('relation.swap')}
        </Button>
      </Space>
      {kinds.length === 0 && (
        <Alert
          type="info"
          title={t('relation.noKind', { a: legend.typeLabel(a.type), b: legend.typeLabel(b.type) })}
        />
      )}
      <Form form={form} layout="vertical" onFinish={(values) => void save(values)}>
        <Form.Item
          name="kind"
          label={t('columns.kind')}
          rules={[{ required: true, message: t('relation.kindMissing') }]}
        >
          <Select
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            options={kinds.map((kind) => ({ value: kind.name, label: legend.label(kind) }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t('relation.held')}>
          <DatePicker.RangePicker allowEmpty={[true, true]} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={500} placeholder={t('relation.reasonHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
