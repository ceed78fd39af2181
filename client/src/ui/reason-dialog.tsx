/** Asks why before an act takes effect, and for a name where the act gives one; what went wrong stays in the dialog. */
import { Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './failure.tsx';

export interface ReasonAnswers {
  /** Empty where none was asked for. */
  readonly name: string;
  readonly reason: string;
}

interface ReasonDialogProps {
  readonly title: string;
  /** Words of the act; OK where absent. */
  readonly ok?: string;
  /** What else the act needs is not there yet. */
  readonly incomplete?: boolean;
  /** The children ask for more, before the reason: the cursor is theirs. */
  readonly asksMore?: boolean;
  /** A name is asked for too, and this is offered. */
  readonly name?: string;
  /** What else the act needs, or what it does. */
  readonly children?: ReactNode;
  close(): void;
  /** @returns what went wrong; nothing: the dialog closes. */
  save(answers: ReasonAnswers): Promise<Error | null | undefined>;
}

const longestName = 200;
const longestReason = 2_000;

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, ok, incomplete = false, asksMore = false, name, children, close, save } = props;
  const { t } = useTranslation('common');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [form] = Form.useForm<{ name?: string; reason: string }>();
  const finish = async (given: { name?: string; reason: string }) => {
    setBusy(true);
    const failed = await save({ name: given.name ?? '', reason: given.reason });
    setBusy(false);
    setError(failed ?? null);
    if (!failed) close();
  };
  return (
    <Modal
      open
      title={title}
      width={560}
      onCancel={close}
      onOk={() => form.submit()}
      okButtonProps={{ loading: busy, disabled: incomplete }}
      {...(ok !== undefined && { okText: ok })}
    >
      {children}
      <Form form={form} layout="vertical" onFinish={(given) => void finish(given)}>
        {name !== undefined && (
          <Form.Item
            name="name"
            label={t('why.name')}
            initialValue={name}
            rules={[
              { required: true, whitespace: true, max: longestName, message: t('why.nameMissing') },
            ]}
          >
            <Input maxLength={longestName} />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t('why.reason')}
          rules={[
            { required: true, whitespace: true, max: longestReason, message: t('why.missing') },
          ]}
        >
          <Input.TextArea
            autoFocus={!asksMore}
            rows={3}
            maxLength={longestReason}
            data-testid="reason"
          />
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}
