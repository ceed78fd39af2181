/** Who was there: in an area drawn for once, in several zones, from one zone to another in time. */
import { Button, InputNumber, Segmented, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { useFormat } from '../../app/format.ts';
import { useStore } from '../../app/store.ts';
import {
  AreaSearchDocument,
  MultiZoneDocument,
  ZoneSequenceDocument,
  type MultiZoneInput,
  type PresencePartsFragment,
} from '../../generated/graphql.ts';
import { shortText } from '../../map/district-time.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useMapScope } from './map-scope.ts';
import { MultiZoneForm } from './multi-zone-form.tsx';
import { PeriodPicker, usePeriod } from './period.tsx';
import { useZoneOptions } from './zones/zone-options.ts';
import { DrawButtons } from './zones/draw-buttons.tsx';
import { CertaintyTag } from './zones/zone-details.tsx';

type Question = 'area' | 'sequence' | 'multi';

interface Line {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly minutes: number;
  readonly certainty: 'CERTAIN' | 'POSSIBLE' | 'EXCLUDED';
  readonly unseen?: boolean;
  /** It fits without having been anywhere: there is no time to tell. */
  readonly nowhere?: boolean;
}
type Answer =
  | { readonly state: 'asking'; stop(): void }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'there';
      readonly total: number;
      readonly looked: number;
      /** Of those found; null: the question does not say. */
      readonly certain: number | null;
      /** Not listed: nothing is known of them. */
      readonly unseen: number;
      readonly lines: readonly Line[];
    };

/** Runs one question at a time; a new one, or cancelling, lets go of the one before. */
function useAnswer() {
  const client = useClient();
  const { fromText, toText } = usePeriod();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const ask = (run: () => Promise<Extract<Answer, { state: 'there' }>>) => {
    let stopped = false;
    if (answer?.state === 'asking') answer.stop();
    setAnswer({
      state: 'asking',
      stop: () => {
        stopped = true;
        setAnswer(null);
      },
    });
    run().then(
      (there) => !stopped && setAnswer(there),
      (error: unknown) => !stopped && setAnswer({ state: 'failed', error }),
    );
  };
  const presence = (list: PresencePartsFragment) => ({
    state: 'there' as const,
    total: list.total,
    looked: list.looked,
    certain: list.certain,
    unseen: list.unseen,
    lines: list.lines.map(({ mover, from, to, minutes, certainty, unseen, visits }) => ({
      id: mover.id,
      name: mover.name,
      from: Date.parse(from),
      to: Date.parse(to),
      minutes,
      certainty,
      unseen,
      nowhere: visits === 0,
    })),
  });
  return {
    answer,
    clear: () => setAnswer(null),
    area: (area: unknown) =>
      ask(async () => {
        const { data, error } = await client
          .query(AreaSearchDocument, { area, from: fromText, to: toText })
          .toPromise();
        if (!data) throw error ?? new Error('no answer');
        return presence(data.areaSearch);
      }),
    multi: (rule: MultiZoneInput) =>
      ask(async () => {
        const { data, error } = await client.query(MultiZoneDocument, { rule }).toPromise();
        if (!data) throw error ?? new Error('no answer');
        return presence(data.multiZone);
      }),
    sequence: (first: string, second: string, withinMinutes: number) =>
      ask(async () => {
        const { data, error } = await client
          .query(ZoneSequenceDocument, { first, second, withinMinutes, from: fromText, to: toText })
          .toPromise();
        if (!data) throw error ?? new Error('no answer');
        const { total, looked, passages } = data.zoneSequence;
        return {
          state: 'there' as const,
          total,
          looked,
          certain: null,
          unseen: 0,
          lines: passages.map(({ mover, left, reached, minutes, certainty }) => ({
            id: mover.id,
            name: mover.name,
            from: Date.parse(left),
            to: Date.parse(reached),
            minutes,
            certainty,
          })),
        };
      }),
  };
}

export function QuestionsPanel() {
  const { t } = useTranslation('map');
  const [question, setQuestion] = useState<Question>('area');
  const asked = useAnswer();
  return (
    <>
      <header className="map-left-header">
        <Segmented<Question>
          block
          size="small"
          value={question}
          onChange={(next) => {
            setQuestion(next);
            asked.clear();
          }}
          options={(['area', 'sequence', 'multi'] as const).map((value) => ({
            value,
            label: t(`questions.${value}`),
          }))}
        />
        <PeriodPicker />
        {question === 'area' && <AreaForm ask={asked.area} />}
        {question === 'sequence' && <SequenceForm ask={asked.sequence} />}
        {question === 'multi' && <MultiZoneForm ask={asked.multi} />}
      </header>
      <AnswerList answer={asked.answer} />
    </>
  );
}

function AreaForm({ ask }: { ask(area: unknown): void }) {
  const { t } = useTranslation('map');
  const { draft: store } = useMapScope();
  const draft = useStore(store);
  const shape = draft?.purpose === 'area' ? draft.shape : null;
  return (
    <>
      <p className="muted">
        {t(
          draft?.purpose === 'area' && !shape ? `zones.hints.${draft.tool}` : 'questions.areaHint',
        )}
      </p>
      <DrawButtons purpose="area" />
      <Space>
        <Button
          type="primary"
          size="small"
          disabled={!shape}
          onClick={() => ask(shape?.type === 'LineString' ? { ...shape, width: 500 } : shape)}
          data-testid="ask-area"
        >
          {t('questions.ask')}
        </Button>
        {draft?.purpose === 'area' && (
          <Button size="small" onClick={() => store.set(null)}>
            {t('questions.clearArea')}
          </Button>
        )}
      </Space>
    </>
  );
}

const hoursAtFirst = 3;

function SequenceForm({ ask }: { ask(first: string, second: string, minutes: number): void }) {
  const { t } = useTranslation('map');
  const options = useZoneOptions();
  const [first, setFirst] = useState<string | null>(null);
  const [second, setSecond] = useState<string | null>(null);
  const [hours, setHours] = useState(hoursAtFirst);
  if (options.length < 2) return <p className="muted">{t('questions.needTwo')}</p>;
  return (
    <>
      <Select
        size="small"
        showSearch
        optionFilterProp="label"
        placeholder={t('questions.from')}
        aria-label={t('questions.from')}
        value={first}
        onChange={setFirst}
        options={options}
      />
      <Select
        size="small"
        showSearch
        optionFilterProp="label"
        placeholder={t('questions.to')}
        aria-label={t('questions.to')}
        value={second}
        onChange={setSecond}
        options={options}
      />
      <Space>
        {t('questions.within')}
        <InputNumber
          size="small"
          min={0.1}
          max={744}
          value={hours}
          aria-label={t('questions.within')}
          onChange={(value) => setHours(value ?? hoursAtFirst)}
          style={{ width: 70 }}
        />
        {t('questions.hours')}
      </Space>
      <Button
        type="primary"
        size="small"
        disabled={!first || !second || first === second}
        onClick={() => first && second && ask(first, second, hours * 60)}
      >
        {t('questions.ask')}
      </Button>
    </>
  );
}

function AnswerList({ answer }: { answer: Answer | null }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  if (!answer) return null;
  if (answer.state === 'asking')
    return (
      <div className="answer-busy">
        <Loading />
        <Button size="small" onClick={answer.stop}>
          {t('cancel')}
        </Button>
      </div>
    );
  if (answer.state === 'failed') return <Failure error={answer.error} />;
  const { lines, total, looked, certain, unseen } = answer;
  return (
    <>
      <small className="muted answer-count" data-testid="answer-count">
        {t('questions.found', {
          x: format.number(lines.length),
          y: format.number(total),
          looked: format.number(looked),
        })}
        {certain !== null && (
          <div>
            {t('questions.sure', {
              certain: format.number(certain),
              possible: format.number(total - certain),
            })}
          </div>
        )}
      </small>
      {lines.length === 0 && (
        <EmptyHint text={t(unseen > 0 ? 'questions.noneKnown' : 'questions.nobody')} />
      )}
      <ul className="mover-list">
        {lines.map((line, index) => (
          <AnswerLine key={`${line.id} ${line.from} ${index}`} line={line} />
        ))}
      </ul>
      {unseen > 0 && (
        <small className="muted answer-count" data-testid="answer-unseen">
          {t('zones.unseen', { count: unseen, n: format.number(unseen) })}
        </small>
      )}
    </>
  );
}

const aroundMs = 3_600_000;

function AnswerLine({ line }: { line: Line }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { change } = useMapScope();
  // Nothing is to be seen of it in the time: its last days are shown.
  const time = line.unseen
    ? { from: null, to: null, at: null }
    : { from: line.from - aroundMs, to: line.to + aroundMs, at: line.from };
  return (
    <li>
      <button
        type="button"
        data-testid="answer-line"
        onClick={() => change({ ids: [line.id], selected: line.id, zone: null, ...time })}
      >
        <span className="ellipsis" title={line.name}>
          {line.name}
        </span>
        <span className="grow" />
        {!line.nowhere && (
          <small className="muted num">
            {shortText(line.from)} ·{' '}
            {t('questions.minutes', { minutes: format.number(Math.round(line.minutes)) })}
          </small>
        )}
        <CertaintyTag {...line} />
      </button>
    </li>
  );
}
