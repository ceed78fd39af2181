/** Alerts: what other workspaces use of watches, alerts and their delivery. */
export { AlertService, type AlertServiceOptions } from './alert-service.ts';
export { AlertSupervisor } from './alert-supervisor.ts';
export { conditionNamed, conditions, conditionWords, watchTitle } from './conditions/conditions.ts';
