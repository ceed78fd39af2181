/** Where former shells and proposed candidates filed, month by month, and who first filed elsewhere after the day. */
import type { FilingColumn } from '../entity-columns.ts';
import type { DriftResult } from './result.ts';

export type PortShare = Pick<DriftResult, 'ports' | 'portMonths' | 'firstFilings'>;

export function portShare(
  old: readonly FilingColumn[],
  fresh: readonly FilingColumn[],
  day: string,
): PortShare {
  const ports = new Map<string, { id: string; label: string; declarations: number }>();
  const months = new Map<string, DriftResult['portMonths'][number]>();
  const add = (filing: FilingColumn, which: 'old' | 'new'): void => {
    const { port, portLabel, declarations, amount } = filing;
    if (port === null) return;
    const known = ports.get(port) ?? { id: port, label: portLabel, declarations: 0 };
    ports.set(port, { ...known, declarations: known.declarations + declarations });
    const month = filing.day.slice(0, 7);
    const key = `${month} ${port}`;
    const sum = months.get(key) ?? { month, port, old: 0, new: 0, amount: 0 };
    months.set(key, {
      ...sum,
      [which]: sum[which] + declarations,
      amount: sum.amount + amount,
    });
  };
  for (const filing of old) add(filing, 'old');
  for (const filing of fresh) add(filing, 'new');
  return {
    ports: [...ports.values()]
      .sort((a, b) => b.declarations - a.declarations || (a.id < b.id ? -1 : 1))
      .map(({ id, label }) => ({ id, label })),
    portMonths: [...months.values()].sort((a, b) =>
      a.month === b.month ? (a.port < b.port ? -1 : 1) : a.month < b.month ? -1 : 1,
    ),
    firstFilings: firstFilings(old, [...old, ...fresh], day),
  };
}

/** First declaration of each enterprise at each port where no former shell filed before the day. */
function firstFilings(
  old: readonly FilingColumn[],
  all: readonly FilingColumn[],
  day: string,
): DriftResult['firstFilings'] {
  const usual = new Set(old.filter((filing) => filing.day < day).map(({ port }) => port));
  const first = new Map<string, DriftResult['firstFilings'][number]>();
  for (const filing of all) {
    if (filing.port === null || filing.day < day || usual.has(filing.port)) continue;
    const key = `${filing.enterprise} ${filing.port}`;
    const known = first.get(key);
    if (known === undefined || filing.day < known.day)
      first.set(key, {
        enterprise: filing.enterprise,
        port: filing.port,
        label: filing.portLabel,
        day: filing.day,
      });
  }
  return [...first.values()].sort((a, b) =>
    a.day === b.day ? (a.enterprise < b.enterprise ? -1 : 1) : a.day < b.day ? -1 : 1,
  );
}
