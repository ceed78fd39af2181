/** The map as a picture: everything drawn on it, with the time and where the base comes from. */

export interface PictureWords {
  readonly title: string;
  readonly foot: string;
}

/** @param parts canvases and images within `host`, from the lowest up */
export async function mapPicture(host: HTMLElement, words: PictureWords): Promise<Blob> {
  const { left, top, width, height } = host.getBoundingClientRect();
  const ratio = Math.max(1, devicePixelRatio);
  const picture = document.createElement('canvas');
  picture.width = Math.round(width * ratio);
  picture.height = Math.round(height * ratio);
  const context = picture.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(ratio, ratio);
  for (const canvas of host.querySelectorAll('canvas')) {
    const box = canvas.getBoundingClientRect();
    if (canvas.width > 0 && canvas.height > 0 && box.width > 0)
      context.drawImage(canvas, box.left - left, box.top - top, box.width, box.height);
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
