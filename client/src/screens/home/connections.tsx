/** Who of a pasted list is connected with whom, and how, as a table and on the canvas. */
import { Button, Progress, Table } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useClient } from 'urql';
import { networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { useLegend } from '../../legend/legend.tsx';
import type { NodePartsFragment } from '../../generated/graphql.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { PathText, pathWords } from '../../ui/path-text.tsx';
import {
  findConnections,
  MOST_PAIRS,
  MOST_STEPS,
  type Connection,
  type Connections as State,
} from './find-connections.ts';

/** Entities that one address can carry. */
const MOST_ON_CANVAS = 400;

export function Connections({ entities }: { readonly entities: readonly NodePartsFragment[] }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const client = useClient();
  const notify = useNotify();
  const legend = useLegend();
  const work = useRef<AbortController | null>(null);
  const [state, setState] = useState<State | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => () => work.current?.abort(), []);
  const run = async () => {
    work.current?.abort();
    const abort = new AbortController();
    work.current = abort;
    setBusy(true);
    try {
      await findConnections(client, entities, abort.signal, setState);
    } catch (error) {
      notify.failed(error, t('connections.failed'));
    } finally {
      if (work.current === abort) setBusy(false);
    }
  };
  if (entities.length < 2) return null;
  const shown = state?.found.flatMap(({ path }) => path.nodes) ?? [];
  return (
    <div className="connections">
      <div className="row">
        <Button loading={busy} onClick={() => void run()} data-testid="connections">
          {t('connections.ask')}
        </Button>
        {busy && (
          <Button onClick={() => work.current?.abort()}>{t('cancel', { ns: 'common' })}</Button>
        )}
        {busy && state && (
          <Progress
            size="small"
            style={{ width: 160 }}
            percent={Math.round((100 * state.asked) / Math.max(1, state.pairs))}
          />
        )}
        {state && state.found.length > 0 && (
          <Link
            to={networkAddress(
              [...new Set([...entities.map(({ id }) => id), ...shown])].slice(0, MOST_ON_CANVAS),
            )}
          >
            <Button data-testid="connections-on-canvas">{t('connections.onCanvas')}</Button>
          </Link>
        )}
        {state && state.found.length > 0 && (
          <CsvButton
            name="connections"
            rows={() => [
              ['from', 'to', 'steps', 'how'].map((key) => t(`connections.${key}`)),
              ...state.found.map(({ from, to, path }) => [
                from.label,
                to.label,
                path.links.length,
                pathWords(path, state.nodes, state.links, legend.kindLabel),
              ]),
            ]}
          />
        )}
        {state && (
          <span className="muted" data-testid="connections-told">
            {t('connections.told', {
              found: format.number(state.found.length),
              asked: format.number(state.asked),
              pairs: format.number(state.pairs),
              steps: MOST_STEPS,
            })}
            {state.done &&
              state.asked < state.pairs &&
              ` ${t('connections.bound', { most: MOST_PAIRS })}`}
            {state.stopped > 0 && ` ${t('connections.stopped', { count: state.stopped })}`}
          </span>
        )}
      </div>
      {state && (state.found.length > 0 || state.done) && (
        <Table<Connection>
          size="small"
          rowKey={({ from, to }) => `${from.id} ${to.id}`}
          dataSource={[...state.found].sort((a, b) => a.path.links.length - b.path.links.length)}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: t('connections.none', { steps: MOST_STEPS }) }}
          onRow={() => ({ 'data-testid': 'connection-row' }) as object}
          columns={[
            {
              title: t('connections.from'),
              width: 200,
              ellipsis: true,
              sorter: (a, b) => a.from.label.localeCompare(b.from.label),
              render: (_, { from }) => from.label,
            },
            {
              title: t('connections.to'),
              width: 200,
              ellipsis: true,
              sorter: (a, b) => a.to.label.localeCompare(b.to.label),
              render: (_, { to }) => to.label,
            },
            {
              title: t('connections.steps'),
              width: 64,
              align: 'right',
              sorter: (a, b) => a.path.links.length - b.path.links.length,
              render: (_, { path }) => path.links.length,
            },
            {
              title: t('connections.how'),
              render: (_, { path }) => (
                <Link to={networkAddress(path.nodes)} className="path-words">
                  <PathText path={path} nodes={state.nodes} links={state.links} />
                </Link>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}
