/** One line of a draft: whom, where, what, from when until when, and why. */
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { ResolvedDocument } from '../../generated/graphql.ts';
import { EntityPicker } from '../../ui/entity-picker.tsx';
import { newLineId, type EditedLine } from './edited-lines.ts';

interface LineDialogProps {
  /** null: a new one. */
  readonly line: EditedLine | null;
  /** Of the list: offered to a new line. */
  readonly reason: string;
  close(): void;
  save(line: EditedLine): void;
}

interface Answers {
  readonly hs?: string;
  readonly from: string;
  readonly expires: string;
  readonly reason: string;
}

const DAY_MS = 86_400_000;
const dayIn = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

export function LineDialog({ line, reason, close, save }: LineDialogProps) {
  const { t } = useTranslation('targeting');
  const [enterprise, setEnterprise] = useState(line?.enterprise?.record ?? '');
  const [port, setPort] = useState(line?.port?.record ?? '');
  const [form] = Form.useForm<Answers>();
  const ids = [enterprise, port].filter((id) => id !== '');
  const [{ data }] = useQuery({
    query: ResolvedDocument,
    variables: { ids },
    pause: ids.length === 0,
  });
  const nodeOf = (record: string) =>
    data?.resolved.find(({ node }) => node?.record === record)?.node ??
    [line?.enterprise, line?.port].find((known) => known?.record === record) ??
    null;
  const whom = nodeOf(enterprise);
  const where = nodeOf(port);
  const wrongWhom = whom !== null && whom.type !== 'Enterprise';
  const wrongWhere = where !== null && where.type !== 'Port';
  const finish = (answers: Answers) => {
    if (!whom || wrongWhom || wrongWhere) return;
    save({
      id: line?.id ?? newLineId(),
      enterprise: whom,
      port: port === '' ? null : where,
      anyPort: port === '',
      hs: answers.hs?.replaceAll(/[\s.]/g, '') || null,
      from: answers.from,
      expires: answers.expires,
      reason: answers.reason,
    });
  };
  return (
    <Modal
      open
      title={t(line ? 'editLine' : 'addLine')}
      onCancel={close}
      onOk={() => form.submit()}
      okButtonProps={{ disabled: !whom || (port !== '' && !where) }}
    >
      <Form form={form} layout="vertical" onFinish={finish}>
        <Form.Item
          label={t('enterprise')}
          {...(wrongWhom && { validateStatus: 'error', help: t('notEnterprise') })}
        >
          <EntityPicker value={enterprise} onChange={setEnterprise} label={t('enterprise')} />
        </Form.Item>
        <Form.Item
          label={t('port')}
          extra={t('portWhy')}
          {...(wrongWhere && { validateStatus: 'error', help: t('notPort') })}
        >
          <EntityPicker value={port} onChange={setPort} label={t('port')} />
          {port !== '' && (
            <Button type="link" onClick={() => setPort('')}>
              {t('any')}
            </Button>
          )}
        </Form.Item>
        <Form.Item
          name="hs"
          label={t('hs')}
          extra={t('hsWhy')}
          initialValue={line?.hs ?? ''}
          rules={[{ pattern: /^[\d.\s]{2,14}$/, message: t('hsWrong') }]}
        >
          <Input style={{ width: 180 }} />
        </Form.Item>
        <Form.Item
          name="from"
          label={t('fromDay')}
          initialValue={line?.from ?? dayIn(0)}
          rules={[{ required: true, message: t('dayMissing') }]}
        >
          <Input type="date" style={{ width: 180 }} />
        </Form.Item>
        <Form.Item
          name="expires"
          label={t('expires')}
          initialValue={line?.expires ?? dayIn(90)}
          dependencies={['from']}
          rules={[
            { required: true, message: t('dayMissing') },
            ({ getFieldValue }) => ({
              validator: (_, value: string) =>
                value >= String(getFieldValue('from'))
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('daysWrong'))),
            }),
          ]}
        >
          <Input type="date" style={{ width: 180 }} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          initialValue={line?.reason ?? reason}
          rules={[{ required: true, whitespace: true, max: 2000, message: t('reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
