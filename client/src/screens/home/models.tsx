/** Common models: the newest run of each question, to open or to ask again of today's data. */
import { RedoOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useNotify } from '../../app/notify.tsx';
import { StartJobDocument, TrackDriftDocument } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { askedAgain, object } from '../analysis/parameters.ts';
import { addressOfRun, gangOf } from '../analysis/run-address.ts';
import { newestRuns, trackedAgain, type Workbench } from './workbench.ts';

export function Models({ workbench }: { readonly workbench: Workbench }) {
  const { t } = useTranslation('home');
  const { language } = useLegend();
  const format = useFormat();
  const notify = useNotify();
  const [{ fetching }, start] = useMutation(StartJobDocument);
  const [, track] = useMutation(TrackDriftDocument);
  const models = newestRuns(workbench.analysisRuns);
  const again = async ({ question, parameters }: Workbench['analysisRuns'][number]) => {
    const gang = question === 'drift' ? gangOf(parameters) : null;
    // A gang is tracked with the members that it has today, not with those of the earlier run.
    const result =
      gang === null
        ? await start({
            kind: 'analysis',
            input: { question, parameters: askedAgain(object(parameters)) },
          })
        : await track({ gang, ...trackedAgain(parameters) });
    if (result.error) notify.failed(result.error, t('models.failed'));
    else notify.done(t('models.started'));
  };
  if (models.length === 0)
    return (
      <div className="muted">
        {t('models.none')} <Link to="/analysis">{t('tasks.toAnalysis')}</Link>
      </div>
    );
  return (
    <ul className="recent-list" data-testid="models">
      {models.map(({ run, total }) => (
        <li key={run.id}>
          <Link className="ellipsis" to={addressOfRun(run)}>
            {workbench.questions.find(({ name }) => name === run.question)?.title[language] ??
              run.question}
          </Link>
          <span className="muted grow">
            {format.instant(run.at)} · {run.actor} · {t('models.runs', { count: total })}
          </span>
          <Tooltip title={t('models.again')}>
            <Button
              type="text"
              size="small"
              icon={<RedoOutlined />}
              aria-label={t('models.again')}
              loading={fetching}
              onClick={() => void again(run)}
            />
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
