/** What the benchmarks of alerts share: a daemon without channels, and watches on everything with a tag. */
import { AlertService } from '@phecda/alerts';
import { noChannels } from '@phecda/alerts/config';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent } from '@phecda/alerts/watch';
import { deployedOntology, type Sql } from '@phecda/graph-schema';

const clock = (): Date => new Date();

/** It sends nothing; what goes wrong ends the benchmark. */
export const benchAlerts = (sql: Sql): AlertService =>
  new AlertService({
    sql,
    ontology: deployedOntology(),
    settings: noChannels,
    publicUrl: () => 'https://phecda.example',
    name: 'bench',
    clock,
    onError: (error) => {
      throw error;
    },
  });

export async function watchTag(sql: Sql, condition: string, tag: string): Promise<void> {
  const content = watchContent.parse({ targets: [{ kind: 'tag', tag }], condition, level: 3 });
  await new WatchStore(sql.state, clock).create(
    { name: condition, active: true, content },
    'bench',
    'x',
  );
}

/** Milliseconds until it has taken in what is there. */
export async function catchUpCost(service: AlertService): Promise<number> {
  const began = performance.now();
  await service.catchUp();
  return performance.now() - began;
}
