/** What a revision of one row costs the alert daemon while many alerts are open: one that adds, one that takes out, and one that ends an alert, on DuckDB and PostgreSQL, beside the same with no alert open. `open-alerts [alerts] [revisions of each kind]`. */
import { withdrawFile } from '@phecda/etl/commands';
import type { Sql } from '@phecda/graph-schema';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { benchAlerts, catchUpCost, watchTag } from '../support/bench-alerts.ts';
import { benchFolder } from '../support/bench-folder.ts';
import { PartLoader, partId as id, type Part } from '../support/counted-parts.ts';
import { percentile, sizeArgument, whole } from '../support/figures.ts';
import { startPostgres } from '../support/postgres.ts';
import { recordSecret } from '../support/record-secret.ts';

const alerts = sizeArgument(0, 20_000);
const each = sizeArgument(1, 5);
/** Half of them of paths, half of tags. */
const half = Math.floor(alerts / 2);
const folder = benchFolder();

interface Costs {
  readonly adds: number;
  readonly takesOut: number;
  readonly ends: number;
}

/** Medians in milliseconds. */
async function measured(sql: Sql, open: boolean): Promise<Costs> {
  await sql.migrate();
  const loader = new PartLoader(sql, folder);
  const service = benchAlerts(sql);
  const people: Part['entities'] = [['p', 'Person', half, 0, `'{}'`, 'wanted-person']];
  await loader.load({
    entities: [
      ['e', 'Enterprise', half, 0, `'{}'`, 'audit-finding'],
      ['f', 'Enterprise', half + each * 3, 0],
      ...people,
    ],
  });
  await watchTag(sql, 'newAssociation', 'audit-finding');
  await watchTag(sql, 'tagChanged', 'discredited-enterprise');
  await service.catchUp();
  const make = async (from: number, count: number): Promise<void> => {
    await loader.load({
      entities: [['f', 'Enterprise', count, from, `'{}'`, 'discredited-enterprise']],
      relations: [['legalRepresentative', count, from, id('p', 'i'), id('e', 'i')]],
    });
  };
  if (open) await make(0, half);
  await service.catchUp();
  const [found] = await sql.state.query<{ n: number }>(
    `SELECT count(*) AS n FROM alert WHERE status = 'new'`,
  );
  if ((found?.n ?? 0) !== (open ? half * 2 : 0)) throw new Error(`${found?.n} alerts are open.`);
  const costs: Record<keyof Costs, number[]> = { adds: [], takesOut: [], ends: [] };
  const newest = async (): Promise<string> =>
    (
      await sql.query<{ id: string }>(
        `SELECT file_id AS id FROM file ORDER BY file_no DESC LIMIT 1`,
      )
    )[0]?.id ?? '';
  for (let n = 0; n < each; n++) {
    await loader.load({ entities: [['x', 'Enterprise', 1, n]] });
    costs.adds.push(await catchUpCost(service));
    await withdrawFile(sql, await newest(), 'bench', 'x');
    costs.takesOut.push(await catchUpCost(service));
    const at = half + n;
    await loader.load({ entities: [['f', 'Enterprise', 1, at, `'{}'`, 'discredited-enterprise']] });
    await service.catchUp();
    await withdrawFile(sql, await newest(), 'bench', 'x');
    costs.ends.push(await catchUpCost(service));
  }
  const [ended] = await sql.state.query<{ n: number }>(
    `SELECT count(*) AS n FROM alert WHERE status = 'withdrawn'`,
  );
  if (ended?.n !== each) throw new Error(`${ended?.n} alerts ended instead of ${each}.`);
  await service.stop();
  return {
    adds: percentile(costs.adds, 0.5),
    takesOut: percentile(costs.takesOut, 0.5),
    ends: percentile(costs.ends, 0.5),
  };
}

const postgres = await startPostgres();
const engines: Readonly<Record<string, (n: number) => Promise<Sql>>> = {
  DuckDB: () => openDuckDb({ path: ':memory:', recordSecret }),
  PostgreSQL: (n) => openPostgres({ url: postgres.url, recordSecret, schema: `open_${n}` }),
};
const words = ({ adds, takesOut, ends }: Costs): string =>
  `adds ${adds.toFixed(0)} ms, takes out ${takesOut.toFixed(0)} ms, ends an alert ${ends.toFixed(0)} ms`;
for (const [name, opened] of Object.entries(engines)) {
  const costs: Costs[] = [];
  for (const [n, open] of [false, true].entries()) {
    const sql = await opened(n);
    costs.push(await measured(sql, open));
    await sql.close();
  }
  const [none, many] = costs;
  if (none === undefined || many === undefined) continue;
  console.log(
    `${name}, a revision of one row with no alert open: ${words(none)}; with ${whole(half * 2)} open: ${words(many)}`,
  );
}
await postgres.stop();
process.exit(0);
