/** The job that asks one question of the whole graph and keeps the answer. */
import { z } from 'zod';
import { JobRefused } from '@phecda/etl/errors';
import { defineJobKind, type JobKind } from '@phecda/etl/jobs/job-kind';
import { riskLevels } from '@phecda/graph-schema/ontology/risk-levels';
import type { Ontology } from '@phecda/graph-schema';
import {
  questions,
  type AnyQuestion,
  type QuestionName,
} from '../../analysis/questions/questions.ts';
import type { EntityColumns } from '../../analysis/questions/entity-columns.ts';
import { parseParameters, runQuestion } from '../../analysis/run-question.ts';
import { DomainError } from '../../domain-error.ts';
import type { PinnedGraph } from '../../analysis/pinned-graph.ts';
import type { RunStore } from './run-store.ts';

export interface AnalysisParts {
  readonly ontology: Pick<Ontology, 'tagModels' | 'ruleModels'>;
  readonly columns: EntityColumns;
  readonly runs: RunStore;
  readonly clock: () => Date;
  /** Threads that a run may use at a time. */
  readonly workers: number;
  /** Facts that people have judged to tie nobody. */
  leftOut(): Promise<readonly (readonly string[])[]>;
  pin(): Promise<PinnedGraph>;
  /** Record or former id → entity of today. */
  entityIds(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

const input = z.strictObject({
  question: z.enum(Object.keys(questions) as [QuestionName, ...QuestionName[]]),
  parameters: z.record(z.string(), z.unknown()).default({}),
});

/** Progress is told in thousandths. */
const WHOLE = 1_000;

export function createAnalysisKind(parts: AnalysisParts): JobKind {
  return defineJobKind({
    name: 'analysis',
    words: { zh: '分析', en: 'Analysis' },
    input,
    result: z.object({ run: z.string(), question: z.string() }),
    requires: 'investigate',
    fromClients: true,
    concurrency: 1,
    memoryMb: 1_024,
    keptDays: 30,
    local: false,
    title: ({ question, parameters }) => {
      parseParameters(question, parameters);
      const { zh, en } = questions[question].title;
      return `${zh} · ${en}`;
    },
    run: async ({ question, parameters: given }, work) => {
      const asked: AnyQuestion = questions[question];
      const judged = 'leftOut' in asked.fields ? { leftOut: await parts.leftOut() } : {};
      const parameters = parseParameters(question, { ...judged, ...given });
      const begun = parts.clock().getTime();
      const { projection, revision } = await parts.pin();
      const tagLevels = riskLevels(parts.ontology);
      const result = await asJob(
        runQuestion({
          question,
          parameters: asked.today(parameters, await parts.entityIds(asked.references(parameters))),
          projection,
          revision,
          tagLevels,
          columns: parts.columns,
          workers: parts.workers,
          signal: work.signal,
          onProgress: ({ step, share }) =>
            work.progress({ phase: step, done: Math.round(share * WHOLE), total: WHOLE }),
        }),
      );
      await work.pointOfNoReturn();
      const now = parts.clock();
      await work.persist(() =>
        parts.runs.keep(
          {
            id: work.jobId,
            question,
            subject: asked.subjectOf?.(parameters) ?? null,
            parameters,
            revision,
            actor: work.owner,
            at: now.toISOString(),
            seconds: (now.getTime() - begun) / 1_000,
          },
          result,
        ),
      );
      return { run: work.jobId, question };
    },
  });
}

/** A refusal goes on as the reason of the job's end, with its figure. */
async function asJob<T>(run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, params } = error;
    const { neededMb, limitMb } = params;
    if (code === 'TOO_LARGE')
      throw new JobRefused(
        'analysis-memory',
        message,
        neededMb === undefined ? `${limitMb} MB` : `${neededMb} MB > ${limitMb} MB`,
      );
    if (code === 'NOT_FOUND') throw new JobRefused('analysis-entity', message, '');
    throw error;
  }
}
