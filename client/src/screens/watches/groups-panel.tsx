/** Groups of the address book: a watch names a group, and whoever is in it then is told. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useNotify } from '../../app/notify.tsx';
import {
  RemoveContactGroupDocument,
  SaveContactGroupDocument,
  type ContactsQuery,
} from '../../generated/graphql.ts';

export function GroupsPanel({
  groups,
  contacts,
  again,
}: {
  readonly groups: ContactsQuery['contactGroups'];
  readonly contacts: ContactsQuery['contacts'];
  again(): void;
}) {
  const { t } = useTranslation('watches');
  const notify = useNotify();
  const [name, setName] = useState('');
  const [, save] = useMutation(SaveContactGroupDocument);
  const [, remove] = useMutation(RemoveContactGroupDocument);
  const keep = async (id: string | null, called: string, members: readonly string[]) => {
    const answer = await save({ id, name: called, members: [...members] });
    if (answer.error) notify.failed(answer.error, t('groups'));
    again();
  };
  const drop = async (id: string) => {
    const answer = await remove({ id });
    if (answer.error) notify.failed(answer.error, t('groups'));
    again();
  };
  const options = contacts.map(({ id, name: label }) => ({ value: id, label }));
  return (
    <section data-testid="contact-groups">
      <h2>{t('groups')}</h2>
      <p className="muted">{t('groupsWhy')}</p>
      {groups.map((group) => (
        <div key={group.id} className="bar">
          <span className="ellipsis" style={{ width: 200 }}>
            {group.name}
          </span>
          <Select
            mode="multiple"
            style={{ width: 520 }}
            aria-label={group.name}
            optionFilterProp="label"
            value={[...group.members]}
            options={options}
            onChange={(members) => void keep(group.id, group.name, members)}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('removeGroup')}
            onClick={() => void drop(group.id)}
          />
        </div>
      ))}
      <div className="bar">
        <Input
          style={{ width: 200 }}
          value={name}
          maxLength={200}
          placeholder={t('groupName')}
          aria-label={t('groupName')}
          data-testid="group-name"
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          icon={<PlusOutlined />}
          disabled={name.trim() === ''}
          data-testid="add-group"
          onClick={() => {
            void keep(null, name.trim(), []);
            setName('');
          }}
        >
          {t('newGroup')}
        </Button>
      </div>
    </section>
  );
}
