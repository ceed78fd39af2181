/** What can keep alerts from being found and sent, the worst first. */
export const alertFaults = ['stalled', 'failing', 'provider', 'outbox', 'canary'] as const;
export type AlertFault = (typeof alertFaults)[number];
