/** Tables as comma-separated text that a spreadsheet opens safely. */

/** Texts that a spreadsheet would run as a formula get a leading apostrophe (OWASP, CSV injection). */
export function safeCell(value: string): string {
  const guarded = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** With a byte-order mark, so that Excel reads the Chinese. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) =>
    typeof value === 'number' ? String(value) : safeCell(value);
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
