/** Triage by keyboard: rows are walked, chosen, opened and acted on without the mouse. */
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { alertAddress } from '../../app/addresses.ts';
import type { Command } from '../../app/commands.ts';
import type { AlertDeskAct } from '../../generated/graphql.ts';
import { useActKeys } from './use-acts.tsx';

interface DeskKeys {
  /** Those chosen: they go before the row in focus. */
  readonly chosen: readonly string[];
  toggle(id: string): void;
  start(act: AlertDeskAct, ids: readonly string[]): void;
}

const rowsOf = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('.alert-desk tr[data-row-key]'),
];

/** The row in focus. */
function currentRow(): string | null {
  const row = document.activeElement?.closest('.alert-desk tr[data-row-key]');
  return row?.getAttribute('data-row-key') ?? null;
}

export function useDeskKeys({ chosen, toggle, start }: DeskKeys): void {
  const { t } = useTranslation('alerts');
  const navigate = useNavigate();
  /** Where the focus was last: a row that was closed leaves its place to the next. */
  const place = useRef(-1);
  const move = useCallback((by: 1 | -1) => {
    const rows = rowsOf();
    const at = rows.findIndex((row) => row.getAttribute('data-row-key') === currentRow());
    const to = at === -1 ? Math.max(0, place.current) : at + by;
    place.current = Math.min(Math.max(0, to), rows.length - 1);
    rows[place.current]?.focus();
  }, []);
  const more = useMemo((): Command[] => {
    const group = t('title');
    const onRow = (act: (id: string) => void) => () => {
      const id = currentRow();
      if (id !== null) act(id);
    };
    return [
      {
        id: 'alert-next',
        title: t('nextAlert'),
        group,
        keys: 'j arrowdown',
        run: () => move(1),
      },
      {
        id: 'alert-previous',
        title: t('previousAlert'),
        group,
        keys: 'k arrowup',
        run: () => move(-1),
      },
      {
        id: 'alert-open',
        title: t('openAlert'),
        group,
        keys: 'o',
        run: onRow((id) => void navigate(alertAddress(id))),
      },
      {
        id: 'alert-choose',
        title: t('chooseAlert'),
        group,
        keys: 'x',
        run: onRow(toggle),
      },
    ];
  }, [move, navigate, t, toggle]);
  const act = useCallback(
    (what: AlertDeskAct) => {
      const row = currentRow();
      const ids = chosen.length > 0 ? chosen : row === null ? [] : [row];
      if (ids.length > 0) start(what, ids);
    },
    [chosen, start],
  );
  useActKeys(act, more);
}
