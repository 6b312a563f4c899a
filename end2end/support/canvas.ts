import { type Locator } from '@playwright/test';

/** What is painted on a canvas. */
export interface Painting {
  /** Share of the points that are not of the ground's colour. */
  share: number;
  /** How many colours cover more than a few points. */
  colours: number;
  /** The same only for the same picture. */
  print: string;
}

/** Reads a canvas through a copy, so that the page's own is left as it is. */
export function painting(canvas: Locator): Promise<Painting> {
  return canvas.evaluate((element) => {
    const from = element as HTMLCanvasElement;
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [from.width, from.height];
    const context = copy.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(from, 0, 0);
    const points = new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
    const counts = new Map<number, number>();
    let print = 0;
    for (const point of points) {
      counts.set(point, (counts.get(point) ?? 0) + 1);
      print = (Math.imul(print, 31) + point) | 0;
    }
    const ground = Math.max(...counts.values());
    return {
      share: 1 - ground / points.length,
      colours: [...counts.values()].filter((count) => count > 60).length,
      print: String(print),
    };
  });
}
