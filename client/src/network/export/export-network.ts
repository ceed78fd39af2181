/** Writes what is shown into a file of the person's choice. */
import type { Palette } from '../../app/theme.ts';
import type { Display } from '../core/display.ts';
import type { Stage } from '../stage/stage.ts';
import { toGexf, toGraphMl } from './graph-files.ts';
import { toCsv, type Names } from './rows.ts';
import { toSvg } from './svg.ts';

export const exportFormats = ['png', 'svg', 'csv', 'graphml', 'gexf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportInput {
  readonly display: Display;
  readonly stage: Stage;
  readonly palette: Palette;
  readonly names: Names;
  /** Column headings of the CSV. */
  readonly words: readonly string[];
  iconPath(type: string): string;
}

export async function exportNetwork(format: ExportFormat, input: ExportInput): Promise<Blob> {
  const { display } = input;
  switch (format) {
    case 'png':
      return input.stage.picture();
    case 'svg':
      return new Blob([toSvg(display, input.palette, input.iconPath)], { type: 'image/svg+xml' });
    case 'csv':
      return new Blob([toCsv(display.visible, input.names, input.words)], {
        type: 'text/csv;charset=utf-8',
      });
    case 'graphml':
      return new Blob([toGraphMl(display.visible, display)], { type: 'application/xml' });
    case 'gexf':
      return new Blob([toGexf(display.visible, display)], { type: 'application/xml' });
  }
}
