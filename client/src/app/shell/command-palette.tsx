/** Ctrl+K: finds things in the graph and runs actions, by name, from the keyboard. */
import { SearchOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { Input, Spin } from 'antd';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { SearchDocument, type SearchQuery } from '../../generated/graphql.ts';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { useLegend } from '../../legend/legend.tsx';
import { useFormat } from '../format.ts';
import { showKeys, useAllCommands, type Command } from '../commands.ts';
import { networkAddress } from '../addresses.ts';

type Hit = SearchQuery['search']['hits'][number];
type Row = { kind: 'hit'; hit: Hit } | { kind: 'command'; command: Command };

function useDelayed(value: string, delay: number): string {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return late;
}

export function CommandPalette({ close }: { close: () => void }) {
  const { t } = useTranslation('common');
  const legend = useLegend();
  const format = useFormat();
  const navigate = useNavigate();
  const all = useAllCommands();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const asked = useDelayed(useDeferredValue(text.trim()), 150);
  const [{ data, fetching, error }] = useQuery({
    query: SearchDocument,
    variables: { text: asked, limit: 12 },
    pause: asked === '',
  });
  const answer = asked === '' ? undefined : data?.search;
  const rows = useMemo<Row[]>(() => {
    const wanted = text.trim().toLowerCase();
    const commands = all.filter(
      (command) =>
        command.enabled !== false &&
        command.id !== 'palette' &&
        command.title.toLowerCase().includes(wanted),
    );
    const hits = answer?.hits ?? [];
    return [
      ...hits.map((hit) => ({ kind: 'hit' as const, hit })),
      ...commands.map((command) => ({ kind: 'command' as const, command })),
    ];
  }, [all, answer, text]);
  const list = useRef<HTMLUListElement>(null);
  const current = Math.min(active, rows.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const choose = (row: Row | undefined) => {
    if (!row) return;
    close();
    if (row.kind === 'command') row.command.run();
    else void navigate(networkAddress([row.hit.node.id]));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive(Math.min(rows.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, current - 1));
    else if (event.key === 'Enter') choose(rows[current]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const hitCount = answer?.hits.length ?? 0;
  return (
    <div
      className="command-palette"
      role="dialog"
      aria-modal="true"
      aria-label={t('commands.palette')}
      onMouseDown={close}
    >
      <div
        className="command-box"
        onMouseDown={(event) => event.stopPropagation()}
        onKeyDown={onKeyDown}
      >
        <Input
          autoFocus
          variant="borderless"
          size="large"
          prefix={<SearchOutlined />}
          suffix={fetching ? <Spin size="small" /> : null}
          placeholder={t('searchPrompt')}
          value={text}
          data-testid="palette-input"
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
        />
        <ul id="palette-list" role="listbox" ref={list}>
          {rows.map((row, index) => {
            const heading =
              index === 0 && row.kind === 'hit'
                ? t('palette.hits', { shown: hitCount, total: format.number(answer?.total ?? 0) })
                : row.kind === 'command' && rows[index - 1]?.kind !== 'command'
                  ? t('palette.actions')
                  : null;
            return (
              <li
                key={row.kind === 'hit' ? row.hit.node.id : `c-${row.command.id}`}
                role="presentation"
              >
                {heading && <div className="palette-heading">{heading}</div>}
                <div
                  role="option"
                  aria-selected={index === current}
                  className="palette-row"
                  onMouseMove={() => setActive(index)}
                  onClick={() => choose(row)}
                >
                  {row.kind === 'hit' ? (
                    <>
                      <TypeIcon type={row.hit.node.type} tags={row.hit.node.tags} />
                      <span className="palette-title">{row.hit.node.label}</span>
                      <small>
                        {legend.typeLabel(row.hit.node.type)} · {t(`reasons.${row.hit.reason}`)}
                        {row.hit.matched && row.hit.matched !== row.hit.node.label
                          ? ` ${row.hit.matched}`
                          : ''}
                      </small>
                    </>
                  ) : (
                    <>
                      <ThunderboltOutlined />
                      <span className="palette-title">{row.command.title}</span>
                      {row.command.keys && <kbd>{showKeys(row.command.keys)}</kbd>}
                    </>
                  )}
                </div>
              </li>
            );
          })}
          {asked !== '' && !fetching && hitCount === 0 && !error && (
            <li className="palette-empty">{t('palette.none', { text: asked })}</li>
          )}
          {error && <li className="palette-empty">{t('errors.network')}</li>}
        </ul>
        {answer && answer.total > hitCount && (
          <div className="palette-foot">
            {t('palette.more', { shown: hitCount, total: format.number(answer.total) })}
          </div>
        )}
      </div>
    </div>
  );
}
