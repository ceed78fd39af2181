/** Short messages at the edge of the page: done, done with undo, failed with something to copy. */
import { App, Button, Space } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from './error-text.ts';

export interface Notify {
  done(text: string, undo?: () => void): void;
  /** `what` names the action that failed, in the user's language. */
  failed(error: unknown, what: string): void;
}

export function useNotify(): Notify {
  const { notification, message } = App.useApp();
  const { t } = useTranslation('common');
  return useMemo(
    () => ({
      done(text, undo) {
        if (!undo) {
          message.success(text, 2.5);
          return;
        }
        const key = `done-${Date.now()}`;
        const onClick = () => {
          notification.destroy(key);
          undo();
        };
        notification.success({
          key,
          title: text,
          placement: 'bottomLeft',
          duration: 8,
          actions: <Button onClick={onClick}>{t('undo')}</Button>,
        });
      },
      failed(error, what) {
        const text = errorText(error, t);
        notification.error({
          title: what,
          description: text.title === text.detail ? text.title : `${text.title} ${text.detail}`,
          placement: 'bottomRight',
          duration: 10,
          actions: (
            <Space>
              <Button onClick={() => void navigator.clipboard.writeText(`${what}\n${text.copy}`)}>
                {t('copyError')}
              </Button>
            </Space>
          ),
        });
      },
    }),
    [message, notification, t],
  );
}
