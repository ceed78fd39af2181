/** The demo's two watches and the contact that they tell, so that the file that the Imports screen offers fires them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watchContent } from '@phecda/alerts/watch';
import { demoAlertFile, type DemoAlertFile } from '@phecda/etl/demo/alert-file';
import type { Answers } from '@phecda/etl/demo/answers';
import { demoActor } from '@phecda/etl/demo/load-demo';
import type { AlertDesk } from './features/alerts/alert-desk.ts';

const contact = '0a1e0000-0000-4000-8000-0000000000d0';
const ids = ['0a1e0000-0000-4000-8000-0000000000d1', '0a1e0000-0000-4000-8000-0000000000d2'];

/** Null where the folder holds no demo world. */
export async function readDemoAlertFile(dataDir: string, now: Date): Promise<DemoAlertFile | null> {
  try {
    const text = await readFile(join(dataDir, 'demo', 'answers.json'), 'utf8');
    return demoAlertFile(JSON.parse(text) as Answers, now.toISOString().slice(0, 10));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Safe to repeat: what people changed or switched off stays as they left it. */
export async function addDemoWatches(
  dataDir: string,
  { watches, contacts }: Pick<AlertDesk, 'watches' | 'contacts'>,
  now: Date,
): Promise<void> {
  const file = await readDemoAlertFile(dataDir, now);
  if (file === null || (await watches.find(ids[0] ?? '')) !== null) return;
  // A reserved domain: with a mail server set it goes nowhere either.
  await contacts.save(
    contact,
    {
      name: '演示值班员',
      language: 'zh',
      email: 'duty@phecda.example',
      phone: null,
      quiet: null,
      superior: null,
    },
    demoActor,
  );
  const content = (codes: readonly string[], condition: string) =>
    watchContent.parse({
      targets: codes.map((code) => ({
        kind: 'query',
        type: 'Enterprise',
        conditions: [
          { attribute: 'uscc', operator: 'equals', value: code, currency: null, written: code },
        ],
      })),
      condition,
      level: 4,
      recipients: [{ contact, channels: ['email'] }],
    });
  const [first, second] = file.watched;
  for (const [index, draft] of [
    { name: '演示：企业新关联在逃人员', content: content(first, 'newAssociation') },
    { name: '演示：企业新增风险标签', content: content(second, 'tagChanged') },
  ].entries())
    await watches.create({ ...draft, active: true }, demoActor, '演示', ids[index] ?? '');
}
