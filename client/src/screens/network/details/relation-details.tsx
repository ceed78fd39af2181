/** A line on the canvas: each relation behind it, when it held, what it says and on which rows or declarations it rests. */
import { ArrowRightOutlined, FileSearchOutlined, SwapOutlined } from '@ant-design/icons';
import { Button, Collapse, Space, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { useLiveQuery } from '../../../app/live.ts';
import { useNotify } from '../../../app/notify.tsx';
import { RelationDetailsDocument, RemoveRelationDocument } from '../../../generated/graphql.ts';
import { newKey } from '../../../inbox/new-key.ts';
import { useLegend } from '../../../legend/legend.tsx';
import type { DisplayEdge } from '../../../network/core/display.ts';
import { lastDayOf } from '../../../network/core/scope.ts';
import { selectNodes } from '../../../network/core/selection.ts';
import type { LinkItem } from '../../../network/core/types.ts';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { MonthChart } from '../../../ui/month-chart.tsx';
import { useCanvas, useNetworkScope } from '../network-context.ts';
import { ValueList } from './attributes-tab.tsx';

export function RelationDetails({ edge }: { edge: DisplayEdge }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const only = edge.links.length === 1 ? edge.links[0] : undefined;
  if (only) return <OneRelation link={only} />;
  return (
    <>
      <header>
        <h2>{t('details.merged', { count: edge.links.length })}</h2>
      </header>
      <Collapse
        size="small"
        accordion
        destroyOnHidden
        defaultActiveKey={edge.links[0]?.id ?? ''}
        items={edge.links.map((link) => ({
          key: link.id,
          label: legend.kindLabel(link.kind),
          children: <OneRelation link={link} />,
        }))}
      />
    </>
  );
}

const mostPeriods = 6;

function OneRelation({ link }: { link: LinkItem }) {
  const { t } = useTranslation('network');
  const legend = useLegend();
  const format = useFormat();
  const notify = useNotify();
  const canvas = useCanvas();
  const { network, ui } = useNetworkScope();
  const [{ data, error }, again] = useLiveQuery(RelationDetailsDocument, { id: link.id });
  const [, remove] = useMutation(RemoveRelationDocument);
  const relation = data?.relation;
  const name = (id: string) => canvas.nodes.get(id)?.label ?? id;
  const directed = legend.kind(link.kind)?.directed ?? true;
  const title = `${name(link.source)} ${directed ? '→' : '–'} ${name(link.target)}`;
  const drop = async () => {
    const answer = await remove({ id: link.id, key: newKey() });
    if (answer.error) return notify.failed(answer.error, t('failed.removeRelation'));
    notify.done(t('notices.relationRemoved'));
    void network.refresh();
  };
  return (
    <div className="relation-details">
      <div className="relation-title">
        <span className="kind-name">
          <i className="legend-line" style={{ background: legend.kindColour(link.kind) }} />{' '}
          {legend.kindLabel(link.kind)}{' '}
          {link.pending && (
            <Tag className="is-pending">
              {t(link.pending === 'adding' ? 'said.pending' : 'said.removing')}
            </Tag>
          )}
        </span>
        <div className="ends">
          <button
            type="button"
            className="plain"
            onClick={() => network.select(selectNodes([link.source]))}
          >
            {name(link.source)}
          </button>
          {directed ? <ArrowRightOutlined /> : <SwapOutlined />}
          <button
            type="button"
            className="plain"
            onClick={() => network.select(selectNodes([link.target]))}
          >
            {name(link.target)}
          </button>
        </div>
      </div>
      <dl className="value-list">
        <div>
          <dt>{t('relation.held')}</dt>
          <dd>
            {link.periods.length
              ? link.periods.slice(0, mostPeriods).map((period, index) => (
                  <div key={index}>
                    {period.from ?? '…'} – {lastDayOf(period) ?? t('relation.today')}
                  </div>
                ))
              : t('relation.undated')}
            {link.periods.length > mostPeriods && (
              <div className="muted">
                {t('relation.morePeriods', { count: link.periods.length - mostPeriods })}
              </div>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('relation.weight')}</dt>
          <dd>{format.number(link.weight)}</dd>
        </div>
        <div>
          <dt>{t('scope.sources')}</dt>
          <dd>{link.sources.map(legend.datasetLabel).join(' / ')}</dd>
        </div>
      </dl>
      {error && !relation && <Failure error={error} retry={again} />}
      {!relation && !error && <Loading />}
      {relation && (
        <>
          <ValueList
            owner={link.kind}
            values={relation.attributes}
            {...(!relation.aggregated && {
              open: (property: string) =>
                ui.dialog.set({ name: 'statements', id: link.id, owner: link.kind, property }),
            })}
          />
          {relation.byMonth.length > 0 && <MonthChart months={relation.byMonth} />}
          <Space wrap size={4}>
            {relation.aggregated ? (
              <Button
                type="primary"
                size="small"
                icon={<FileSearchOutlined />}
                data-testid="open-declarations"
                onClick={() => ui.dialog.set({ name: 'declarations', relation: link.id, title })}
              >
                {t('relation.declarations')}
              </Button>
            ) : (
              <Button
                size="small"
                icon={<FileSearchOutlined />}
                onClick={() =>
                  ui.dialog.set({
                    name: 'statements',
                    id: link.id,
                    owner: link.kind,
                    property: null,
                  })
                }
              >
                {t('details.allStatements')}
              </Button>
            )}
            {relation.byHand && (
              <Button size="small" onClick={() => void drop()}>
                {t('relation.remove')}
              </Button>
            )}
          </Space>
        </>
      )}
    </div>
  );
}
