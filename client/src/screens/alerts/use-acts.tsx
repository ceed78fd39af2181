/** What can be done with alerts, by button and by key: acknowledge at once, judge with a reason. */
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useCommands, type Command } from '../../app/commands.ts';
import { useNotify } from '../../app/notify.tsx';
import { ActOnAlertsDocument, type AlertDeskAct } from '../../generated/graphql.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

interface Acts {
  /** Asks for the reason where the act needs one. */
  start(act: AlertDeskAct, ids: readonly string[]): void;
  readonly dialog: ReactNode;
}

export function useActs(done: () => void): Acts {
  const { t } = useTranslation('alerts');
  const notify = useNotify();
  const [asked, setAsked] = useState<{ act: AlertDeskAct; ids: readonly string[] } | null>(null);
  const [, send] = useMutation(ActOnAlertsDocument);
  const perform = useCallback(
    async (act: AlertDeskAct, ids: readonly string[], reason: string): Promise<Error | null> => {
      const answer = await send({ ids: [...ids], act, reason });
      if (answer.error) return answer.error;
      notify.done(t(`done.${act}`));
      done();
      return null;
    },
    [done, notify, send, t],
  );
  const start = useCallback(
    (act: AlertDeskAct, ids: readonly string[]) => {
      if (act === 'acknowledged')
        void perform(act, ids, '').then((failed) => {
          if (failed) notify.failed(failed, t('acts.acknowledged'));
        });
      else setAsked({ act, ids });
    },
    [notify, perform, t],
  );
  return {
    start,
    dialog: asked && (
      <ReasonDialog
        title={t(`acts.${asked.act}`)}
        close={() => setAsked(null)}
        save={({ reason }) => perform(asked.act, asked.ids, reason)}
      />
    ),
  };
}

const keys: Readonly<Record<AlertDeskAct, string>> = {
  acknowledged: 'a',
  confirmed: 'c',
  falseAlarm: 'f',
  closed: 'd',
  reopened: 'r',
};

/** The same acts by key, in the help sheet and in Ctrl+K. */
export function useActKeys(start: (act: AlertDeskAct) => void, more: readonly Command[]): void {
  const { t } = useTranslation('alerts');
  const commands = useMemo(
    () => [
      ...more,
      ...(Object.keys(keys) as AlertDeskAct[]).map((act) => ({
        id: `alert-${act}`,
        title: t(`acts.${act}`),
        group: t('title'),
        keys: keys[act],
        run: () => start(act),
      })),
    ],
    [more, start, t],
  );
  useCommands(commands);
}
