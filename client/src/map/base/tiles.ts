/** The operator's own base map, one PMTiles file that the server hands out in ranges: vector tiles are drawn for the ground and the language, pictures as they are. A tile that cannot be read is told. */
import L from 'leaflet';
import { PictureTiles } from '../leaflet/picture-tiles.ts';

const address = '/api/map/base.pmtiles';

/** Tiles in sight that could not be read, and why the last one; 0: all were. */
export type TellBroken = (count: number, reason: unknown) => void;

export interface TileBase {
  readonly attribution: string;
  layer(dark: boolean, language: 'zh' | 'en', tell: TellBroken): L.Layer;
}

/** Metadata hold it as HTML; only its text is shown. */
function attributionOf(metadata: unknown): string {
  const { attribution, name } = (metadata ?? {}) as { attribution?: unknown; name?: unknown };
  const html = typeof attribution === 'string' ? attribution : typeof name === 'string' ? name : '';
  return new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();
}

/** Of protomaps-leaflet's layer, which it does not declare. */
interface VectorLayer extends L.GridLayer {
  readonly views: ReadonlyMap<
    string,
    { maxDataLevel: number; getDisplayTile(tile: L.Coords): Promise<unknown> }
  >;
}

/** @returns null where the operator gave none */
export async function loadTiles(signal: AbortSignal): Promise<TileBase | null> {
  const answer = await fetch(address, { method: 'HEAD', signal });
  if (answer.status === 204) return null;
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const [{ PMTiles, TileType }, { leafletLayer }] = await Promise.all([
    import('pmtiles'),
    import('protomaps-leaflet'),
  ]);
  // It looks for Leaflet in the global scope when a layer is made.
  (globalThis as { L?: unknown }).L = L;
  const file = new PMTiles(new URL(address, window.location.href).href);
  const [{ tileType, maxZoom }, metadata] = await Promise.all([
    file.getHeader(),
    file.getMetadata(),
  ]);
  const pictures: Readonly<Record<number, string>> = {
    [TileType.Png]: 'image/png',
    [TileType.Jpeg]: 'image/jpeg',
    [TileType.Webp]: 'image/webp',
    [TileType.Avif]: 'image/avif',
  };
  const mimeType = pictures[tileType];
  if (tileType !== TileType.Mvt && mimeType === undefined)
    throw new Error(`tiles of type ${tileType}`);
  const vectors = (dark: boolean, language: 'zh' | 'en'): VectorLayer =>
    leafletLayer({
      url: file,
      flavor: dark ? 'dark' : 'light',
      lang: language === 'zh' ? 'zh-Hans' : 'en',
    }) as unknown as VectorLayer;
  return {
    attribution: attributionOf(metadata),
    layer: (dark, language, tell) => {
      if (mimeType !== undefined)
        return tellingPictures(new PictureTiles(file, mimeType, { maxNativeZoom: maxZoom }), tell);
      const layer = vectors(dark, language);
      // Given as an option, 0 would be taken for 15.
      for (const view of layer.views.values()) view.maxDataLevel = maxZoom;
      return telling(layer, tell);
    },
  };
}

function tellingPictures(layer: PictureTiles, tell: TellBroken): L.Layer {
  const broken = new BrokenTiles(tell);
  layer.on('tileerror', ({ coords, error }: L.TileErrorEvent) => broken.add(coords, error));
  layer.on('tileunload', ({ coords }: L.TileEvent) => broken.remove(coords));
  return layer;
}

/** protomaps-leaflet writes what goes wrong with a tile to the console alone. */
function telling(layer: VectorLayer, tell: TellBroken): L.Layer {
  const broken = new BrokenTiles(tell);
  for (const view of layer.views.values()) {
    const read = view.getDisplayTile.bind(view);
    view.getDisplayTile = (coords) => {
      const answer = read(coords);
      answer.then(
        () => broken.remove(coords),
        (reason: unknown) => {
          // The map has gone to another zoom meanwhile.
          if (!(reason instanceof Error && reason.name === 'AbortError'))
            broken.add(coords, reason);
        },
      );
      return answer;
    };
  }
  layer.on('tileunload', ({ coords }: L.TileEvent) => broken.remove(coords));
  return layer;
}

class BrokenTiles {
  readonly #keys = new Set<string>();
  readonly #tell: TellBroken;
  #reason: unknown;

  constructor(tell: TellBroken) {
    this.#tell = tell;
  }

  add({ z, x, y }: L.Coords, reason: unknown): void {
    this.#keys.add(`${z}/${x}/${y}`);
    this.#reason = reason;
    this.#tell(this.#keys.size, reason);
  }

  remove({ z, x, y }: L.Coords): void {
    if (this.#keys.delete(`${z}/${x}/${y}`)) this.#tell(this.#keys.size, this.#reason);
  }
}
