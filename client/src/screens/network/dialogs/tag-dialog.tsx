/** Sets a tag by hand, with its reason. */
import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useNotify } from '../../../app/notify.tsx';
import { newKey } from '../../../inbox/new-key.ts';
import { AddTagDocument, RetractEntryDocument } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import { useCanvas, useNetwork } from '../network-context.ts';

export function TagDialog({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const notify = useNotify();
  const network = useNetwork();
  const canvas = useCanvas();
  const record = network.recordOf(id);
  const [{ fetching }, addTag] = useMutation(AddTagDocument);
  const [, retract] = useMutation(RetractEntryDocument);
  const [form] = Form.useForm<{ tag: string; reason: string }>();
  const save = async ({ tag, reason }: { tag: string; reason: string }) => {
    const answer = await addTag({ id: record, tag, reason: reason.trim(), key: newKey() });
    if (answer.error || !answer.data) return notify.failed(answer.error, t('failed.addTag'));
    close();
    const { number } = answer.data.addTag;
    const undo = () => void retract({ number, key: newKey() }).then(() => network.refresh());
    notify.done(t('notices.tagAdded', { tag: legend.tagLabel(tag) }), undo);
    await network.refresh();
  };
  const options = legend.categories.map((category) => ({
    label: legend.label(category),
    options: legend.tags
      .filter((tag) => tag.category === category.name)
      .sort((a, b) => b.level - a.level)
      .map((tag) => ({
        value: tag.name,
        label: `${legend.label(tag)} · ${t('details.level', { level: tag.level })}`,
      })),
  }));
  return (
    <Modal
      open
      title={t('tag.title', { name: canvas.nodes.get(id)?.label ?? '' })}
      onCancel={close}
      okText={t('actions.addTag')}
      confirmLoading={fetching}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void save(values)}>
        <Form.Item
          name="tag"
          label={t('tag.which')}
          rules={[{ required: true, message: t('tag.whichMissing') }]}
        >
          <Select autoFocus showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={500} placeholder={t('tag.reasonHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
