/** The gazetteer: coordinates of addresses, as an office looks them up. */
import gcoord from 'gcoord';
import { utf8, type SourceFile } from './source-file.ts';
import { inGazetteer, placeOf } from './truck-days.ts';
import type { World } from './world.ts';

/** Of most addresses; in the datum of the maps that they were looked up on. */
export function gazetteerFile(world: World, stamp: string, day: string): SourceFile {
  return {
    name: `地址坐标_${stamp}.csv`,
    mapping: 'gazetteer',
    sourceDate: day,
    format: utf8,
    columns: ['地址', '经度', '纬度', '坐标系'],
    *rows() {
      const written = new Set<string>();
      for (const enterprise of world.enterprises) {
        const { text } = enterprise.site;
        if (!inGazetteer(enterprise) || written.has(text)) continue;
        written.add(text);
        const [lon, lat] = placeOf(world, enterprise).place;
        const [east, north] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
        yield [text, east.toFixed(6), north.toFixed(6), 'GCJ-02'];
      }
    },
    faults: [],
  };
}
