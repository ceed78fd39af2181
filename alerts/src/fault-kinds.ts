/** What can keep alerts from being found and sent, the worst first. */
export const alertFaults = [
  'absent',
  'stalled',
  'failing',
  'provider',
  'outbox',
  'canary',
] as const;
export type AlertFault = (typeof alertFaults)[number];
