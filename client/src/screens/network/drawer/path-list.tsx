/** The paths found between two entities: one line each, chosen ones lit on the canvas. */
import { Segmented, Spin } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useStore } from '../../../app/store.ts';
import type { PathMode } from '../../../generated/graphql.ts';
import { useLegend } from '../../../legend/legend.tsx';
import type { PathAnswer } from '../../../network/network-api.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { TypeIcon } from '../../../ui/type-icon.tsx';
import { useCanvas, useNetwork } from '../network-context.ts';

const modes: readonly PathMode[] = ['shortest', 'simple', 'specific'];

export function PathList() {
  const { t } = useTranslation('network');
  const format = useFormat();
  const network = useNetwork();
  const canvas = useCanvas();
  const paths = useStore(network.paths);
  const busy = useStore(network.busy);
  if (!paths) return <EmptyHint text={t('paths.none')} />;
  const name = (id: string) => canvas.nodes.get(id)?.label ?? id;
  return (
    <div className="path-list">
      <div className="table-head">
        <Segmented
          size="small"
          value={paths.mode}
          onChange={(mode) => void network.findPaths(mode, [paths.from, paths.to])}
          options={modes.map((mode) => ({
            value: mode,
            label: t(`paths.modes.${mode}`),
            title: t(`paths.hints.${mode}`),
          }))}
        />
        <span className="muted">
          {name(paths.from)} ↔ {name(paths.to)}
          {paths.answer &&
            ` · ${t(paths.answer.more ? 'paths.more' : 'paths.found', { count: paths.answer.paths.length })}`}
          {paths.answer?.stopped &&
            ` · ${t(`paths.stopped.${paths.answer.stopped.reason}`, { examined: format.number(paths.answer.stopped.examined) })}`}
        </span>
        {busy === 'paths' && <Spin size="small" />}
      </div>
      {paths.answer?.paths.length === 0 && <EmptyHint text={t('paths.nothing')} />}
      <ol>
        {paths.answer?.paths.map((path, index) => (
          <li key={path.links.join()}>
            <button
              type="button"
              className={paths.chosen === index ? 'path chosen' : 'path'}
              aria-pressed={paths.chosen === index}
              onClick={() => network.choosePath(index)}
            >
              <PathLine path={path} answer={paths.answer!} />
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function PathLine({ path, answer }: { path: PathAnswer['paths'][number]; answer: PathAnswer }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const nodes = new Map(answer.nodes.map((node) => [node.entity, node]));
  const links = new Map(answer.links.map((link) => [link.id, link]));
  return (
    <>
      <span className="path-length">{t('paths.length', { count: path.links.length })}</span>
      {path.nodes.map((id, index) => {
        const node = nodes.get(id);
        const link = links.get(path.links[index] ?? '');
        const forward = link?.source === id;
        return (
          <Fragment key={`${id} ${index}`}>
            <span className="path-node">
              <TypeIcon type={node?.type ?? ''} tags={node?.tags ?? []} size={16} />
              {node?.label ?? id}
            </span>
            {link && (
              <span className="path-link">
                {forward ? '' : '◂'}—{legend.kindLabel(link.kind)}—{forward ? '▸' : ''}
              </span>
            )}
          </Fragment>
        );
      })}
    </>
  );
}
