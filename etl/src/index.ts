/** What other workspaces use of the import: commands on the truth, the flow behind them, and the view that follows. */
export * from './commands.ts';
export { applyFlow, type ApplyOptions, type ApplyStepName } from './apply-flow.ts';
export type { ApplyOntology } from './apply/apply-context.ts';
export { followView, rebuildView, type FollowOptions } from './follow-view.ts';
