/** The one fact that alone holds two halves of a group together, to be looked at before anything is said of the whole. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../../app/addresses.ts';
import { useLegend } from '../../legend/legend.tsx';
import type { FullGroup } from './group-panel.tsx';

interface WeakLinkNoteProps {
  readonly group: FullGroup;
  readonly link: NonNullable<FullGroup['weakLink']>;
}

export function WeakLinkNote({ group, link }: WeakLinkNoteProps) {
  const { t } = useTranslation('analysis');
  const legend = useLegend();
  const members = new Map(group.members.map((member) => [member.id, member]));
  const [larger = [], smaller = []] = link.sides;
  const recordsOf = (ids: readonly string[]) => ids.flatMap((id) => members.get(id)?.record ?? []);
  const named = link.entity
    ? `${legend.typeLabel(link.entity.type)} ${link.entity.label}`
    : t('weak.oneRelation');
  return (
    <Alert
      type="warning"
      showIcon
      title={t(`weak.${link.kind}`, { named, larger: larger.length, smaller: smaller.length })}
      action={
        <Link
          to={networkAddress([
            ...(link.entity ? [link.entity.record] : []),
            ...recordsOf(smaller),
            ...recordsOf(larger).slice(0, 50),
          ])}
        >
          <Button size="small">{t('weak.judge')}</Button>
        </Link>
      }
    />
  );
}
