/** One targeting list: its lines with what they have met, its way from draft to end, and its history. */
import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space, Timeline } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { networkAddress } from '../../app/addresses.ts';
import { useFormat } from '../../app/format.ts';
import { useLiveQuery } from '../../app/live.ts';
import { useNotify } from '../../app/notify.tsx';
import {
  EditTargetingDocument,
  MoveTargetingDocument,
  TargetingListDocument,
  type TargetingListQuery,
  type TargetingMove,
  type TargetingState,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { figuresText } from './figures.tsx';
import { inputOf, type EditedLine } from './edited-lines.ts';
import { LineDialog } from './line-dialog.tsx';
import { LinesTable } from './lines-table.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { StateTag } from './state-tag.tsx';
import { Origin } from './origin.tsx';

type FullList = NonNullable<TargetingListQuery['targetingList']>;

/** What can be done with a list in each state; the first is the usual next step. */
const moves: Readonly<Record<TargetingState, readonly TargetingMove[]>> = {
  draft: ['submit', 'withdraw'],
  submitted: ['approve', 'return', 'withdraw'],
  approved: ['withdraw'],
  expired: [],
  withdrawn: [],
};

type Asked =
  | { readonly kind: 'save' }
  | { readonly kind: 'move'; readonly move: TargetingMove }
  | { readonly kind: 'line'; readonly line: EditedLine | null };

export function ListPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('targeting');
  const format = useFormat();
  const notify = useNotify();
  const [asked, setAsked] = useState<Asked | null>(null);
  /** Lines as changed on this page and not saved, with the version they were changed on. */
  const [edited, setEdited] = useState<{ version: number; lines: readonly EditedLine[] } | null>(
    null,
  );
  const [{ data, error, fetching }, again] = useLiveQuery(TargetingListDocument, { id });
  const [, edit] = useMutation(EditTargetingDocument);
  const [, move] = useMutation(MoveTargetingDocument);
  if (error) return <Failure error={error} retry={again} />;
  const list = data?.targetingList;
  if (!list) return fetching ? <Loading /> : <EmptyHint text={t('gone')} />;
  const draft = list.state === 'draft';
  const lines = draft && edited ? edited.lines : list.lines;
  const version = edited?.version ?? list.version;
  const change = (next: readonly EditedLine[]) => setEdited({ version, lines: next });
  const close = () => setAsked(null);
  const done = (failed: Error | undefined, words: string): Error | null => {
    again();
    if (failed) return failed;
    setEdited(null);
    notify.done(words);
    return null;
  };
  return (
    <div className="screen targeting" data-testid="targeting-page">
      <header>
        <Link to="/targeting">{t('title')}</Link>
        <h1 className="ellipsis" title={list.name}>
          {list.name}
        </h1>
        <StateTag state={list.state} />
        <span className="grow" />
        <Space size={4}>
          {edited && (
            <>
              <Button
                type="primary"
                onClick={() => setAsked({ kind: 'save' })}
                data-testid="save-lines"
              >
                {t('save')}
              </Button>
              <Button onClick={() => setEdited(null)}>{t('discard')}</Button>
            </>
          )}
          {!edited &&
            moves[list.state].map((one, index) => (
              <Button
                key={one}
                type={index === 0 && one !== 'withdraw' ? 'primary' : 'default'}
                onClick={() => setAsked({ kind: 'move', move: one })}
                data-testid={`move-${one}`}
              >
                {t(`moves.${one}`)}
              </Button>
            ))}
          {draft && (
            <Button
              icon={<PlusOutlined />}
              onClick={() => setAsked({ kind: 'line', line: null })}
              data-testid="add-line"
            >
              {t('addLine')}
            </Button>
          )}
          <Exports id={id} />
          <Link
            to={networkAddress(
              list.lines.flatMap(({ enterprise }) => enterprise?.record ?? []).slice(0, 400),
            )}
          >
            <Button>{t('openOnCanvas')}</Button>
          </Link>
        </Space>
      </header>
      <p className="muted">
        {t('from')} <Origin list={list} /> ·{' '}
        {t('drafted', { actor: list.draftedBy, at: format.instant(list.createdAt) })} ·{' '}
        {list.approvedBy && list.approvedAt
          ? t('approved', { actor: list.approvedBy, at: format.instant(list.approvedAt) })
          : t('notApproved')}{' '}
        · {t('version', { version: list.version })} · {list.reason}
      </p>
      <Results list={list} />
      <div className="targeting-columns">
        <LinesTable
          lines={lines}
          editable={draft}
          approved={list.approvedAt !== null}
          onEdit={(line) => setAsked({ kind: 'line', line })}
          onRemove={(gone) => change(lines.filter(({ id: one }) => !gone.includes(one)))}
          onExpire={(chosen, expires) =>
            change(lines.map((line) => (chosen.includes(line.id) ? { ...line, expires } : line)))
          }
        />
        <History events={list.history} />
      </div>
      {asked?.kind === 'line' && (
        <LineDialog
          line={asked.line}
          reason={list.reason}
          close={close}
          save={(line) => {
            change(
              lines.some((one) => one.id === line.id)
                ? lines.map((one) => (one.id === line.id ? line : one))
                : [...lines, line],
            );
            close();
          }}
        />
      )}
      {asked?.kind === 'save' && (
        <ReasonDialog
          title={t('saveTitle')}
          name={list.name}
          close={close}
          save={async ({ name, reason }) => {
            const answer = await edit({ id, version, name, reason, lines: lines.map(inputOf) });
            return done(answer.error, t('saved'));
          }}
        />
      )}
      {asked?.kind === 'move' && (
        <ReasonDialog
          title={t(`moves.${asked.move}`)}
          close={close}
          save={async ({ reason }) => {
            const answer = await move({ id, version: list.version, move: asked.move, reason });
            return done(answer.error, t(`moved.${asked.move}`));
          }}
        />
      )}
    </div>
  );
}

function Results({ list }: { readonly list: FullList }) {
  const { t } = useTranslation('targeting');
  const format = useFormat();
  return (
    <p data-testid="list-figures">
      {list.approvedAt && (
        <>
          <b>{t('since')}</b> {figuresText(list.hits, t, format)}
          {' · '}
        </>
      )}
      <span className="muted">
        {t('beforeApproval')} {figuresText(list.before, t, format)}
      </span>
    </p>
  );
}

function Exports({ id }: { readonly id: string }) {
  const { t } = useTranslation('targeting');
  const { language } = useLegend();
  const items = ['csv', 'xlsx', 'json'].map((form) => ({
    key: form,
    label: (
      <a href={`/api/targeting/${id}.${form}?language=${language}`} download>
        {form.toUpperCase()}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} data-testid="export-list">
        {t('export')}
      </Button>
    </Dropdown>
  );
}

function History({ events }: { readonly events: FullList['history'] }) {
  const { t } = useTranslation('targeting');
  const format = useFormat();
  const changed = ({ added, removed, changed: other }: FullList['history'][number]) =>
    [
      added > 0 && t('linesAdded', { count: added }),
      removed > 0 && t('linesRemoved', { count: removed }),
      other > 0 && t('linesChanged', { count: other }),
    ].filter((part) => part !== false);
  return (
    <section>
      <h2>{t('history')}</h2>
      <Timeline
        items={events.map((event) => ({
          key: event.version,
          content: (
            <>
              <b>{t(`acts.${event.act}`)}</b>{' '}
              <span className="muted">
                {event.actor} · {format.instant(event.at)} ·{' '}
                {t('version', { version: event.version })}
              </span>
              <div>{event.reason}</div>
              {changed(event).length > 0 && (
                <div className="muted">{changed(event).join(' · ')}</div>
              )}
            </>
          ),
        }))}
      />
    </section>
  );
}
