/** Closed loops of a group: rings that point one way, cycles of evidence, and the block that no single fact cuts. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import type { FullGroup } from './group-panel.tsx';

export function LoopsTab({ group }: { readonly group: FullGroup }) {
  const { t } = useTranslation('analysis');
  const format = useFormat();
  const { loops } = group;
  const members = new Map(group.members.map((member) => [member.id, member]));
  const labelOf = (id: string) => members.get(id)?.label ?? id;
  return (
    <div className="loops">
      <dl>
        <dt>{t('cycles')}</dt>
        <dd>
          {loops.complete ? '' : t('atLeast')} {format.number(loops.cycles)}
        </dd>
        <dt>{t('largestBlock')}</dt>
        <dd>{format.number(loops.largestBlock)}</dd>
        <dt>{t('coreness')}</dt>
        <dd>{format.number(loops.coreness)}</dd>
      </dl>
      <h3>{t('rings')}</h3>
      {loops.rings.length === 0 && <p className="muted">{t('noRings')}</p>}
      <ol>
        {loops.rings.map((ring) => (
          <li key={ring.join()}>
            <Link to={networkAddress(ring.map((id) => members.get(id)?.record ?? id))}>
              {[...ring, ring[0] ?? ''].map(labelOf).join(' → ')}
            </Link>
          </li>
        ))}
      </ol>
    </div>
  );
}
