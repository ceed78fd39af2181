/** What a revision costs the alert daemon where watches are about everything with a tag: a revision of one row, and one that touches ten targets, and the memory of the process, at a fifth of the targets that a watch looks at and at all of them, on PostgreSQL. `targets [most targets] [revisions]`. */
import { mostFound } from '@phecda/alerts/detect/graph-at';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { benchAlerts, catchUpCost, watchTag } from '../support/bench-alerts.ts';
import { benchFolder } from '../support/bench-folder.ts';
import { PartLoader, partId as id } from '../support/counted-parts.ts';
import { megabytes, percentile, sizeArgument, whole } from '../support/figures.ts';
import { startPostgres } from '../support/postgres.ts';
import { residentOf } from '../support/process-usage.ts';
import { recordSecret } from '../support/record-secret.ts';

const most = sizeArgument(0, mostFound);
const each = sizeArgument(1, 5);
const folder = benchFolder();
const tag = 'audit-finding';
const conditions = ['newAssociation', 'newDeclaration', 'firstFilingAtPort', 'tagChanged'];
const postgres = await startPostgres();
for (const targets of [Math.floor(most / 5), most]) {
  const sql = await openPostgres({
    url: postgres.url,
    recordSecret,
    schema: `targets_${targets}`,
  });
  await sql.migrate();
  const loader = new PartLoader(sql, folder);
  const service = benchAlerts(sql);
  await loader.load({
    entities: [
      ['e', 'Enterprise', targets, 0, `'{}'`, tag],
      ['p', 'Person', targets, 0],
      ['w', 'Person', each * 10, 0, `'{}'`, 'wanted-person'],
    ],
    relations: [['legalRepresentative', targets, 0, id('p', 'i'), id('e', 'i')]],
  });
  for (const condition of conditions) await watchTag(sql, condition, tag);
  await service.catchUp();
  const [alone, touching]: [number[], number[]] = [[], []];
  let peak = 0;
  for (let n = 0; n < each; n++) {
    await loader.load({ entities: [['x', 'Enterprise', 1, n]] });
    alone.push(await catchUpCost(service));
    peak = Math.max(peak, (await residentOf(process.pid)).now);
    await loader.load({
      relations: [['officer', 10, n * 10, id('w', 'i'), id('e', 'i')]],
    });
    touching.push(await catchUpCost(service));
    peak = Math.max(peak, (await residentOf(process.pid)).now);
  }
  const [found] = await sql.state.query<{ n: number }>(`SELECT count(*) AS n FROM alert`);
  if (found?.n !== each * 10) throw new Error(`${found?.n} alerts instead of ${each * 10}.`);
  console.log(
    `${conditions.length} watches of ${whole(targets)} targets by a tag: a revision of one row ${percentile(alone, 0.5).toFixed(0)} ms, one that touches ten targets ${percentile(touching, 0.5).toFixed(0)} ms; ${megabytes(peak)} in the process of loader and daemon`,
  );
  await service.stop();
  await sql.close();
}
await postgres.stop();
process.exit(0);
