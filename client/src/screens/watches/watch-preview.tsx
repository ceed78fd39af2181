/** What the watch would have fired on, week by week and with examples, which nodes cause most of it, and how to tighten it. */
import { Alert as Notice, Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import { useClient } from 'urql';
import { useFormat } from '../../app/format.ts';
import {
  PreviewWatchDocument,
  type PreviewWatchQuery,
  type WatchFormQuery,
  type WatchInput,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { Failure } from '../../ui/failure.tsx';
import { tighterSettings } from './tighter-settings.ts';
import { WeekBars } from './week-bars.tsx';

type Preview = PreviewWatchQuery['previewWatch'];
type Condition = WatchFormQuery['watchConditions'][number];
const months = 6;

interface PreviewProps {
  readonly watch: WatchInput;
  readonly condition: Condition | undefined;
  change(part: Partial<WatchInput>): void;
  avoid(record: string, label: string): void;
}

export function WatchPreview(props: PreviewProps) {
  const { watch } = props;
  const { t } = useTranslation('watches');
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ watch: WatchInput; of: Preview | Error } | null>(null);
  const ask = async () => {
    setBusy(true);
    const { data, error } = await client
      .query(PreviewWatchDocument, { watch, months }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    const of = data?.previewWatch ?? error;
    setAnswer(of ? { watch, of } : null);
  };
  return (
    <section>
      <h2>{t('preview')}</h2>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <Space>
          <Button loading={busy} onClick={() => void ask()} data-testid="preview-watch">
            {t('previewAsk', { count: months })}
          </Button>
          {answer && answer.watch !== watch && <span className="muted">{t('previewOld')}</span>}
        </Space>
        {answer?.of instanceof Error && <Failure error={answer.of} />}
        {answer && !(answer.of instanceof Error) && <Result {...props} preview={answer.of} />}
      </Space>
    </section>
  );
}

function Result({
  preview,
  watch,
  condition,
  change,
  avoid,
}: PreviewProps & { readonly preview: Preview }) {
  const { t } = useTranslation('watches');
  const format = useFormat();
  const { language } = useLegend();
  const weekly = watch.weekly ?? 50;
  const over = preview.perWeek > weekly;
  const figures = {
    found: format.number(preview.found),
    perWeek: format.number(preview.perWeek),
    busiest: format.number(preview.busiest),
    targets: format.number(preview.targets),
    weekly: format.number(weekly),
  };
  return (
    <div data-testid="preview-result">
      <p>
        {t('previewFound', figures)}
        {preview.undated > 0 && ` ${t('previewUndated', { n: format.number(preview.undated) })}`}
      </p>
      {preview.revisions < preview.revisionsInPeriod && (
        <p className="muted">
          {t('previewCut', { x: preview.revisions, y: preview.revisionsInPeriod })}
        </p>
      )}
      {preview.targetsLeftOut > 0 && (
        <Notice
          type="warning"
          showIcon
          title={t('targetsCut', {
            x: figures.targets,
            y: format.number(preview.targets + preview.targetsLeftOut),
            most: format.number(preview.targetsMost),
          })}
        />
      )}
      {preview.found > 0 && <WeekBars weeks={preview.weeks} allowance={weekly} />}
      {(over || preview.busiest > weekly) && (
        <Notice
          type={over ? 'error' : 'warning'}
          showIcon
          data-testid="over-allowance"
          title={t(over ? 'tooMany' : 'busyWeek', figures)}
          description={
            <Space wrap>
              {tighterSettings(condition, watch.settings).map(({ field, value }) => (
                <Button
                  key={field.name}
                  size="small"
                  onClick={() =>
                    change({ settings: { ...(watch.settings as object), [field.name]: value } })
                  }
                >
                  {t('tightenTo', { field: field.label[language], value })}
                </Button>
              ))}
            </Space>
          }
        />
      )}
      {preview.through.length > 0 && (
        <>
          <h3>{t('through')}</h3>
          <ul className="preview-hubs">
            {preview.through.map(({ record, node, found }) => (
              <li key={record}>
                <span className="ellipsis">{node?.label ?? '–'}</span>
                <span className="muted">
                  {t('throughShare', {
                    found: format.number(found),
                    share: format.percent(found / Math.max(1, preview.found)),
                  })}
                </span>
                <Button
                  size="small"
                  type="link"
                  disabled={watch.avoid?.includes(record) ?? false}
                  onClick={() => avoid(record, node?.label ?? record)}
                  data-testid="avoid-hub"
                >
                  {t('avoidThis')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.examples.length > 0 && <h3>{t('examples')}</h3>}
      <ul>
        {preview.examples.map(({ reason, path }, index) => (
          <li key={index}>
            {reason[language]}
            <div className="muted">{path.map((node) => node?.label ?? '–').join(' → ')}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}
