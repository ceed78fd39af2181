/** The writings under which one enterprise appears in different agencies' files. */
import { Converter } from 'opencc-js/cn2t';
import type { Random } from './random.ts';
import type { Enterprise } from './world.ts';

const traditional = Converter({ from: 'cn', to: 't' });

const writings: readonly ((name: string, rng: Random) => string)[] = [
  traditional,
  (name) => name.replace('(', '（').replace(')', '）').replace('有限公司', ' 有限公司'),
  (name, rng) => {
    const at = rng.int(2, name.length - 2);
    return `${name.slice(0, at)}\u3000${name.slice(at)}`;
  },
  (name) => ` ${name} `,
  (name) => name.replace(/^(..)市/, '$1'),
  (name) => name.replace('有限公司', '有限责任公司'),
];

/** Two different writings, the former name among them where there is one. */
export function messyNames(rng: Random, enterprise: Enterprise): string[] {
  const made = rng.shuffle(writings).map((write) => write(enterprise.name, rng));
  const all = enterprise.formerName === null ? made : [enterprise.formerName, ...made];
  return [...new Set(all)].filter((name) => name !== enterprise.name).slice(0, 2);
}
