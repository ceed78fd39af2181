/** The investigation behind the canvas: opened by its address, kept stored while somebody works on it. */
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useNotify } from '../../app/notify.tsx';
import { useStore } from '../../app/store.ts';
import type { NetworkScope } from './network-context.ts';

export function useInvestigation({ keeper, ui }: NetworkScope, id: string | undefined) {
  const { t } = useTranslation('network');
  const create = useCreateInvestigation({ keeper });
  useEffect(() => {
    keeper.both = (mine, theirs) =>
      `\n${t('investigation.bothTheirs')}${theirs.trim()}\n${t('investigation.bothMine')}${mine.trim()}\n`;
  }, [keeper, t]);
  useEffect(() => {
    if (id) {
      if (keeper.id !== id) void keeper.open(id);
    } else if (keeper.id !== null) void keeper.finish();
  }, [keeper, id]);
  useEffect(() => {
    const leave = () => keeper.leave();
    const look = () => void keeper.lookForNews();
    window.addEventListener('pagehide', leave);
    window.addEventListener('focus', look);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('focus', look);
      void keeper.finish();
    };
  }, [keeper]);

  const save = useCallback(() => {
    if (keeper.id !== null) void keeper.save();
    else ui.dialog.set({ name: 'save' });
  }, [keeper, ui]);
  const saveAsCopy = useCallback(() => {
    const { current } = keeper.view.get();
    void create(t('investigation.copyOf', { title: current?.title ?? '' }), current?.notes);
  }, [keeper, create, t]);
  return { ...useStore(keeper.view), keeper, save, saveAsCopy };
}

export type Investigation = ReturnType<typeof useInvestigation>;

/** Stores the canvas as a new investigation and goes to its address. */
export function useCreateInvestigation({ keeper }: Pick<NetworkScope, 'keeper'>) {
  const { t } = useTranslation('network');
  const notify = useNotify();
  const navigate = useNavigate();
  return useCallback(
    async (title: string, notes?: string): Promise<void> => {
      try {
        const id = await keeper.create(title, notes);
        notify.done(t('notices.saved', { title }));
        await navigate(`/network/${id}`, { replace: true });
      } catch (error) {
        notify.failed(error, t('failed.save'));
      }
    },
    [keeper, notify, navigate, t],
  );
}
