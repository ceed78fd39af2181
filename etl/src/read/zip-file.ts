/** Read step: a zip archive whose inflated bytes are counted as they come, never believed from its headers. */
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ImportAbort } from '../errors.ts';

const mostEntries = 5_000;
/** Below this many bytes no ratio is looked at. */
const freeBytes = 64 << 20;
/** Spreadsheets inflate ten- to fortyfold. */
const highestRatio = 200;

export class ZipArchive {
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly bytes: number;
  private readonly limit: number;
  private inflated = 0;

  private constructor(
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
    bytes: number,
    limit: number,
  ) {
    this.zip = zip;
    this.entries = entries;
    this.bytes = bytes;
    this.limit = limit;
  }

  static async open(path: string, bytes: number, limit: number): Promise<ZipArchive> {
    try {
      const zip = await yauzl.openPromise(path, {
        lazyEntries: true,
        autoClose: false,
        validateEntrySizes: true,
        strictFileNames: true,
      });
      const entries = await list(zip);
      return new ZipArchive(zip, entries, bytes, limit);
    } catch (error) {
      throw invalid(error);
    }
  }

  get names(): readonly string[] {
    return [...this.entries.values()].map(({ fileName }) => fileName);
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Chunks of one entry. @throws ImportAbort `zip-bomb` when the archive inflates beyond the limits. */
  async *read(name: string): AsyncIterable<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw new ImportAbort('zip-invalid', `The archive has no ${name}.`);
    try {
      const stream = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.inflated += chunk.length;
        if (
          this.inflated > this.limit ||
          (this.inflated > freeBytes && this.inflated > this.bytes * highestRatio)
        ) {
          stream.destroy();
          throw new ImportAbort(
            'zip-bomb',
            `The file of ${this.bytes} bytes inflates to more than ${this.inflated} bytes.`,
          );
        }
        yield chunk;
      }
    } catch (error) {
      throw invalid(error);
    }
  }

  close(): void {
    this.zip.close();
  }
}

async function list(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      if (entries.size >= mostEntries) {
        reject(new ImportAbort('zip-bomb', `The archive has more than ${mostEntries} entries.`));
        return;
      }
      if (entry.isEncrypted()) {
        reject(new ImportAbort('zip-invalid', 'The archive is encrypted.'));
        return;
      }
      entries.set(entry.fileName.toLowerCase(), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
}

function invalid(error: unknown): ImportAbort {
  if (error instanceof ImportAbort) return error;
  return new ImportAbort(
    'zip-invalid',
    `Not a readable XLSX file or zip archive: ${error instanceof Error ? error.message : String(error)}`,
  );
}
