/** Names the investigation on the canvas and says whether it is saved; a conflict offers both ways out. */
import {
  CheckCircleOutlined,
  CloudSyncOutlined,
  EditOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Alert, Button, Input, Popover, Space, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { errorText } from '../../app/error-text.ts';
import type { InvestigationState } from './use-investigation.ts';

export function InvestigationBar({ investigation }: { investigation: InvestigationState }) {
  const { t } = useTranslation('network');
  const { t: common } = useTranslation('common');
  const { current, state, error } = investigation;
  if (!current) {
    return state === 'failed' ? (
      <Alert banner type="warning" title={errorText(error, common).detail} />
    ) : null;
  }
  return (
    <div className="investigation-bar">
      <Link to="/cases">{t('investigation.all')}</Link>
      <span className="muted">/</span>
      <Typography.Text
        strong
        editable={{
          onChange: (title) =>
            title.trim() &&
            title !== current.title &&
            investigation.change({ title: title.trim() }),
        }}
      >
        {current.title}
      </Typography.Text>
      <Popover
        trigger="click"
        placement="bottomLeft"
        title={t('investigation.notes')}
        content={
          <Input.TextArea
            autoFocus
            style={{ width: 420 }}
            autoSize={{ minRows: 6, maxRows: 20 }}
            defaultValue={current.notes}
            placeholder={t('investigation.notesHint')}
            onBlur={(event) =>
              event.target.value !== current.notes &&
              investigation.change({ notes: event.target.value })
            }
          />
        }
      >
        <Button type="text" icon={<EditOutlined />}>
          {t('investigation.notes')}
        </Button>
      </Popover>
      <span className="grow" />
      {state === 'conflict' ? (
        <Space data-testid="save-state" data-state="conflict">
          <WarningOutlined className="status-warning" />
          {t('investigation.conflict')}
          <Button onClick={investigation.reload}>{t('investigation.reload')}</Button>
          <Button type="primary" onClick={investigation.saveAsCopy}>
            {t('investigation.copy')}
          </Button>
        </Space>
      ) : (
        <span className="muted" data-testid="save-state" data-state={state}>
          {state === 'saved' ? (
            <CheckCircleOutlined />
          ) : state === 'failed' ? (
            <WarningOutlined className="status-warning" />
          ) : (
            <CloudSyncOutlined />
          )}{' '}
          {t(`investigation.${state}`)}
          {state === 'failed' && (
            <Button type="link" onClick={investigation.save}>
              {common('retry')}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}
