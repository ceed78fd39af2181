/** On by default, without anybody asking: persistent members of monitored gangs and closed cases that register, file again or file elsewhere. People add recipients and levels to them like to any watch. */
import { watchContent } from './watch.ts';
import type { WatchStore } from './store/watch-store.ts';

const monitored = (condition: string, level: number) =>
  watchContent.parse({ targets: [{ kind: 'monitored' }], condition, level });

export const defaultOwner = 'Phecda';

const defaultWatches = [
  {
    id: '0a1e0000-0000-4000-8000-000000000001',
    content: monitored('newEnterprise', 5),
  },
  {
    id: '0a1e0000-0000-4000-8000-000000000002',
    content: monitored('newDeclaration', 3),
  },
  {
    id: '0a1e0000-0000-4000-8000-000000000003',
    content: monitored('firstFilingAtPort', 4),
  },
];

/** Safe to repeat; one that people changed or switched off stays as they left it. */
export async function addDefaultWatches(watches: WatchStore): Promise<void> {
  for (const { id, content } of defaultWatches)
    await watches.create({ name: '', active: true, content }, defaultOwner, 'default', id);
}
