/** What the command line and a running server say to each other: JSON in, lines of JSON out, under a secret that only the data folder's owner can read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderIdentity } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { z } from 'zod';
import { importInput, withdrawInput } from '../jobs/import-job.ts';

export const controlFileName = 'control.json';

/** Where a running server listens for the command line; lies in the data folder, readable by its owner only. */
const controlFile = z.object({
  pid: z.number(),
  instance: z.string(),
  /** The data folder that it lies in, as the lock names it: copied along it leads nowhere. */
  folder: z.string(),
  address: z.string(),
  secret: z.string(),
});
export type ControlFile = z.infer<typeof controlFile>;

export function readControlFile(dataDir: string): ControlFile | null {
  try {
    const file = controlFile.parse(
      JSON.parse(readFileSync(join(dataDir, controlFileName), 'utf8')),
    );
    return file.folder === folderIdentity(dataDir) ? file : null;
  } catch {
    return null; // no server, or one that is just starting
  }
}

export const controlRequest = z.discriminatedUnion('command', [
  z.object({ command: z.literal('load'), input: importInput }),
  z.object({ command: z.literal('check'), input: importInput }),
  z.object({ command: z.literal('withdraw'), input: withdrawInput }),
  z.object({ command: z.literal('files') }),
  z.object({ command: z.literal('dump') }),
  z.object({ command: z.literal('rebuild') }),
  z.object({ command: z.literal('backUp'), folder: z.string().min(1) }),
]);
export type ControlRequest = z.infer<typeof controlRequest>;

/** One line of an answer; the last one is `result` or `error`. */
export type ControlLine =
  | { readonly job: unknown }
  | { readonly line: string }
  | { readonly result: unknown }
  | { readonly error: { readonly code: string; readonly message: string } };
