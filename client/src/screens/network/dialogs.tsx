/** Whichever dialog of the network screen is open. */
import { useStore } from '../../app/store.ts';
import { DraftDialog } from '../targeting/draft-dialog.tsx';
import { DeclarationsDialog } from './dialogs/declarations-dialog.tsx';
import { GangDialog } from './dialogs/gang-dialog.tsx';
import { MergeDialog } from './dialogs/merge-dialog.tsx';
import { RelationDialog } from './dialogs/relation-dialog.tsx';
import { SaveDialog } from './dialogs/save-dialog.tsx';
import { StatementsDialog } from './dialogs/statements-dialog.tsx';
import { TagDialog } from './dialogs/tag-dialog.tsx';
import { useNetworkScope } from './network-context.ts';

export function Dialogs() {
  const { ui } = useNetworkScope();
  const dialog = useStore(ui.dialog);
  const close = () => ui.dialog.set(null);
  switch (dialog?.name) {
    case 'tag':
      return <TagDialog id={dialog.id} close={close} />;
    case 'relation':
      return <RelationDialog source={dialog.source} target={dialog.target} close={close} />;
    case 'merge':
      return <MergeDialog left={dialog.left} right={dialog.right} close={close} />;
    case 'gang':
      return <GangDialog ids={dialog.ids} ofCase={dialog.ofCase} close={close} />;
    case 'save':
      return <SaveDialog close={close} />;
    case 'target':
      return <DraftDialog from={{ ids: dialog.ids }} name={dialog.title} close={close} />;
    case 'declarations':
      return <DeclarationsDialog {...dialog} close={close} />;
    case 'statements':
      return (
        <StatementsDialog
          id={dialog.id}
          owner={dialog.owner}
          property={dialog.property}
          close={close}
        />
      );
    default:
      return null;
  }
}
