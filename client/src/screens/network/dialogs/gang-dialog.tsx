/** Puts a selection, or the people and enterprises of a case, under watch as a gang. */
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { gangAddress } from '../../../app/addresses.ts';
import { useNotify } from '../../../app/notify.tsx';
import { GangFromCaseDocument, GangFromSelectionDocument } from '../../../generated/graphql.ts';
import { Failure } from '../../../ui/failure.tsx';
import { useNetwork } from '../network-context.ts';

interface GangDialogProps {
  readonly ids: readonly string[];
  readonly ofCase: boolean;
  close(): void;
}

interface Answers {
  readonly name: string;
  readonly reason: string;
}

export function GangDialog({ ids, ofCase, close }: GangDialogProps) {
  const { t } = useTranslation('gangs');
  const notify = useNotify();
  const navigate = useNavigate();
  const network = useNetwork();
  const [form] = Form.useForm<Answers>();
  const [fromCase, makeFromCase] = useMutation(GangFromCaseDocument);
  const [fromSelection, makeFromSelection] = useMutation(GangFromSelectionDocument);
  const records = ids.map((id) => network.recordOf(id));
  const error = fromCase.error ?? fromSelection.error;
  const save = async ({ name, reason }: Answers) => {
    const made = ofCase
      ? (await makeFromCase({ case: records[0] ?? '', name, reason })).data?.gangFromCase
      : (await makeFromSelection({ ids: records, name, reason })).data?.gangFromSelection;
    if (!made) return;
    close();
    notify.done(t('made', { name: made.name }));
    void navigate(gangAddress(made.id));
  };
  const first = network.state.nodes.get(ids[0] ?? '')?.label ?? '';
  return (
    <Modal
      open
      title={t(ofCase ? 'fromCaseTitle' : 'fromSelectionTitle')}
      onCancel={close}
      okButtonProps={{ loading: fromCase.fetching || fromSelection.fetching }}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(answers) => void save(answers)}>
        <Form.Item
          name="name"
          label={t('name')}
          initialValue={first}
          rules={[{ required: true, whitespace: true, max: 200, message: t('nameMissing') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, max: 2000, message: t('reasonMissing') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={2000} data-testid="gang-reason" />
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}
