/** The map as a picture: everything drawn on it, with the time and where the base comes from. */

export interface PictureWords {
  readonly title: string;
  readonly foot: string;
}

export async function mapPicture(host: HTMLElement, words: PictureWords): Promise<Blob> {
  const { left, top, width, height } = host.getBoundingClientRect();
  const ratio = Math.max(1, devicePixelRatio);
  const picture = document.createElement('canvas');
  picture.width = Math.round(width * ratio);
  picture.height = Math.round(height * ratio);
  const context = picture.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(ratio, ratio);
  const parts = host.querySelectorAll<HTMLCanvasElement | HTMLImageElement>(
    'canvas, img.leaflet-tile',
  );
  for (const part of parts) {
    const box = part.getBoundingClientRect();
    if (part.width > 0 && part.height > 0 && box.width > 0)
      context.drawImage(part, box.left - left, box.top - top, box.width, box.height);
  }
  context.font = '12px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  context.textBaseline = 'middle';
  const band = (text: string, y: number) => {
    if (!text) return;
    context.fillStyle = 'rgb(255 255 255 / 88%)';
    context.fillRect(0, y, context.measureText(text).width + 20, 22);
    context.fillStyle = '#1B2430';
    context.fillText(text, 10, y + 11);
  };
  band(words.title, 0);
  band(words.foot, height - 22);
  return new Promise((resolve, reject) =>
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}
