/** An error in place of content: what happened, what to do, and a way to copy it. */
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorText } from '../app/error-text.ts';

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation('common');
  const text = errorText(error, t);
  return (
    <div className="fill-centre" role="alert">
      <Result
        status="warning"
        title={text.title}
        subTitle={text.detail}
        extra={[
          retry && (
            <Button key="retry" type="primary" onClick={retry}>
              {t('retry')}
            </Button>
          ),
          <Button key="copy" onClick={() => void navigator.clipboard.writeText(text.copy)}>
            {t('copyError')}
          </Button>,
        ]}
      />
    </div>
  );
}
