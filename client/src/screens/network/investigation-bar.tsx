/** Names the investigation on the canvas, takes its notes, says whether it is stored, and offers both versions where two tabs wrote the same passage. */
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
import type { Dispute } from '../../network/investigation/case-content.ts';
import type { Investigation } from './use-investigation.ts';

export function InvestigationBar({ investigation }: { investigation: Investigation }) {
  const { t } = useTranslation('network');
  const { t: common } = useTranslation('common');
  const { current, state, error, disputes, joinedFrom, keeper } = investigation;
  if (!current) {
    if (state === 'missing')
      return <Alert banner type="warning" title={t('failed.noInvestigation')} />;
    return state === 'failed' ? (
      <Alert banner type="warning" title={errorText(error, common).detail} />
    ) : null;
  }
  return (
    <>
      <div className="investigation-bar">
        <Link to="/cases">{t('investigation.all')}</Link>
        <span className="muted">/</span>
        <Typography.Text
          strong
          editable={{
            onChange: (title) =>
              title.trim() && title !== current.title && keeper.change({ title: title.trim() }),
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
              value={current.notes}
              maxLength={100_000}
              placeholder={t('investigation.notesHint')}
              data-testid="case-notes"
              onChange={(event) => keeper.change({ notes: event.target.value })}
            />
          }
        >
          <Button type="text" icon={<EditOutlined />} data-testid="open-notes">
            {t('investigation.notes')}
          </Button>
        </Popover>
        <span className="grow" />
        {joinedFrom !== null && (
          <span className="muted" data-testid="joined">
            {t('investigation.joined', { actor: joinedFrom })}
          </span>
        )}
        <SaveMark investigation={investigation} />
      </div>
      {disputes.map((dispute, index) => (
        <DisputeBar key={index} dispute={dispute} investigation={investigation} />
      ))}
    </>
  );
}

function SaveMark({ investigation }: { investigation: Investigation }) {
  const { t } = useTranslation('network');
  const { t: common } = useTranslation('common');
  const { state, error, save, saveAsCopy } = investigation;
  return (
    <span
      className="muted"
      data-testid="save-state"
      data-state={state}
      title={state === 'failed' ? errorText(error, common).detail : ''}
    >
      {state === 'saved' ? (
        <CheckCircleOutlined />
      ) : state === 'failed' ? (
        <WarningOutlined className="status-warning" />
      ) : (
        <CloudSyncOutlined />
      )}{' '}
      {t(`investigation.${state}`)}
      {state === 'failed' && (
        <>
          <Button type="link" onClick={save}>
            {common('retry')}
          </Button>
          <Button type="link" onClick={saveAsCopy}>
            {t('investigation.copy')}
          </Button>
        </>
      )}
    </span>
  );
}

/** Both versions stand in the text already; one of them can be chosen instead. */
function DisputeBar({
  dispute,
  investigation: { keeper },
}: {
  dispute: Dispute;
  investigation: Investigation;
}) {
  const { t } = useTranslation('network');
  return (
    <Alert
      banner
      type="warning"
      data-testid="dispute"
      title={t(`investigation.disputed.${dispute.field}`, { theirs: dispute.theirs })}
      action={
        <Space>
          <Button size="small" onClick={() => keeper.settle(dispute, 'mine')}>
            {t('investigation.keepMine')}
          </Button>
          <Button size="small" onClick={() => keeper.settle(dispute, 'theirs')}>
            {t('investigation.keepTheirs')}
          </Button>
          <Button size="small" type="primary" onClick={() => keeper.settle(dispute, null)}>
            {t(`investigation.asItStands.${dispute.field}`)}
          </Button>
        </Space>
      }
    />
  );
}
