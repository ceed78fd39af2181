/** Shows only what scores enough: by any of the scores, with the value at which it begins. */
import { Button, Select, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useStore } from '../../app/store.ts';
import { scoreNames, type ScoreName } from '../../network/scores/scores.ts';
import { useDisplay, useNetwork } from './network-context.ts';

export function ScoreFilter() {
  const { t } = useTranslation('network');
  const format = useFormat();
  const network = useNetwork();
  const display = useDisplay();
  const { filter } = useStore(network.look);
  const set = (score: ScoreName, atLeast: number) =>
    network.look.set((before) => ({ ...before, filter: { score, atLeast } }));
  const values = filter && display ? [...display.score(filter.score).values()] : [];
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const at = filter ? sorted.findIndex((value) => value >= filter.atLeast) : 0;
  return (
    <section className="facet">
      <h3>{t('scores.title')}</h3>
      <Select<ScoreName>
        allowClear
        size="small"
        style={{ width: '100%' }}
        placeholder={t('scores.none')}
        aria-label={t('scores.title')}
        value={filter?.score ?? null}
        options={scoreNames.map((value) => ({ value, label: t(`scores.${value}`) }))}
        onChange={(score?: ScoreName) =>
          score ? set(score, 0) : network.look.set((before) => ({ ...before, filter: null }))
        }
        data-testid="score-filter"
      />
      {filter && sorted.length > 1 && (
        <>
          {/* Steps are the values that occur: scores of a network are anything but evenly spread. */}
          <Slider
            min={0}
            max={sorted.length - 1}
            value={at === -1 ? sorted.length - 1 : at}
            onChange={(step) => set(filter.score, sorted[step] ?? 0)}
            tooltip={{ formatter: (step) => format.number(sorted[step ?? 0] ?? 0) }}
            ariaLabelForHandle={t('scores.least')}
          />
          <small className="muted">
            {t('scores.passing', {
              least: format.number(filter.atLeast),
              shown: values.filter((value) => value >= filter.atLeast).length,
              total: values.length,
            })}{' '}
            <Button
              type="link"
              size="small"
              onClick={() => network.look.set((before) => ({ ...before, filter: null }))}
            >
              {t('scores.reset')}
            </Button>
          </small>
        </>
      )}
    </section>
  );
}
