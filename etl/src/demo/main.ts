/** `npm run demo`: writes the source files of a demo world into a folder. */
import { Command, InvalidArgumentError } from 'commander';
import { generateDemo } from './generate-demo.ts';
import { replayLive } from './replay-live.ts';

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 100)
    throw new InvalidArgumentError('must be a whole number from 100');
  return value;
}

function days(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0 || value > 90)
    throw new InvalidArgumentError('must be a whole number from 0 to 90');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 10_000))
    throw new InvalidArgumentError('must be greater than 0, and 10,000 at most');
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('must be between 0 and 1');
  return value;
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('must be a day, YYYY-MM-DD');
  return text;
}

function summed(files: readonly { readonly rows: number }[]): number {
  return files.reduce((sum, { rows }) => sum + rows, 0);
}

/* Whoever started us may be killed, and at its next start makes the same files again: not two at once. */
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

await new Command('demo')
  .description('Write the source files of a demo world, with a manifest and the answers')
  .option(
    '--size <enterprises>',
    'ordinary enterprises; everything else scales with them',
    whole,
    3_000,
  )
  .option('--declarations <number>', 'declarations (default: 20 for each enterprise)', whole)
  .option('--seed <text>', 'same seed, same files', 'phecda')
  .option('--noise <share>', 'share of enterprises with messily written names', share, 0.04)
  .option('--last-day <day>', 'last day of the two years', day, '2026-10-31')
  .option('--position-days <days>', 'days of positions of trucks and ships, 0 = none', days, 28)
  .option('--out <folder>', 'folder to write to, or to replay from', 'demo')
  .option('--live', 'replay a day of positions as a live feed of a running server')
  .option('--url <address>', 'of the server, with --live', 'http://127.0.0.1:4000')
  .option('--key <key>', 'of a feed by HTTP, shown when it is made on the screen, with --live')
  .option('--hours <hours>', 'before now, from which the replay begins', positive, 3)
  .option('--speed <times>', 'as fast as in truth, until now is reached', positive, 60)
  .action(
    async ({
      out,
      live,
      url,
      key,
      hours,
      speed,
      ...options
    }: {
      out: string;
      live?: boolean;
      url: string;
      key?: string;
      hours: number;
      speed: number;
      size: number;
      declarations?: number;
      seed: string;
      noise: number;
      lastDay: string;
      positionDays: number;
    }) => {
      if (live === true) {
        if (key === undefined)
          throw new InvalidArgumentError(
            '--live needs --key: make a feed by HTTP on the screen, its key is shown once.',
          );
        await replayLive({
          folder: out,
          url,
          key,
          hours,
          speed,
          onSent: (sent, at) => process.stdout.write(`\r${sent} positions, ${at.toISOString()}`),
        });
        return;
      }
      const { manifest } = await generateDemo(out, options, ({ done, total, name }) =>
        process.stdout.write(`${done + 1}/${total} ${name}\n`),
      );
      process.stdout.write(
        `${summed(manifest.files)} rows in ${manifest.files.length} files and ${summed(manifest.positions)} positions in ${manifest.positions.length} files in ${out}\n`,
      );
    },
  )
  .parseAsync();
