/** Every way to read files of positions, in the order in which they are tried. A new one is a file here and a line in this list. */
import type { FixFileReader } from './fix-file-reader.ts';
import { geoJsonReader } from './geojson-positions.ts';
import { gpxReader } from './gpx-positions.ts';
import { nmeaReader } from './nmea-positions.ts';
import { positionTableReader } from './read-position-table.ts';
import { workbookReader } from './workbook-positions.ts';

export const fixFileReaders: readonly FixFileReader[] = [
  geoJsonReader,
  gpxReader,
  nmeaReader,
  workbookReader,
  positionTableReader,
];
