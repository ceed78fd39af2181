/** Asks the operator's name at first use and again on request. */
import { Form, Input, Modal } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { MeDocument, SignInDocument } from '../../generated/graphql.ts';
import { useNotify } from '../notify.tsx';
import { OperatorContext } from './operator.ts';

export function OperatorGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common');
  const notify = useNotify();
  const [{ data }, again] = useQuery({ query: MeDocument });
  const [{ fetching }, signIn] = useMutation(SignInDocument);
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const name = data?.me?.name ?? null;
  const unnamed = data !== undefined && name === null;
  const value = typed ?? name ?? '';
  const state = useMemo(() => ({ name, ask: () => setAsked(true) }), [name]);
  const save = async () => {
    if (fetching || value.trim() === '') return;
    const answer = await signIn({ name: value.trim() });
    if (answer.error) return notify.failed(answer.error, t('operator.failed'));
    setAsked(false);
    setTyped(null);
    again({ requestPolicy: 'network-only' });
  };
  return (
    <OperatorContext value={state}>
      {children}
      <Modal
        open={unnamed || asked}
        title={t('operator.title')}
        closable={!unnamed}
        mask={{ closable: !unnamed }}
        keyboard={!unnamed}
        onCancel={() => setAsked(false)}
        cancelButtonProps={unnamed ? { style: { display: 'none' } } : {}}
        okText={t('operator.save')}
        okButtonProps={{ disabled: value.trim() === '', loading: fetching }}
        onOk={() => void save()}
        width={420}
      >
        <p>{t('operator.why')}</p>
        <Form layout="vertical" onFinish={() => void save()}>
          <Form.Item label={t('operator.name')}>
            <Input
              autoFocus
              maxLength={60}
              aria-label={t('operator.name')}
              value={value}
              data-testid="operator-name"
              onChange={(event) => setTyped(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </OperatorContext>
  );
}
