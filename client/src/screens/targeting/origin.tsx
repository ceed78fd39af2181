/** What a list was drafted from, with the way back there. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { gangAddress, runAddress } from '../../app/addresses.ts';
import type { TargetingListsQuery } from '../../generated/graphql.ts';

export function Origin({
  list,
}: {
  readonly list: Pick<
    TargetingListsQuery['targetingLists'][number],
    'origin' | 'gang' | 'run' | 'group'
  >;
}) {
  const { t } = useTranslation('targeting');
  const stop = (event: React.MouseEvent) => event.stopPropagation();
  if (list.gang)
    return (
      <Link to={gangAddress(list.gang.id)} onClick={stop}>
        {list.gang.name}
      </Link>
    );
  if (list.run)
    return (
      <Link to={runAddress(list.run, list.group ?? undefined)} onClick={stop}>
        {t('origins.group')}
      </Link>
    );
  return <>{t(`origins.${list.origin}`)}</>;
}
