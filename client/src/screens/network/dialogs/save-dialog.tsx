/** Keeps the canvas as an investigation under a title; from then on it saves itself. */
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNetworkScope } from '../network-context.ts';
import { useCreateInvestigation } from '../use-investigation.ts';

export function SaveDialog({ close }: { close: () => void }) {
  const { t } = useTranslation('network');
  const scope = useNetworkScope();
  const { network } = scope;
  const create = useCreateInvestigation(scope);
  const [busy, setBusy] = useState(false);
  const first = network.selectedEntities()[0] ?? [...network.state.nodes.keys()][0];
  const suggestion = first ? (network.state.nodes.get(first)?.label ?? '') : '';
  const [title, setTitle] = useState(
    suggestion ? t('investigation.around', { name: suggestion }) : '',
  );
  const save = async () => {
    if (busy || !title.trim()) return;
    setBusy(true);
    await create(title.trim());
    setBusy(false);
    close();
  };
  return (
    <Modal
      open
      title={t('actions.save')}
      onCancel={close}
      okText={t('investigation.create')}
      okButtonProps={{ disabled: !title.trim() }}
      confirmLoading={busy}
      onOk={() => void save()}
    >
      <Form layout="vertical" onFinish={() => void save()}>
        <Form.Item label={t('investigation.title')}>
          <Input
            autoFocus
            maxLength={120}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            data-testid="investigation-title"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
