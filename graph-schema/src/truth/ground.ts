/** Why a rule derives a tag: the figures that its sentence names, and the paths that they rest on. */
import { z } from 'zod';

const figure = z.union([z.number(), z.string(), z.array(z.string())]);

const groundJson = z
  .object({
    /** Each step: the relation, and the entity that it leads to. The first step leaves the entity that carries the tag. */
    paths: z.array(z.array(z.tuple([z.string(), z.string()]))).default([]),
  })
  .catchall(figure);

export interface TagGround {
  readonly figures: Readonly<Record<string, z.infer<typeof figure>>>;
  readonly paths: readonly (readonly (readonly [relation: string, entity: string])[])[];
}

export function readGround(json: string): TagGround {
  const { paths, ...figures } = groundJson.parse(JSON.parse(json));
  return { figures, paths };
}

/** `{n}` is the figure n, `{value:money}` an amount in cents as whole yuan, `{price:cents}` with its cents, `{share:percent}` parts per thousand, `{score:thousandths}` a fraction. */
export function sentenceOf(template: string, figures: TagGround['figures']): string {
  return template.replaceAll(/\{(\w+)(?::(\w+))?\}/g, (whole, name: string, form?: string) => {
    const value = figures[name];
    if (value === undefined) return whole;
    if (typeof value === 'object') return value.join(', ');
    if (typeof value === 'string') return value;
    return form === undefined ? String(value) : written(value, form);
  });
}

function written(value: number, form: string): string {
  const fixed = (part: number, digits: number): string =>
    part.toLocaleString('en-US', { maximumFractionDigits: digits });
  if (form === 'money') return fixed(value / 100, 0);
  if (form === 'cents') return (value / 100).toFixed(2);
  if (form === 'percent') return `${fixed(value / 10, 1)}%`;
  return fixed(value / 1000, 3);
}
