/** The paths found between two entities: one line each, chosen ones lit on the canvas. */
import { Segmented, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useStore } from '../../../app/store.ts';
import type { PathMode } from '../../../generated/graphql.ts';
import type { PathAnswer } from '../../../network/network-api.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { PathText } from '../../../ui/path-text.tsx';
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
  const nodes = new Map(answer.nodes.map((node) => [node.entity ?? '', node]));
  return (
    <>
      <span className="path-length">{t('paths.length', { count: path.links.length })}</span>
      <PathText path={path} nodes={nodes} links={answer.links} />
    </>
  );
}
