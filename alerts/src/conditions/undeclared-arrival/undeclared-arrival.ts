/** A watched vehicle stood in a zone, and no declaration that names it lies near the time. Told when it leaves; a declaration that comes later takes it back. */
import type { SqlReader } from '@phecda/graph-schema';
import { z } from 'zod';
import { emptyDetail, type Condition, type Finding } from '../condition.ts';
import { minutesField, minutesSetting } from '../fields.ts';
import { zoneField, zoneSetting } from '../zone-condition.ts';

const settings = z.strictObject({
  zone: zoneSetting,
  minutes: minutesSetting,
  hours: z.int().min(1).max(1_000).default(48),
});
type Settings = z.output<typeof settings>;

interface Stay {
  /** Milliseconds UTC. */
  readonly from: number;
  readonly to: number;
}

const hourMs = 3_600_000;
/** Days are the district's. */
const districtMs = 8 * hourMs;
const dayOf = (at: number): string => new Date(at + districtMs).toISOString().slice(0, 10);

export const undeclaredArrival: Condition<Settings> = {
  name: 'undeclaredArrival',
  words: { zh: '无申报到达', en: 'Arrives where nothing was declared' },
  explanation: {
    zh: '监控的车辆在围栏内停留超过设定时间，而前后设定小时内没有任何报关单列有该车；离开时提示。后到的报关单使预警自动撤销。',
    en: 'A watched vehicle stood in a zone for as long as set, and no declaration within the hours set names it; told when it leaves. A declaration that comes later withdraws the alert.',
  },
  settings,
  fields: [
    zoneField,
    minutesField,
    {
      name: 'hours',
      label: { zh: '申报时限（小时）', en: 'Declared within, hours' },
      explanation: {
        zh: '停留之前和之后的小时数；申报日与其重叠即算已申报。',
        en: 'Before and after the stay; a day of declaration that overlaps them counts.',
      },
      control: { kind: 'number', min: 1, max: 1_000 },
    },
  ],
  // Nothing that a revision changes moves a vehicle.
  detect: () => Promise.resolve([]),
  detectMovement(movement, target, { zone, minutes, hours }) {
    if (movement.kind !== 'exit' || target.type !== 'Vehicle') return null;
    if (zone !== '' && zone !== movement.zone) return null;
    const insideMs = movement.insideMs ?? 0;
    if (insideMs < minutes * 60_000) return null;
    return {
      target: target.record,
      path: [target.record],
      mark: `${movement.zone} undeclared ${movement.at}`,
      subject: movement.zone,
      facts: [],
      day: dayOf(movement.at),
      detail: {
        ...emptyDetail,
        targetType: target.type,
        count: Math.round(insideMs / 60_000),
        caseNumber: target.caseNumber,
        gang: target.gang,
        zone: movement.zoneName,
        moved: { at: movement.at, zone: movement.zone },
        stay: { from: movement.at - insideMs, to: movement.at, withinHours: hours },
      },
    };
  },
  borneOut: (findings, sql) => undeclared(findings, sql),
  declarationsEnd: 'declared meanwhile',
  standing: async (alerts, { sql }) => new Set((await undeclared(alerts, sql)).map(({ id }) => id)),
  reason({ zone = '', count, stay }, _) {
    const hours = stay?.withinHours ?? 0;
    return {
      zh: `监控车辆在围栏“${zone}”停留 ${count} 分钟，前后 ${hours} 小时内没有列有该车的报关单`,
      en: `A watched vehicle stood in the zone “${zone}” for ${count} minutes, with no declaration that names it within ${hours} hours`,
    };
  },
};

/** Those whose vehicle no declaration near the time names. */
async function undeclared<T extends Pick<Finding, 'target' | 'detail'>>(
  found: readonly T[],
  sql: SqlReader,
): Promise<T[]> {
  if (found.length === 0) return [];
  const windows = found.map(({ detail: { stay } }) => windowOf(stay));
  const rows = await sql.query<{ target: string; day: string }>(
    `SELECT DISTINCT CAST(t.record_id AS TEXT) AS "target", CAST(d.date AS TEXT) AS "day"
     FROM record t JOIN record v ON v.entity_id = t.entity_id JOIN declaration d ON d.vehicle = v.record_id
     WHERE t.record_id IN (SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))
       AND d.date >= CAST($2 AS DATE) AND d.date <= CAST($3 AS DATE)`,
    [
      [...new Set(found.map(({ target }) => target))].join(','),
      windows.map(({ from }) => from).sort()[0] ?? '',
      windows
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? '',
    ],
  );
  const days = new Map(rows.map(({ target }) => [target, [] as string[]]));
  for (const { target, day } of rows) days.get(target)?.push(day);
  return found.filter(({ target }, i) => {
    const { from = '', to = '' } = windows[i] ?? {};
    return days.get(target)?.some((day) => day >= from && day <= to) !== true;
  });
}

function windowOf(stay: (Stay & { readonly withinHours: number }) | undefined): {
  from: string;
  to: string;
} {
  const { from = 0, to = 0, withinHours = 0 } = stay ?? {};
  return { from: dayOf(from - withinHours * hourMs), to: dayOf(to + withinHours * hourMs) };
}
