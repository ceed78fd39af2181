/** Drawing and reshaping one zone on the map (terra-draw), with undo; drawn again from its shape when it is edited. */
import L from 'leaflet';
import {
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  TerraDrawSessionUndoRedo,
  type GeoJSONStoreFeatures,
} from 'terra-draw';
import { TerraDrawLeafletAdapter } from 'terra-draw-leaflet-adapter';
import { circleOf, circleRing, type Position, type ZoneShape } from './zone-shape.ts';

export const zoneTools = ['polygon', 'circle', 'corridor'] as const;
export type ZoneTool = (typeof zoneTools)[number];

const modes = { polygon: 'polygon', circle: 'circle', corridor: 'linestring' } as const;
const precision = 6;
/** Of its 64 or 72 points. */
const circleHandleEvery = 8;

export const toolOf = (shape: ZoneShape): ZoneTool =>
  shape.type === 'Point' ? 'circle' : shape.type === 'LineString' ? 'corridor' : 'polygon';

const rounded = (points: readonly Position[]): [number, number][] =>
  points.map(([lng, lat]) => [Number(lng.toFixed(precision)), Number(lat.toFixed(precision))]);

export class ZoneDrawing {
  readonly #draw: TerraDraw;
  readonly #tool: ZoneTool;
  #finished = false;

  /** @param onShape what is drawn, null while it is not finished; a corridor's `width` is the form's to say */
  constructor(
    map: L.Map,
    tool: ZoneTool,
    colour: `#${string}`,
    begin: ZoneShape | null,
    onShape: (shape: ZoneShape | null) => void,
  ) {
    const fill = {
      fillColor: colour,
      fillOpacity: 0.2,
      outlineColor: colour,
      outlineWidth: 2,
    } as const;
    const flags = {
      feature: {
        draggable: true,
        coordinates: { midpoints: true, draggable: true, deletable: true },
      },
    };
    this.#tool = tool;
    this.#draw = new TerraDraw({
      adapter: new TerraDrawLeafletAdapter({ lib: L, map, coordinatePrecision: precision }),
      modes: [
        new TerraDrawPolygonMode({ styles: fill, showCoordinatePoints: true }),
        new TerraDrawCircleMode({ styles: fill }),
        new TerraDrawLineStringMode({ styles: { lineStringColor: colour, lineStringWidth: 3 } }),
        new TerraDrawSelectMode({
          flags: {
            polygon: flags,
            linestring: flags,
            circle: { feature: { draggable: true, coordinates: { resizable: 'center-fixed' } } },
          },
          styles: {
            selectedPolygonColor: colour,
            selectedPolygonOutlineColor: colour,
            selectedLineStringColor: colour,
            selectionPointColor: colour,
            selectionPointWidth: (point) => (this.#isHandle(point) ? 6 : 0),
            selectionPointOutlineWidth: (point) => (this.#isHandle(point) ? 2 : 0),
          },
        }),
      ],
      undoRedo: {
        modeLevel: new TerraDrawModeUndoRedo(),
        sessionLevel: new TerraDrawSessionUndoRedo(),
      },
    });
    this.#draw.start();
    if (begin) this.#open(begin);
    else this.#draw.setMode(modes[tool]);
    const told = () => onShape(this.#finished ? this.#shape() : null);
    this.#draw.on('finish', (id, { action }) => {
      if (action === 'draw') {
        this.#finished = true;
        // Straight on to reshaping: corners are dragged, midpoints become corners.
        this.#draw.setMode('select');
        this.#draw.selectFeature(id);
      }
      told();
    });
    this.#draw.on('change', () => {
      if (this.#finished && !this.#feature()) {
        // Undone to before it was there.
        this.#finished = false;
        this.#draw.setMode(modes[tool]);
      }
      told();
    });
  }

  /** A circle is dragged by any point of its edge; a few of them show that. */
  #isHandle({ properties }: GeoJSONStoreFeatures): boolean {
    return this.#tool !== 'circle' || Number(properties['index']) % circleHandleEvery === 0;
  }

  #open(shape: ZoneShape): void {
    const mode = modes[toolOf(shape)];
    const feature =
      shape.type === 'LineString'
        ? ({ type: 'LineString', coordinates: rounded(shape.coordinates) } as const)
        : ({
            type: 'Polygon',
            coordinates: [
              rounded(
                shape.type === 'Point'
                  ? circleRing(shape.coordinates, shape.radius)
                  : (shape.coordinates[0] ?? []),
              ),
            ],
          } as const);
    const id = this.#draw.getFeatureId();
    const [answer] = this.#draw.addFeatures([
      {
        id,
        type: 'Feature',
        properties: { mode },
        geometry: feature,
      } as unknown as GeoJSONStoreFeatures,
    ]);
    this.#finished = answer?.valid !== false;
    this.#draw.setMode('select');
    if (this.#finished) this.#draw.selectFeature(id);
  }

  #feature(): GeoJSONStoreFeatures | undefined {
    return this.#draw
      .getSnapshot()
      .find(({ properties }) => properties['mode'] === modes[this.#tool]);
  }

  #shape(): ZoneShape | null {
    const geometry = this.#feature()?.geometry;
    if (geometry?.type === 'LineString')
      return {
        type: 'LineString',
        coordinates: geometry.coordinates as [number, number][],
        width: 0,
      };
    if (geometry?.type !== 'Polygon') return null;
    const rings = geometry.coordinates as [number, number][][];
    if (this.#tool !== 'circle') return { type: 'Polygon', coordinates: rings };
    const { centre, radius } = circleOf(rings[0] ?? []);
    return { type: 'Point', coordinates: rounded([centre])[0]!, radius };
  }

  undo(): void {
    this.#draw.undo();
  }

  redo(): void {
    this.#draw.redo();
  }

  dispose(): void {
    this.#draw.stop();
  }
}
