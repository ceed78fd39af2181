/** The editor of a watch: for whom, on what, how grave, who hears of it; tried on the past before it is saved. */
import {
  Button,
  Checkbox,
  DatePicker,
  Form,
  Input,
  InputNumber,
  Select,
  Space,
  Switch,
  Tag,
} from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { watchAddress } from '../../app/addresses.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  SaveWatchDocument,
  type ChannelKind,
  type ConditionInput,
  type WatchCause,
  type WatchFormQuery,
  type WatchInput,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { isSchedule, ScheduleInput } from './schedule-input.tsx';
import { isList, listsLast, SettingInput } from './setting-input.tsx';
import { TargetsInput } from './targets-input.tsx';
import { WatchPreview } from './watch-preview.tsx';

interface WatchFormProps {
  readonly id: string | null;
  readonly version: number | null;
  readonly begin: WatchInput;
  readonly form: WatchFormQuery;
  /** Names of what no path goes over, as far as its data is there. */
  readonly avoided: readonly Avoided[];
  saved(): void;
}

export interface Avoided {
  readonly record: string;
  readonly label: string;
}

const causes: readonly WatchCause[] = ['fact', 'rule', 'reference', 'clock'];
const channels: readonly ChannelKind[] = ['email', 'sms', 'webhook'];

const inputs: readonly ConditionInput[] = ['graph', 'drift', 'positions'];

type Contact = WatchFormQuery['contacts'][number];

function addressOf({ email, phone, webhook }: Contact, channel: ChannelKind): string | null {
  if (channel === 'webhook') return webhook ?? null;
  return (channel === 'email' ? email : phone) ?? null;
}

export function WatchForm({ id, version, begin, form, avoided, saved }: WatchFormProps) {
  const { t } = useTranslation('watches');
  const { language } = useLegend();
  const navigate = useNavigate();
  const notify = useNotify();
  const [watch, setWatch] = useState(begin);
  const [names, setNames] = useState(avoided);
  const [asking, setAsking] = useState(false);
  const [, save] = useMutation(SaveWatchDocument);
  const change = (part: Partial<WatchInput>) => setWatch((all) => ({ ...all, ...part }));
  const avoid = (record: string, label: string) => {
    setNames((all) => [...all, { record, label }]);
    setWatch((all) => ({ ...all, avoid: [...new Set([...(all.avoid ?? []), record])] }));
  };
  const condition = form.watchConditions.find(({ name }) => name === watch.condition);
  const settings = { ...(condition?.defaults as object), ...(watch.settings as object) } as Record<
    string,
    unknown
  >;
  const complete =
    watch.targets.length > 0 &&
    watch.targets.every(({ kind, ids, tag, query }) =>
      kind === 'monitored'
        ? true
        : kind === 'query'
          ? !!query
          : kind === 'tag'
            ? !!tag
            : (ids ?? []).length > 0,
    );
  return (
    <section>
      <Form layout="vertical">
        <Form.Item label={t('name')}>
          <Input
            value={watch.name}
            maxLength={200}
            placeholder={condition?.words[language] ?? ''}
            aria-label={t('name')}
            data-testid="watch-name"
            onChange={(event) => change({ name: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('targets')} required>
          <TargetsInput value={watch.targets} onChange={(targets) => change({ targets })} />
        </Form.Item>
        <Form.Item label={t('condition')} extra={condition?.explanation[language]}>
          <Select
            aria-label={t('condition')}
            data-testid="watch-condition"
            value={watch.condition}
            onChange={(name) => change({ condition: name, settings: {} })}
            listHeight={480}
            options={inputs.map((input) => ({
              label: t(`conditionInputs.${input}`),
              options: form.watchConditions
                .filter((one) => one.input === input)
                .map(({ name, words }) => ({ value: name, label: words[language] })),
            }))}
          />
        </Form.Item>
        <div className="watch-settings">
          {(condition?.fields ?? []).toSorted(listsLast).map((field) => (
            <Form.Item
              key={field.name}
              label={field.label[language]}
              extra={field.explanation[language]}
              className={isList(field) ? 'wide' : ''}
            >
              <SettingInput
                field={field}
                value={settings[field.name]}
                onChange={(value) =>
                  change({ settings: { ...(watch.settings as object), [field.name]: value } })
                }
              />
            </Form.Item>
          ))}
        </div>
        {(watch.avoid ?? []).length > 0 && (
          <Form.Item label={t('avoided')} extra={t('avoidedWhy')}>
            {(watch.avoid ?? []).map((record) => (
              <Tag
                key={record}
                closable
                onClose={() =>
                  change({ avoid: (watch.avoid ?? []).filter((one) => one !== record) })
                }
              >
                {names.find((one) => one.record === record)?.label ?? record.slice(0, 8)}
              </Tag>
            ))}
          </Form.Item>
        )}
        {(watch.exceptPaths ?? []).length > 0 && (
          <Form.Item label={t('exceptPaths')}>
            {t('exceptPathsCount', { count: watch.exceptPaths?.length ?? 0 })}{' '}
            <Button size="small" onClick={() => change({ exceptPaths: [] })}>
              {t('exceptPathsClear')}
            </Button>
          </Form.Item>
        )}
        {condition?.input === 'graph' && (
          <Form.Item label={t('causes')} extra={t('causesWhy')}>
            <Checkbox.Group
              value={[...(watch.causes ?? ['fact'])]}
              options={causes.map((cause) => ({ value: cause, label: t(`causeNames.${cause}`) }))}
              onChange={(chosen) => chosen.length > 0 && change({ causes: chosen })}
            />
          </Form.Item>
        )}
        <Space size={24} align="start" wrap>
          <Form.Item label={t('weekly')} extra={t('weeklyWhy')}>
            <InputNumber
              min={1}
              max={10_000}
              aria-label={t('weekly')}
              data-testid="watch-weekly"
              value={watch.weekly ?? 50}
              onChange={(weekly) => change({ weekly })}
            />
          </Form.Item>
          <Form.Item label={t('level')} extra={t('levelWhy')}>
            <Select
              aria-label={t('level')}
              style={{ width: 100 }}
              value={watch.level}
              onChange={(level) => change({ level })}
              options={[1, 2, 3, 4, 5].map((level) => ({
                value: level,
                label: t('alertLevel', { ns: 'common', level }),
              }))}
            />
          </Form.Item>
          <Form.Item label={t('backDated')} extra={t('backDatedWhy')}>
            <InputNumber
              min={1}
              max={3650}
              aria-label={t('backDated')}
              value={watch.backDatedDays ?? 90}
              onChange={(days) => change({ backDatedDays: days })}
            />
          </Form.Item>
          <Form.Item label={t('expires')}>
            <DatePicker
              aria-label={t('expires')}
              value={watch.expires ? dayjs(watch.expires) : null}
              onChange={(day) => change({ expires: day ? day.format('YYYY-MM-DD') : null })}
            />
          </Form.Item>
          <Form.Item label={t('active')}>
            <Switch
              aria-label={t('active')}
              checked={watch.active}
              onChange={(active) => change({ active })}
            />
          </Form.Item>
        </Space>
        <Form.Item label={t('schedule.label')} extra={t('schedule.why')}>
          <ScheduleInput value={watch.schedule} onChange={(schedule) => change({ schedule })} />
        </Form.Item>
        <Form.Item label={t('recipients')} extra={t('recipientsWhy')}>
          {form.contacts.length === 0 && <Link to="/watches?tab=contacts">{t('noContacts')}</Link>}
          {form.contacts.map((contact) => (
            <div key={contact.id} className="bar" data-testid="recipient">
              <span style={{ width: 160 }} className="ellipsis">
                {contact.name}
              </span>
              <Checkbox.Group
                value={[
                  ...(watch.recipients.find((one) => one.contact === contact.id)?.channels ?? []),
                ]}
                options={channels.map((channel) => ({
                  value: channel,
                  label: t(`channels.${channel}`),
                  disabled: !addressOf(contact, channel),
                }))}
                onChange={(chosen) =>
                  change({
                    recipients: [
                      ...watch.recipients.filter((one) => one.contact !== contact.id),
                      ...(chosen.length > 0 ? [{ contact: contact.id, channels: chosen }] : []),
                    ],
                  })
                }
              />
            </div>
          ))}
          {form.contactGroups.map((group) => (
            <div key={group.id} className="bar" data-testid="recipient-group">
              <span style={{ width: 160 }} className="ellipsis">
                {t('groupOf', { name: group.name, count: group.members.length })}
              </span>
              <Checkbox.Group
                value={[
                  ...((watch.groups ?? []).find((one) => one.group === group.id)?.channels ?? []),
                ]}
                options={channels.map((channel) => ({
                  value: channel,
                  label: t(`channels.${channel}`),
                }))}
                onChange={(chosen) =>
                  change({
                    groups: [
                      ...(watch.groups ?? []).filter((one) => one.group !== group.id),
                      ...(chosen.length > 0 ? [{ group: group.id, channels: chosen }] : []),
                    ],
                  })
                }
              />
            </div>
          ))}
        </Form.Item>
        <Button
          type="primary"
          disabled={!complete || !isSchedule(watch.schedule)}
          onClick={() => setAsking(true)}
          data-testid="save-watch"
        >
          {t('save', { ns: 'common' })}
        </Button>{' '}
        {!complete && <span className="muted">{t('targetMissing')}</span>}
      </Form>
      {complete && (
        <WatchPreview watch={watch} condition={condition} change={change} avoid={avoid} />
      )}
      {asking && (
        <ReasonDialog
          title={t('saveTitle')}
          close={() => setAsking(false)}
          save={async ({ reason }) => {
            const answer = await save({ id, version, watch, reason });
            const made = answer.data?.saveWatch;
            if (!made) return answer.error ?? null;
            notify.done(t('saved'));
            saved();
            if (id === null) void navigate(watchAddress(made.id), { replace: true });
            return null;
          }}
        />
      )}
    </section>
  );
}
