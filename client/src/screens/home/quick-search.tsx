/** Three ways to start: one text, a pasted list, conditions on fields. */
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useClient, useQuery } from 'urql';
import { networkAddress } from '../../app/addresses.ts';
import { useNotify } from '../../app/notify.tsx';
import { usePanel } from '../../app/preferences.ts';
import { useFormat } from '../../app/format.ts';
import {
  SavedQueriesDocument,
  SearchDocument,
  SearchListDocument,
  type NodePartsFragment,
  type SearchListQuery,
} from '../../generated/graphql.ts';
import { Failure } from '../../ui/failure.tsx';
import { Connections } from './connections.tsx';
import { FieldSearch } from './field-search.tsx';
import { WatchButton } from '../watches/watch-button.tsx';
import { NodeLink } from './node-link.tsx';
import { SaveQuery } from './save-query.tsx';
import { itemsOf, ofSavedQueries, type SavedQuery } from './saved-query.ts';
import { useAskedAtOnce } from './use-asked-at-once.ts';

export function QuickSearch() {
  const { t } = useTranslation('home');
  const [chosen, setWay] = usePanel<string>('home.search', 'text');
  const [params, setParams] = useSearchParams();
  const wanted = params.get('query');
  const [{ data }] = useQuery({
    query: SavedQueriesDocument,
    pause: wanted === null,
    context: ofSavedQueries,
  });
  const saved = data?.savedQueries.find(({ id }) => id === wanted);
  const way = saved?.kind ?? chosen;
  const change = (next: string) => {
    setWay(next);
    if (wanted !== null) setParams({}, { replace: true });
  };
  return (
    <>
      <Segmented
        value={way}
        onChange={change}
        options={[
          { value: 'text', label: t('search.text') },
          { value: 'list', label: t('search.list') },
          { value: 'fields', label: t('search.fields') },
        ]}
      />
      {saved && <h3>{saved.name}</h3>}
      {way === 'list' ? (
        <ListSearch key={saved?.id} saved={saved} />
      ) : way === 'fields' ? (
        <FieldSearch key={saved?.id} saved={saved} />
      ) : (
        <TextSearch />
      )}
    </>
  );
}

function TextSearch() {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const format = useFormat();
  const [text, setText] = useState('');
  const wanted = text.trim();
  const [{ data, error, stale, fetching }] = useQuery({
    query: SearchDocument,
    variables: { text: wanted, limit: 10 },
    pause: wanted === '',
  });
  const answer = wanted === '' ? undefined : data?.search;
  const first = answer?.hits[0];
  return (
    <>
      <Input.Search
        autoFocus
        size="large"
        placeholder={t('search.prompt')}
        aria-label={t('search.prompt')}
        value={text}
        loading={fetching || stale}
        onChange={(event) => setText(event.target.value)}
        onSearch={() => first && !stale && void navigate(networkAddress([first.node.id]))}
        data-testid="home-search"
      />
      {error && <Failure error={error} />}
      {answer && (
        <>
          <ul className="node-list hits">
            {answer.hits.map((hit) => (
              <li key={hit.node.id}>
                <NodeLink
                  node={hit.node}
                  note={
                    hit.matched === hit.node.label
                      ? undefined
                      : `${t(`reasons.${hit.reason}`, { ns: 'common' })}: ${hit.matched}`
                  }
                />
                <WatchButton
                  signOnly
                  of={
                    hit.node.type === 'Case'
                      ? { case: hit.node.record }
                      : { records: [hit.node.record] }
                  }
                  name={hit.node.label}
                />
              </li>
            ))}
          </ul>
          <div className="muted">
            {answer.total === 0
              ? t('palette.none', { ns: 'common', text: wanted })
              : t('search.shown', {
                  shown: format.number(answer.hits.length),
                  total: format.number(answer.total),
                })}
          </div>
        </>
      )}
    </>
  );
}

const most = 500;

/** @param saved is asked at once */
function ListSearch({ saved }: { readonly saved: SavedQuery | undefined }) {
  const { t } = useTranslation('home');
  const client = useClient();
  const navigate = useNavigate();
  const notify = useNotify();
  const format = useFormat();
  const [text, setText] = useState(saved ? itemsOf(saved.content).join('\n') : '');
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<SearchListQuery['searchList'] | null>(null);
  const items = [
    ...new Set(
      text
        .split(/[\n\r\t;；]+/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ];
  const run = async () => {
    setBusy(true);
    const result = await client
      .query(SearchListDocument, { items: items.slice(0, most) }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    if (result.error) notify.failed(result.error, t('search.failed'));
    else setFound(result.data?.searchList ?? []);
  };
  useAskedAtOnce(saved !== undefined, () => void run());
  const sure = (found ?? []).filter((one) => one.hits.length > 0);
  const none = (found ?? []).filter((one) => one.hits.length === 0);
  return (
    <>
      <Input.TextArea
        rows={5}
        value={text}
        placeholder={t('search.listPrompt')}
        aria-label={t('search.listPrompt')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          if (items.length > 0 && !busy) void run();
        }}
      />
      <div className="row">
        <Button
          type="primary"
          loading={busy}
          disabled={items.length === 0}
          onClick={() => void run()}
        >
          {t('search.find', { count: items.length })}
        </Button>
        {items.length > most && (
          <span className="warn">
            {t('search.tooMany', { most, total: format.number(items.length) })}
          </span>
        )}
        {sure.length > 0 && (
          <Button
            onClick={() =>
              void navigate(networkAddress(sure.map((one) => one.hits[0]?.node.id ?? '')))
            }
          >
            {t('search.openAll', { count: sure.length })}
          </Button>
        )}
        {sure.length > 0 && (
          <WatchButton
            of={{ records: entitiesOf(sure).map(({ record }) => record) }}
            name=""
            words={t('watchAll', { ns: 'common', count: sure.length })}
          />
        )}
        {items.length > 0 && <SaveQuery kind="list" content={{ items: items.slice(0, most) }} />}
      </div>
      {found && (
        <>
          <ul className="node-list hits">
            {sure.slice(0, 100).map((one) => (
              <li key={one.item}>
                {one.hits[0] && (
                  <NodeLink
                    node={one.hits[0].node}
                    note={`${one.item}${one.total > 1 ? ` · ${t('search.of', { count: one.total })}` : ''}`}
                  />
                )}
              </li>
            ))}
          </ul>
          <div className="muted">
            {t('search.listed', { found: sure.length, total: found.length })}
          </div>
          <Connections key={found.map(({ item }) => item).join('\n')} entities={entitiesOf(sure)} />
          {none.length > 0 && (
            <div className="muted">
              {t('search.notFound', { items: none.map((one) => one.item).join('、') })}
            </div>
          )}
        </>
      )}
    </>
  );
}

/** The likeliest entity of each item, each once. */
function entitiesOf(items: SearchListQuery['searchList']): NodePartsFragment[] {
  const nodes = items.flatMap(({ hits }) => hits[0]?.node ?? []);
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}
