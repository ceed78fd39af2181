/** What the watch would have fired on, per week and with examples, and which nodes cause most of it. */
import { Alert as Notice, Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import { useClient } from 'urql';
import { useFormat } from '../../app/format.ts';
import {
  PreviewWatchDocument,
  type PreviewWatchQuery,
  type WatchInput,
} from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { Failure } from '../../ui/failure.tsx';

type Preview = PreviewWatchQuery['previewWatch'];
const months = 6;
/** Alerts a week beyond which nobody reads them. */
const manyPerWeek = 50;

export function WatchPreview({ watch }: { readonly watch: WatchInput }) {
  const { t } = useTranslation('watches');
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Preview | Error | null>(null);
  const ask = async () => {
    setBusy(true);
    const { data, error } = await client
      .query(PreviewWatchDocument, { watch, months }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    setAnswer(data?.previewWatch ?? error ?? null);
  };
  return (
    <section>
      <h2>{t('preview')}</h2>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <Button loading={busy} onClick={() => void ask()} data-testid="preview-watch">
          {t('previewAsk', { count: months })}
        </Button>
        {answer instanceof Error && <Failure error={answer} />}
        {answer !== null && !(answer instanceof Error) && <Result preview={answer} />}
      </Space>
    </section>
  );
}

function Result({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation('watches');
  const format = useFormat();
  const { language } = useLegend();
  return (
    <div data-testid="preview-result">
      <p>
        {t('previewFound', {
          found: format.number(preview.found),
          perWeek: format.number(preview.perWeek),
          targets: format.number(preview.targets),
        })}
      </p>
      {preview.revisions < preview.revisionsInPeriod && (
        <p className="muted">
          {t('previewCut', { x: preview.revisions, y: preview.revisionsInPeriod })}
        </p>
      )}
      {preview.perWeek > manyPerWeek && <Notice type="warning" showIcon title={t('tooMany')} />}
      {preview.through.length > 0 && (
        <p>
          {t('through')}{' '}
          {preview.through
            .map(({ node, found }) => `${node?.label ?? '–'} (${format.number(found)})`)
            .join(' · ')}
        </p>
      )}
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
