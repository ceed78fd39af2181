/** One position feed: its way in, datum, limits and who may send. */
import { Form, Input, InputNumber, Modal, Select, Space, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import {
  ChangePositionFeedDocument,
  CreatePositionFeedDocument,
  type FeedInput,
  type FeedKind,
  type FeedPartsFragment,
} from '../../../generated/graphql.ts';
import { Failure } from '../../../ui/failure.tsx';
import { datumWords, inputOf } from './feed-input.ts';

interface Answers extends FeedInput {
  readonly name: string;
  readonly kind: FeedKind;
}

const kinds = [
  'HTTP',
  'AIS_TCP',
  'AIS_UDP',
  'JTT809',
  'MQTT',
] as const satisfies readonly FeedKind[];

const exampleTopic = 'fleet/+/position';

export function FeedDialog({
  feed,
  close,
  saved,
}: {
  /** Null: a new one. */
  readonly feed: FeedPartsFragment | null;
  close(): void;
  /** `key`: of a new feed whose kind has one. */
  saved(feed: FeedPartsFragment, key: string | null): void;
}) {
  const { t } = useTranslation('feeds');
  const [form] = Form.useForm<Answers>();
  const [error, setError] = useState<Error | null>(null);
  const [{ fetching: creating }, create] = useMutation(CreatePositionFeedDocument);
  const [{ fetching: changing }, change] = useMutation(ChangePositionFeedDocument);
  const kind = Form.useWatch('kind', form) ?? feed?.kind ?? 'HTTP';
  const ais = kind === 'AIS_TCP' || kind === 'AIS_UDP';
  const finish = async ({ name, kind: chosen, ...rest }: Answers) => {
    const input = { ...(feed ? inputOf(feed) : blank), ...rest };
    if (feed) {
      const answer = await change({ id: feed.id, version: feed.version, input });
      setError(answer.error ?? null);
      if (answer.data) saved(answer.data.changePositionFeed, null);
    } else {
      const answer = await create({ name, kind: chosen, input });
      setError(answer.error ?? null);
      const made = answer.data?.createPositionFeed;
      if (made) saved(made.feed, made.key);
    }
  };
  return (
    <Modal
      open
      destroyOnHidden
      title={feed ? t('edit', { name: feed.name }) : t('create')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={creating || changing}
      okText={t('save', { ns: 'common' })}
      okButtonProps={{ 'data-testid': 'save-feed' }}
    >
      <Form<Answers>
        form={form}
        layout="vertical"
        onFinish={(given) => void finish(given)}
        initialValues={{ ...blank, kind: 'HTTP', ...feed }}
      >
        <Form.Item
          name="name"
          label={t('name')}
          extra={t('nameWhy')}
          rules={[{ required: true, whitespace: true, max: 80, message: t('nameMissing') }]}
        >
          <Input disabled={feed !== null} data-testid="feed-name" />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')} extra={t(`kindWhy.${kind}`)}>
          <Select
            disabled={feed !== null}
            data-testid="feed-kind"
            options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
        </Form.Item>
        {!ais && (
          <Form.Item name="datum" label={t('datum')} extra={t('datumWhy')}>
            <Select
              options={Object.entries(datumWords).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
        )}
        {kind === 'MQTT' && (
          <Form.Item name="topic" label={t('topic')} rules={[{ required: true }]}>
            <Input placeholder={exampleTopic} />
          </Form.Item>
        )}
        {kind === 'JTT809' && (
          <>
            <Form.Item
              name="user"
              label={t('user')}
              rules={[{ required: true, pattern: /^\d{1,10}$/, message: t('userWrong') }]}
            >
              <Input />
            </Form.Item>
            <Form.Item label={t('cipher')} extra={t('cipherWhy')}>
              <Space>
                {(['m1', 'ia1', 'ic1'] as const).map((name) => (
                  <Form.Item key={name} name={name} noStyle>
                    <InputNumber
                      min={0}
                      max={0xffff_ffff}
                      precision={0}
                      controls={false}
                      style={{ width: 140 }}
                      placeholder={name.toUpperCase()}
                      aria-label={name.toUpperCase()}
                    />
                  </Form.Item>
                ))}
              </Space>
            </Form.Item>
          </>
        )}
        {(ais || kind === 'JTT809') && (
          <Form.Item name="senders" label={t('senders')} extra={t('sendersWhy')}>
            <Select mode="tags" open={false} tokenSeparators={[',', ' ']} suffixIcon={null} />
          </Form.Item>
        )}
        <Form.Item name="perMinute" label={t('perMinute')} extra={t('perMinuteWhy')}>
          <InputNumber min={1} max={10_000_000} precision={0} style={{ width: 160 }} />
        </Form.Item>
        <Form.Item name="active" label={t('active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}

const blank: FeedInput = {
  datum: 'WGS84',
  perMinute: 60_000,
  active: true,
  senders: [],
  user: '',
  topic: '',
  m1: null,
  ia1: null,
  ic1: null,
};
