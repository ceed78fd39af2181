/** What one run found: persistent members on the left, ranked candidates with the ports below, the chosen one on the right. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useFormat } from '../../../app/format.ts';
import { useOrder } from '../../../app/order.ts';
import type { GangPageQuery } from '../../../generated/graphql.ts';
import { download } from '../../../ui/download.ts';
import { CandidatePanel } from './candidate-panel.tsx';
import { CandidateTable, useCandidateColumns, type Candidate } from './candidate-table.tsx';
import { leftOutFacts } from '../../analysis/parameters.ts';
import { candidatesAsCsv } from './candidates-as-csv.ts';
import type { FullRun } from './drift-page.tsx';
import { PersistentList } from './persistent-list.tsx';
import { PortShareChart } from './port-share-chart.tsx';

const views = ['open', 'proposed', 'dismissed', 'all'] as const;
type View = (typeof views)[number];

interface DriftResultProps {
  readonly gang: NonNullable<GangPageQuery['gang']>;
  readonly run: FullRun;
  /** Ranks of the run before, by entity. */
  readonly before: ReadonlyMap<string, number> | null;
  readonly busy: boolean;
  onHide(record: string, hide: boolean): void;
  onChanged(): void;
}

export function DriftResult({ gang, run, before, busy, onHide, onChanged }: DriftResultProps) {
  const { t } = useTranslation('drift');
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const view = views.find((one) => one === params.get('view')) ?? 'open';
  const setParam = (name: string, value: string) =>
    setParams(
      (all) => {
        all.set(name, value);
        return all;
      },
      { replace: true },
    );
  const fits: Readonly<Record<View, (candidate: Candidate) => boolean>> = {
    open: ({ dismissal }) => dismissal === null,
    proposed: ({ dismissal, score }) => dismissal === null && score >= run.threshold,
    dismissed: ({ dismissal }) => dismissal !== null,
    all: () => true,
  };
  const candidates = run.candidates.filter(fits[view]);
  const order = useOrder(useCandidateColumns(before), 'rank');
  const chosen =
    candidates.find(({ id }) => id === params.get('candidate')) ?? candidates[0] ?? null;
  const proposed = run.candidates.filter(fits.proposed);
  const known = proposed.flatMap(({ replay }) => replay?.day ?? []).sort()[0];
  const leftOut = leftOutFacts(run.run.parameters);
  const sum = (of: (replay: NonNullable<Candidate['replay']>) => number) =>
    proposed.reduce((total, { replay }) => total + (replay ? of(replay) : 0), 0);
  return (
    <div className="drift-result">
      <PersistentList run={run} busy={busy} onHide={onHide} />
      <section className="drift-candidates">
        <p className={proposed.length > 0 ? 'drift-told' : 'muted'} data-testid="drift-told">
          {known === undefined
            ? t('nothingProposed', { threshold: run.threshold })
            : t('wouldHaveKnown', {
                count: proposed.length,
                day: known,
                declarations: format.number(sum(({ declarations }) => declarations)),
                amount: format.money(sum(({ amount }) => amount)),
              })}
        </p>
        <header>
          <Segmented<View>
            size="small"
            value={view}
            onChange={(next) => setParam('view', next)}
            options={views.map((one) => ({
              value: one,
              label: `${t(`views.${one}`)} ${run.candidates.filter(fits[one]).length}`,
            }))}
          />
          <span className="grow" />
          <span className="muted">
            {t('foundLine', {
              reached: format.number(run.reached),
              found: format.number(run.found),
              shown: format.number(run.candidates.length),
            })}
            {leftOut > 0 &&
              ` ${t('factsLeftOut', { ns: 'common', count: leftOut, shown: format.number(leftOut) })}`}
          </span>
          <Button
            size="small"
            icon={<DownloadOutlined />}
            onClick={() =>
              download(
                new Blob([candidatesAsCsv(order.sorted(candidates), t)], {
                  type: 'text/csv;charset=utf-8',
                }),
                `drift-${run.run.at.slice(0, 10)}.csv`,
              )
            }
          >
            {t('asCsv')}
          </Button>
        </header>
        <CandidateTable
          candidates={candidates}
          order={order}
          threshold={run.threshold}
          chosen={chosen?.id ?? null}
          onChoose={(id) => setParam('candidate', id)}
        />
        <PortShareChart run={run} />
      </section>
      {chosen && (
        <CandidatePanel
          key={chosen.id}
          gang={gang}
          run={run}
          candidate={chosen}
          onChanged={onChanged}
        />
      )}
    </div>
  );
}
