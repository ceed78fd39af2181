/** Keeps a search under a name, for everybody. */
import { StarOutlined } from '@ant-design/icons';
import { Button, Input, Popover, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useNotify } from '../../app/notify.tsx';
import { SaveQueryDocument, type SavedQueryKind } from '../../generated/graphql.ts';

interface SaveQueryProps {
  readonly kind: SavedQueryKind;
  readonly content: unknown;
}

export function SaveQuery({ kind, content }: SaveQueryProps) {
  const { t } = useTranslation('home');
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [{ fetching }, save] = useMutation(SaveQueryDocument);
  const keep = async () => {
    const result = await save({ name: name.trim(), kind, content });
    if (result.error) return notify.failed(result.error, t('saved.failed'));
    setOpen(false);
    setName('');
    notify.done(t('saved.done'));
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      destroyOnHidden
      content={
        <Space.Compact>
          <Input
            autoFocus
            value={name}
            maxLength={200}
            placeholder={t('saved.name')}
            aria-label={t('saved.name')}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => name.trim() !== '' && void keep()}
            data-testid="query-name"
          />
          <Button
            type="primary"
            loading={fetching}
            disabled={name.trim() === ''}
            onClick={() => void keep()}
          >
            {t('saved.keep')}
          </Button>
        </Space.Compact>
      }
    >
      <Button icon={<StarOutlined />} data-testid="save-query">
        {t('saved.save')}
      </Button>
    </Popover>
  );
}
