/** Instants as the small state takes them. */
export const sqlTime = (at: Date): string => at.toISOString().replace('T', ' ').replace('Z', '');
