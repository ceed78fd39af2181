/** The form that starts a run. */
import { Button, Drawer, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import type { LiveJob } from '../../app/live-jobs.ts';
import { useNotify } from '../../app/notify.tsx';
import { StartJobDocument } from '../../generated/graphql.ts';
import { useLegend } from '../../legend/legend.tsx';
import { Failure } from '../../ui/failure.tsx';
import { ParameterForm } from './parameter-form.tsx';
import { scopeOf, type Parameters, type Question } from './parameters.ts';

interface NewRunProps {
  readonly questions: readonly Question[];
  readonly question: string;
  readonly parameters: Parameters;
  onStarted(job: LiveJob): void;
  close(): void;
}

export function NewRun({ questions, question: first, parameters, onStarted, close }: NewRunProps) {
  const { t } = useTranslation('analysis');
  const legend = useLegend();
  const notify = useNotify();
  const [name, setName] = useState(first);
  const [value, setValue] = useState(parameters);
  const [{ fetching, error }, start] = useMutation(StartJobDocument);
  const question = questions.find((one) => one.name === name);
  const scope = scopeOf(value['scope']);
  const ready = scope.kind !== 'neighbourhood' || scope.entity !== '';
  const run = async () => {
    const result = await start({
      kind: 'analysis',
      input: { question: name, parameters: value },
    });
    if (!result.data) return;
    onStarted(result.data.startJob);
    notify.done(t('started'));
    close();
  };
  return (
    <Drawer
      open
      size={520}
      title={t('new')}
      onClose={close}
      footer={
        <Space>
          <Button
            type="primary"
            loading={fetching}
            disabled={!ready}
            onClick={() => void run()}
            data-testid="start-run"
          >
            {t('start')}
          </Button>
          <Button onClick={() => setValue({})}>{t('defaults')}</Button>
          {!ready && <span className="muted">{t('scope.entityMissing')}</span>}
        </Space>
      }
    >
      <Select
        aria-label={t('question')}
        style={{ width: '100%' }}
        value={name}
        onChange={(next) => (setName(next), setValue({}))}
        options={questions.map((one) => ({
          value: one.name,
          label: one.title[legend.language],
        }))}
      />
      {question && (
        <>
          <p>{question.explanation[legend.language]}</p>
          <ParameterForm question={question} value={value} onChange={setValue} />
        </>
      )}
      {error && <Failure error={error} />}
    </Drawer>
  );
}
