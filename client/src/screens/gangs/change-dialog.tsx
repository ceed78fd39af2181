/** A change of a gang, with the reason that its history keeps. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntityPicker } from '../../ui/entity-picker.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

export type AskedChange =
  | { readonly kind: 'add' }
  | { readonly kind: 'remove'; readonly record: string; readonly label: string }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'monitor'; readonly monitored: boolean };

interface ChangeDialogProps {
  readonly asked: AskedChange;
  close(): void;
  /** @returns what went wrong, null when nothing did. */
  save(reason: string, answers: { name?: string; add?: string[] }): Promise<Error | null>;
}

export function ChangeDialog({ asked, close, save }: ChangeDialogProps) {
  const { t } = useTranslation('gangs');
  const [entity, setEntity] = useState('');
  const title =
    asked.kind === 'monitor'
      ? t(asked.monitored ? 'close' : 'reopen')
      : asked.kind === 'remove'
        ? t('removeTitle', { label: asked.label })
        : t(asked.kind);
  return (
    <ReasonDialog
      title={title}
      {...(asked.kind === 'rename' && { name: asked.name })}
      incomplete={asked.kind === 'add' && entity === ''}
      close={close}
      save={({ name, reason }) =>
        save(reason, {
          ...(asked.kind === 'rename' && { name }),
          ...(asked.kind === 'add' && { add: [entity] }),
        })
      }
    >
      {asked.kind === 'add' && (
        <p>
          <EntityPicker value={entity} onChange={setEntity} label={t('member')} />
        </p>
      )}
    </ReasonDialog>
  );
}
