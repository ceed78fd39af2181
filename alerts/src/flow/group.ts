/** Group: alerts of one watch go out in one message, those of one gang or case in a group of their own. */
import type { WriteStep } from './flow-context.ts';

export const group: WriteStep = (drafts) =>
  Promise.resolve(
    drafts.map((draft) => {
      const { gang, caseNumber } = draft.finding.detail;
      return { ...draft, groupKey: `${draft.watch.id}|${gang ?? ''}|${caseNumber ?? ''}` };
    }),
  );
