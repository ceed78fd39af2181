/** Drafts a targeting list from a gang, a group of a run or a selection, and goes there. */
import { AimOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { targetingAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { DraftTargetingDocument, TargetingOfGangDocument } from '../../generated/graphql.ts';
import { figuresText } from './figures.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

type DraftOrigin =
  | { readonly gang: string }
  | { readonly run: string; readonly group: string }
  | { readonly ids: readonly string[] };

interface DraftDialogProps {
  readonly from: DraftOrigin;
  readonly name: string;
  close(): void;
}

export function DraftDialog({ from, name, close }: DraftDialogProps) {
  const { t } = useTranslation('targeting');
  const navigate = useNavigate();
  const [, draft] = useMutation(DraftTargetingDocument);
  const origin = 'ids' in from ? { ids: [...from.ids] } : from;
  return (
    <ReasonDialog
      title={t('draftTitle')}
      name={t('draftName', { name })}
      close={close}
      save={async (answers) => {
        const result = await draft({ ...origin, ...answers });
        const made = result.data?.draftTargeting;
        if (!made) return result.error ?? null;
        void navigate(targetingAddress(made.id));
        return null;
      }}
    >
      <p className="muted">{t('draftWhat')}</p>
    </ReasonDialog>
  );
}

interface DraftButtonProps {
  readonly from: DraftOrigin;
  readonly name: string;
  readonly size?: 'small';
}

export function DraftButton({ from, name, size }: DraftButtonProps) {
  const { t } = useTranslation('targeting');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        {...(size && { size })}
        icon={<AimOutlined />}
        onClick={() => setOpen(true)}
        data-testid="draft-targeting"
      >
        {t('draft')}
      </Button>
      {open && <DraftDialog from={from} name={name} close={() => setOpen(false)} />}
    </>
  );
}

/** The same on a gang's page, with what its lists have met so far. */
export function GangTargeting({ gang, name }: { readonly gang: string; readonly name: string }) {
  const { t } = useTranslation('targeting');
  const format = useFormat();
  const navigate = useNavigate();
  const [{ data }] = useQuery({
    query: TargetingOfGangDocument,
    variables: { gang },
    requestPolicy: 'cache-and-network',
  });
  const lists = data?.targetingLists ?? [];
  const [newest] = lists;
  const hit = data?.targetingHits.find((one) => one.dimension === 'gang' && one.key === gang);
  return (
    <>
      <DraftButton from={{ gang }} name={name} />
      {newest && (
        <Button
          type="link"
          data-testid="gang-lists"
          onClick={() =>
            void navigate(lists.length === 1 ? targetingAddress(newest.id) : '/targeting')
          }
        >
          {lists.length === 1
            ? t(`states.${newest.state}`)
            : t('listCount', { count: lists.length })}
          {hit && ` · ${figuresText(hit.figures, t, format)}`}
        </Button>
      )}
    </>
  );
}
