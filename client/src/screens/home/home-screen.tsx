/** Where a day begins: search, what is worth opening, what is in the graph, recent investigations. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Link, useNavigate } from 'react-router';
import { useFormat } from '../../app/format.ts';
import { useOnChange } from '../../app/live.ts';
import { networkAddress } from '../../app/addresses.ts';
import { useSystem } from '../../app/shell/use-system.ts';
import { InvestigationsDocument, OverviewDocument } from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NodeLink } from './node-link.tsx';
import { Overview } from './overview.tsx';
import { QuickSearch } from './quick-search.tsx';
import './home.css';

export function HomeScreen() {
  const { t } = useTranslation('home');
  const format = useFormat();
  const navigate = useNavigate();
  const { system } = useSystem();
  const [{ data, error }, again] = useQuery({
    query: OverviewDocument,
    requestPolicy: 'cache-and-network',
  });
  const [{ data: cases }] = useQuery({
    query: InvestigationsDocument,
    requestPolicy: 'cache-and-network',
  });
  useOnChange(() => again({ requestPolicy: 'network-only' }));
  const start = system?.demo?.start;
  const loadingDemo = system?.demo && !system.demo.finished;
  const recent = cases?.investigations.slice(0, 8) ?? [];
  if (error && !data)
    return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  const overview = data?.overview;
  const empty = overview && overview.entities.length === 0;
  return (
    <div className="screen home">
      <section className="card home-search">
        <QuickSearch />
      </section>
      {start && (
        <section className="card home-start">
          <div>
            <h2>{t('startTitle')}</h2>
            <p className="muted">{t('startText')}</p>
          </div>
          <NodeLink node={start} />
          <Button
            type="primary"
            onClick={() => void navigate(networkAddress([start.id]))}
            data-testid="start-here"
          >
            {t('startOpen')}
          </Button>
        </section>
      )}
      <section className="card">
        <h2>{t('worth')}</h2>
        {overview && overview.suggestions.length > 0 ? (
          <ul className="node-list">
            {overview.suggestions.slice(0, 12).map((node) => (
              <li key={node.id}>
                <NodeLink node={node} />
              </li>
            ))}
          </ul>
        ) : (
          <div className="muted">{t(loadingDemo ? 'demoComing' : 'worthNone')}</div>
        )}
      </section>
      <section className="card">
        <h2>
          {t('recent')} <Link to="/cases">{t('all')}</Link>
        </h2>
        {recent.length > 0 ? (
          <ul className="recent-list">
            {recent.map((one) => (
              <li key={one.id}>
                <Link className="ellipsis" to={`/network/${one.id}`}>
                  {one.title}
                </Link>
                <span className="muted">{format.instant(one.updatedAt)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <div className="muted">{t('recentNone')}</div>
        )}
      </section>
      <section className="card home-overview">
        {!overview ? (
          <Loading />
        ) : empty ? (
          <EmptyHint text={t(loadingDemo ? 'demoComing' : 'empty')}>
            <Link to="/imports">{t('toImports')}</Link>
          </EmptyHint>
        ) : (
          <Overview overview={overview} />
        )}
      </section>
    </div>
  );
}
