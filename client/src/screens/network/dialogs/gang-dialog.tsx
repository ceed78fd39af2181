/** Puts a selection, or the people and enterprises of a case, under watch as a gang. */
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMutation } from 'urql';
import { gangAddress } from '../../../app/addresses.ts';
import { useNotify } from '../../../app/notify.tsx';
import { GangFromCaseDocument, GangFromSelectionDocument } from '../../../generated/graphql.ts';
import { ReasonDialog, type ReasonAnswers } from '../../../ui/reason-dialog.tsx';
import { useNetwork } from '../network-context.ts';

interface GangDialogProps {
  readonly ids: readonly string[];
  readonly ofCase: boolean;
  close(): void;
}

export function GangDialog({ ids, ofCase, close }: GangDialogProps) {
  const { t } = useTranslation('gangs');
  const notify = useNotify();
  const navigate = useNavigate();
  const network = useNetwork();
  const [, makeFromCase] = useMutation(GangFromCaseDocument);
  const [, makeFromSelection] = useMutation(GangFromSelectionDocument);
  const records = ids.map((id) => network.recordOf(id));
  const save = async (answers: ReasonAnswers) => {
    const result = ofCase
      ? await makeFromCase({ case: records[0] ?? '', ...answers })
      : await makeFromSelection({ ids: records, ...answers });
    if (!result.data) return result.error;
    const made =
      'gangFromCase' in result.data ? result.data.gangFromCase : result.data.gangFromSelection;
    notify.done(t('made', { name: made.name }));
    void navigate(gangAddress(made.id));
    return null;
  };
  return (
    <ReasonDialog
      title={t(ofCase ? 'fromCaseTitle' : 'fromSelectionTitle')}
      name={network.state.nodes.get(ids[0] ?? '')?.label ?? ''}
      close={close}
      save={save}
    />
  );
}
