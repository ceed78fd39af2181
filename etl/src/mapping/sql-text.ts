/** Map step: small pieces of DuckDB SQL shared by the compilers. */

/** Separator of key parts in hashed texts. */
export const unit = 'chr(31)';

export function literal(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}

/** JSON string of a cleaned text (which holds no control characters), the same as JSON.stringify gives. */
export function jsonString(expression: string): string {
  return `'"' || replace(replace(${expression}, '\\', '\\\\'), '"', '\\"') || '"'`;
}

/** First day of a full or partial date. */
export function firstDay(expression: string): string {
  return `CAST(CASE length(${expression}) WHEN 4 THEN ${expression} || '-01-01' WHEN 7 THEN ${expression} || '-01' ELSE ${expression} END AS DATE)`;
}

/** Day after the last day of a full or partial date: the open end of a half-open interval. */
export function dayAfter(expression: string): string {
  return `CAST(${firstDay(expression)} + CASE length(${expression}) WHEN 4 THEN INTERVAL 1 YEAR WHEN 7 THEN INTERVAL 1 MONTH ELSE INTERVAL 1 DAY END AS DATE)`;
}
