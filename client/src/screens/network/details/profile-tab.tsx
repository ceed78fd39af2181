/** How the entity trades: months, goods, ports, partners, countries, brokers; each bar a step to the canvas or the declarations. */
import { FileSearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../../app/live.ts';
import { useFormat } from '../../../app/format.ts';
import { EntityProfileDocument, type EntityProfileQuery } from '../../../generated/graphql.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { MonthChart } from '../../../ui/month-chart.tsx';
import { YuanNote } from '../../../ui/yuan-note.tsx';
import { useNetworkScope } from '../network-context.ts';
import type { EntityData } from './entity-data.ts';

type Profile = EntityProfileQuery['profile'];
const lists = ['hs', 'ports', 'partners', 'countries', 'brokers'] as const;

export function ProfileTab({ entity }: { entity: EntityData }) {
  const { t } = useTranslation('network');
  const { ui } = useNetworkScope();
  const [{ data, error }, again] = useLiveQuery(EntityProfileDocument, { id: entity.id });
  if (error && !data) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  const { profile } = data;
  if (profile.declarations === 0) return <EmptyHint text={t('profile.none')} />;
  return (
    <div className="tab-body">
      <Figures profile={profile} />
      <MonthChart months={profile.months} />
      {lists.map((name) => (
        <Shares
          key={name}
          title={t(`profile.${name}`)}
          shares={profile[name]}
          total={profile.declarations}
          country={name === 'countries'}
        />
      ))}
      <Button
        size="small"
        type="primary"
        icon={<FileSearchOutlined />}
        onClick={() =>
          ui.dialog.set({ name: 'declarations', entity: entity.id, title: entity.label })
        }
      >
        {t('relation.declarations')}
      </Button>
    </div>
  );
}

function Figures({ profile }: { profile: Profile }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const figures: [string, string][] = [
    ['declarations', format.number(profile.declarations)],
    ['value', profile.value === 0 && profile.unconverted > 0 ? '–' : format.money(profile.value)],
    ['mass', format.mass(profile.mass)],
    ['inspections', format.number(profile.inspections)],
    ['seizures', format.number(profile.seizures)],
    ['volatility', profile.volatility === null ? '–' : format.percent(profile.volatility / 1000)],
  ];
  return (
    <>
      <div className="figures">
        {figures.map(([name, value]) => (
          <div key={name} className={name === 'seizures' && profile.seizures > 0 ? 'alarming' : ''}>
            <strong>{value}</strong>
            <small>{t(`profile.${name}`)}</small>
          </div>
        ))}
      </div>
      <YuanNote sums={profile} />
      <small className="muted">
        {profile.first} – {profile.last}
      </small>
    </>
  );
}

function Shares({
  title,
  shares,
  total,
  country,
}: {
  title: string;
  shares: Profile['hs'];
  total: number;
  country: boolean;
}) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const { network } = useNetworkScope();
  if (!shares.length) return null;
  const most = Math.max(...shares.map((one) => one.count), 1);
  return (
    <section className="shares">
      <h3 className="list-title">{title}</h3>
      <ul>
        {shares.map((one) => {
          const label = country ? format.country(one.key) : one.label || one.key;
          return (
            <li
              key={one.key}
              title={`${label} · ${format.money(one.value)} · ${format.percent(one.count / Math.max(1, total))}`}
            >
              <i style={{ width: `${(one.count / most) * 100}%` }} />
              {one.entity ? (
                <button
                  type="button"
                  className="plain ellipsis grow"
                  title={t('details.addToCanvas')}
                  onClick={() => void network.add([one.entity!])}
                >
                  {label}
                </button>
              ) : (
                <span className="ellipsis grow">{label}</span>
              )}
              <span className="num">{format.number(one.count)}</span>
              <span className="num muted value">{format.money(one.value)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
