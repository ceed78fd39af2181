/** Where a day begins: search, what waits for somebody, common models, what is worth opening, tags and cases, what is in the graph. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useFormat } from '../../app/format.ts';
import { useLiveQuery, useOnChange } from '../../app/live.ts';
import { useOnJobTurn } from '../../app/live-jobs.ts';
import { networkAddress } from '../../app/addresses.ts';
import { useSystem } from '../../app/shell/use-system.ts';
import {
  InvestigationsDocument,
  OverviewDocument,
  WorkbenchDocument,
} from '../../generated/graphql.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { CustomTags } from './custom-tags.tsx';
import { Models } from './models.tsx';
import { NodeLink } from './node-link.tsx';
import { Overview } from './overview.tsx';
import { QuickSearch } from './quick-search.tsx';
import { SavedQueries } from './saved-queries.tsx';
import { TaggedDrawer } from './tagged-drawer.tsx';
import { Tasks } from './tasks.tsx';
import './home.css';

export function HomeScreen() {
  const { t } = useTranslation('home');
  const format = useFormat();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const tag = params.get('tag');
  const { system } = useSystem();
  const [{ data, error }, again] = useQuery({
    query: OverviewDocument,
    requestPolicy: 'cache-and-network',
  });
  const [{ data: cases }] = useQuery({
    query: InvestigationsDocument,
    requestPolicy: 'cache-and-network',
  });
  const [{ data: workbench }, askWorkbench] = useLiveQuery(WorkbenchDocument, {});
  useOnJobTurn(askWorkbench);
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
        <h2>{t('tasks.title')}</h2>
        {workbench ? <Tasks workbench={workbench} /> : <Loading />}
      </section>
      <section className="card">
        <h2>
          {t('models.title')} <Link to="/analysis">{t('all')}</Link>
        </h2>
        {workbench ? <Models workbench={workbench} /> : <Loading />}
        <h3>{t('saved.title')}</h3>
        <SavedQueries />
      </section>
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
      <div className="home-column">
        <section className="card">
          <h2>{t('customTags')}</h2>
          <CustomTags tags={overview?.tags ?? []} />
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
      </div>
      {tag !== null && <TaggedDrawer tag={tag} close={() => setParams({})} />}
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
