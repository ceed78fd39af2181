/** One contact of the address book. */
import { Checkbox, Form, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { SaveContactDocument, type ContactsQuery } from '../../generated/graphql.ts';
import { Failure } from '../../ui/failure.tsx';

interface Answers {
  readonly name: string;
  readonly language: string;
  readonly email?: string;
  readonly phone?: string;
  readonly webhook?: string;
  readonly superior?: string | null;
  readonly administrator?: boolean;
  readonly from?: string;
  readonly to?: string;
}

/** How the address of a webhook begins. */
const secureAddress = 'https://';

export function ContactDialog({
  contact,
  contacts,
  close,
  saved,
}: {
  readonly contact: ContactsQuery['contacts'][number] | null;
  readonly contacts: ContactsQuery['contacts'];
  close(): void;
  saved(): void;
}) {
  const { t, i18n } = useTranslation('watches');
  const [form] = Form.useForm<Answers>();
  const [error, setError] = useState<Error | null>(null);
  const [, save] = useMutation(SaveContactDocument);
  const finish = async ({ from, to, email, phone, webhook, superior, ...rest }: Answers) => {
    const offsetMinutes = -new Date().getTimezoneOffset();
    const answer = await save({
      id: contact?.id ?? null,
      contact: {
        ...rest,
        email: email?.trim() || null,
        webhook: webhook?.trim() || null,
        phone: phone?.replace(/[\s-]/g, '') || null,
        quiet: from && to ? { from, to, offsetMinutes } : null,
        superior: superior ?? null,
      },
    });
    setError(answer.error ?? null);
    if (answer.error) return;
    saved();
    close();
  };
  const clock = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: t('clockWrong') };
  /** Half of the hours is none: it is asked for, not dropped. */
  const neededWith = (other: 'from' | 'to') => () => ({
    required: Boolean(form.getFieldValue(other)),
    message: t('clockWrong'),
  });
  return (
    <Modal
      open
      destroyOnHidden
      title={t(contact ? 'editContact' : 'newContact')}
      onCancel={close}
      onOk={() => form.submit()}
      okText={t('save', { ns: 'common' })}
      okButtonProps={{ 'data-testid': 'save-contact' }}
    >
      <Form<Answers>
        form={form}
        layout="vertical"
        onFinish={(given) => void finish(given)}
        initialValues={{
          language: i18n.language === 'en' ? 'en' : 'zh',
          ...contact,
          from: contact?.quiet?.from,
          to: contact?.quiet?.to,
        }}
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, max: 200, message: t('nameMissing') }]}
        >
          <Input data-testid="contact-name" />
        </Form.Item>
        <Form.Item name="language" label={t('language')}>
          <Select
            options={['zh', 'en'].map((one) => ({ value: one, label: t(`languages.${one}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('channels.email')}
          rules={[{ type: 'email', message: t('emailWrong') }]}
        >
          <Input data-testid="contact-email" />
        </Form.Item>
        <Form.Item
          name="phone"
          label={t('channels.sms')}
          extra={t('phoneWhy')}
          rules={[{ pattern: /^\+[1-9][\d\s-]{6,20}$/, message: t('phoneWhy') }]}
        >
          <Input data-testid="contact-phone" />
        </Form.Item>
        <Form.Item
          name="webhook"
          label={t('channels.webhook')}
          extra={t('webhookWhy')}
          rules={[{ type: 'url', message: t('webhookWhy') }]}
        >
          <Input placeholder={secureAddress} data-testid="contact-webhook" />
        </Form.Item>
        <Form.Item name="superior" label={t('superior')} extra={t('superiorWhy')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            data-testid="contact-superior"
            options={contacts
              .filter(({ id }) => id !== contact?.id)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="administrator" valuePropName="checked" extra={t('administratorWhy')}>
          <Checkbox data-testid="contact-administrator">{t('administrator')}</Checkbox>
        </Form.Item>
        <Form.Item label={t('quiet')} extra={t('quietWhy')}>
          <Space>
            <Form.Item name="from" noStyle dependencies={['to']} rules={[clock, neededWith('to')]}>
              <Input style={{ width: 90 }} placeholder="22:00" aria-label={t('quietFrom')} />
            </Form.Item>
            –
            <Form.Item
              name="to"
              noStyle
              dependencies={['from']}
              rules={[clock, neededWith('from')]}
            >
              <Input style={{ width: 90 }} placeholder="07:00" aria-label={t('quietTo')} />
            </Form.Item>
          </Space>
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}
