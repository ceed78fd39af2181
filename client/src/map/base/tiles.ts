/** The operator's own base map, one PMTiles file that the server hands out in ranges: vector tiles are drawn for the ground and the language, pictures as they are. */
import L from 'leaflet';

const address = '/api/map/base.pmtiles';

export interface TileBase {
  readonly attribution: string;
  layer(dark: boolean, language: 'zh' | 'en'): L.Layer;
}

/** Metadata hold it as HTML; only its text is shown. */
function attributionOf(metadata: unknown): string {
  const { attribution, name } = (metadata ?? {}) as { attribution?: unknown; name?: unknown };
  const html = typeof attribution === 'string' ? attribution : typeof name === 'string' ? name : '';
  return new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();
}

/** @returns null where the operator gave none */
export async function loadTiles(signal: AbortSignal): Promise<TileBase | null> {
  const answer = await fetch(address, { method: 'HEAD', signal });
  if (answer.status === 204) return null;
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const [{ PMTiles, TileType, leafletRasterLayer }, { leafletLayer }] = await Promise.all([
    import('pmtiles'),
    import('protomaps-leaflet'),
  ]);
  // Both look for Leaflet in the global scope when a layer is made.
  (globalThis as { L?: unknown }).L = L;
  const file = new PMTiles(new URL(address, window.location.href).href);
  const [{ tileType, maxZoom }, metadata] = await Promise.all([
    file.getHeader(),
    file.getMetadata(),
  ]);
  return {
    attribution: attributionOf(metadata),
    layer: (dark, language) =>
      (tileType === TileType.Mvt
        ? leafletLayer({
            url: file,
            maxDataZoom: maxZoom,
            flavor: dark ? 'dark' : 'light',
            lang: language === 'zh' ? 'zh-Hans' : 'en',
          })
        : leafletRasterLayer(file, { maxNativeZoom: maxZoom })) as unknown as L.Layer,
  };
}
