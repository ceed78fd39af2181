/** Tiles that are pictures, out of a PMTiles file; one that cannot be read or is no picture is told as Leaflet tells it. */
import L from 'leaflet';
import type { PMTiles } from 'pmtiles';

export class PictureTiles extends L.GridLayer {
  readonly #file: PMTiles;
  readonly #mimeType: string;

  constructor(file: PMTiles, mimeType: string, options: L.GridLayerOptions) {
    super(options);
    this.#file = file;
    this.#mimeType = mimeType;
  }

  protected override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const picture = document.createElement('img');
    picture.alt = '';
    this.#fill(picture, coords).then(
      () => done(undefined, picture),
      (reason: unknown) =>
        done(reason instanceof Error ? reason : new Error(String(reason)), picture),
    );
    return picture;
  }

  async #fill(picture: HTMLImageElement, { z, x, y }: L.Coords): Promise<void> {
    const tile = await this.#file.getZxy(z, x, y);
    // Outside what the file covers.
    if (!tile) return;
    const address = URL.createObjectURL(new Blob([tile.data], { type: this.#mimeType }));
    picture.src = address;
    try {
      await picture.decode();
    } catch (reason) {
      // A canvas refuses a broken picture, and with it the picture of the whole map.
      picture.removeAttribute('src');
      throw reason;
    } finally {
      URL.revokeObjectURL(address);
    }
  }
}
