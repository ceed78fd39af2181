/** A change of a gang, with the reason that its history keeps. */
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntityPicker } from '../../ui/entity-picker.tsx';
import { Failure } from '../../ui/failure.tsx';

export type AskedChange =
  | { readonly kind: 'add' }
  | { readonly kind: 'remove'; readonly record: string; readonly label: string }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'monitor'; readonly monitored: boolean };

interface ChangeDialogProps {
  readonly asked: AskedChange;
  close(): void;
  /** @returns what went wrong, null when nothing did. */
  save(reason: string, answers: { name?: string; add?: string[] }): Promise<Error | null>;
}

export function ChangeDialog({ asked, close, save }: ChangeDialogProps) {
  const { t } = useTranslation('gangs');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [entity, setEntity] = useState('');
  const [form] = Form.useForm<{ name?: string; reason: string }>();
  const title =
    asked.kind === 'monitor'
      ? t(asked.monitored ? 'close' : 'reopen')
      : asked.kind === 'remove'
        ? t('removeTitle', { label: asked.label })
        : t(asked.kind);
  const finish = async ({ name, reason }: { name?: string; reason: string }) => {
    setBusy(true);
    const failed = await save(reason, {
      ...(asked.kind === 'rename' && name !== undefined && { name }),
      ...(asked.kind === 'add' && { add: [entity] }),
    });
    setBusy(false);
    setError(failed);
  };
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      onOk={() => form.submit()}
      okButtonProps={{ loading: busy, disabled: asked.kind === 'add' && entity === '' }}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void finish(values)}>
        {asked.kind === 'add' && (
          <Form.Item label={t('member')}>
            <EntityPicker value={entity} onChange={setEntity} label={t('member')} />
          </Form.Item>
        )}
        {asked.kind === 'rename' && (
          <Form.Item
            name="name"
            label={t('name')}
            initialValue={asked.name}
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
          <Input.TextArea rows={3} maxLength={2000} data-testid="change-reason" />
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}
