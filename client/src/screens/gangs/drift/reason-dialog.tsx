/** Asks why before a candidate is taken in or dismissed. */
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../../ui/failure.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  readonly ok: string;
  close(): void;
  /** @returns what went wrong, null when nothing did. */
  save(reason: string): Promise<Error | null>;
}

export function ReasonDialog({ title, text, ok, close, save }: ReasonDialogProps) {
  const { t } = useTranslation('drift');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [form] = Form.useForm<{ reason: string }>();
  const finish = async ({ reason }: { reason: string }) => {
    setBusy(true);
    setError(await save(reason));
    setBusy(false);
  };
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      okText={ok}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
    >
      <p>{text}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void finish(values)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, max: 2000, message: t('reasonMissing') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={2000} data-testid="drift-reason" />
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}
