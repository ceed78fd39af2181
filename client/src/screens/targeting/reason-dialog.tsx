/** Asks why, and for what else the act needs; what went wrong stays in the dialog. */
import { Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../ui/failure.tsx';

interface ReasonDialogProps {
  readonly title: string;
  /** A name is asked for too, and this is offered. */
  readonly name?: string;
  readonly children?: ReactNode;
  close(): void;
  /** @returns what went wrong, null when nothing did. */
  save(answers: { readonly name: string; readonly reason: string }): Promise<Error | null>;
}

export function ReasonDialog({ title, name, children, close, save }: ReasonDialogProps) {
  const { t } = useTranslation('targeting');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [form] = Form.useForm<{ name?: string; reason: string }>();
  const finish = async (answers: { name?: string; reason: string }) => {
    setBusy(true);
    const failed = await save({ name: answers.name ?? '', reason: answers.reason });
    setBusy(false);
    setError(failed);
    if (!failed) close();
  };
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      onOk={() => form.submit()}
      okButtonProps={{ loading: busy }}
    >
      {children}
      <Form form={form} layout="vertical" onFinish={(values) => void finish(values)}>
        {name !== undefined && (
          <Form.Item
            name="name"
            label={t('name')}
            initialValue={name}
            rules={[{ required: true, whitespace: true, max: 200, message: t('nameMissing') }]}
          >
            <Input maxLength={200} />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, max: 2000, message: t('reasonMissing') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={2000} data-testid="targeting-reason" />
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}
