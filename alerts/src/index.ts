/** Alerts: the ports that channels and watches will stand on. */
export type * from './channel.ts';
export type * from './watch.ts';
