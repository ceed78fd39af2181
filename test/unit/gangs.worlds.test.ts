/** Gang analysis on districts with planted gangs, beside what igraph's Leiden makes of the same relations. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  customsWorld,
  type CustomsWorld,
  type CustomsWorldOptions,
} from '../support/customs-world.ts';
import { bestMatches, membersOf, precisionAt, runGangs } from '../support/run-gangs.ts';
import { longRun } from '../support/run-length.ts';

const worlds: CustomsWorldOptions[] = [
  { seed: 11, enterprises: 1_200, gangs: 22, shells: [4, 14], shared: 0.8, tagged: [0.3, 0.06] },
  { seed: 12, enterprises: 1_800, gangs: 24, shells: [5, 30], shared: 0.65, tagged: [0.1, 0.06] },
  { seed: 13, enterprises: 2_500, gangs: 25, shells: [4, 10], shared: 0.9, tagged: [0, 0] },
];
if (longRun)
  for (let i = 0; i < 6; i++)
    worlds.push({
      seed: (Date.now() % 100_000) + i,
      enterprises: 4_000 + 4_000 * i,
      gangs: 24 + 4 * i,
      shells: [4 + (i % 3), 12 + 4 * i],
      shared: 0.65 + 0.05 * i,
      tagged: [0.05 * i, 0.03],
    });

const script = `
import sys, json, random, igraph
random.seed(1)
igraph.set_random_number_generator(random)
data = json.load(sys.stdin)
g = igraph.Graph(n=data['n'], edges=data['edges']).simplify()
json.dump([g.community_leiden(objective_function='modularity', resolution_parameter=r, n_iterations=2).membership for r in (1, 10, 50)], sys.stdout)
`;

/** Communities of plain Leiden over all relations, largest first: at its default resolution, and at the one of three that suits the planted gangs best. */
function plainLeiden({ pinned, edges, idOf, typeOf, gangs }: CustomsWorld): {
  readonly usual: ReadonlySet<string>[];
  readonly best: ReadonlySet<string>[];
} {
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', ['-c', script], {
    input: JSON.stringify({ n: pinned.nodeCount, edges }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`python3-igraph did not answer: ${stderr}`);
  const partitions = z.array(z.array(z.int())).parse(JSON.parse(stdout));
  const candidates = partitions.map((membership) => {
    const groups = new Map<number, Set<string>>();
    membership.forEach((community, node) => {
      const id = idOf(node);
      if (!['Enterprise', 'Person'].includes(typeOf.get(id) ?? '')) return;
      groups.set(community, (groups.get(community) ?? new Set<string>()).add(id));
    });
    return [...groups.values()].sort((a, b) => b.size - a.size);
  });
  const quality = (groups: ReadonlySet<string>[]): number => mean(bestMatches(groups, gangs));
  return {
    usual: candidates[0]!,
    best: candidates.reduce((best, groups) => (quality(groups) > quality(best) ? groups : best)),
  };
}

function mean(matches: readonly { f1: number }[]): number {
  return matches.reduce((sum, match) => sum + match.f1, 0) / matches.length;
}

describe('gangs planted in a customs district', () => {
  for (const options of worlds)
    it(`${options.gangs} gangs of ${options.shells.join('–')} shells among ${options.enterprises} enterprises, seed ${options.seed}`, async () => {
      const world = customsWorld(options);
      const result = await runGangs(world.pinned);
      const found = result.groups.map(membersOf);
      const matches = bestMatches(found, world.gangs);
      const precision = precisionAt(found, world.gangs, 20);
      const { usual, best } = plainLeiden(world);
      const figures = (groups: readonly ReadonlySet<string>[]): string => {
        const list = bestMatches(groups, world.gangs);
        const least = Math.min(...list.map((match) => match.f1));
        return `F1 mean ${mean(list).toFixed(3)}, least ${least.toFixed(3)}, precision of 20 ${precisionAt(groups, world.gangs, 20).toFixed(2)}`;
      };
      console.log(
        `seed ${options.seed}: gang analysis ${figures(found)}; igraph's Leiden ${figures(usual)}; at a resolution chosen by the truth ${figures(best)}`,
      );
      matches.forEach((match, gang) =>
        expect(match.f1, `gang ${gang}`).toBeGreaterThanOrEqual(0.85),
      );
      expect(precision).toBeGreaterThanOrEqual(0.8);
      expect(mean(matches)).toBeGreaterThan(mean(bestMatches(usual, world.gangs)));
      expect(precision).toBeGreaterThan(precisionAt(best, world.gangs, 20));
      // Parks and bookkeepers' clients are no group at all; families come after most gangs.
      const lookAlikes = bestMatches(found, world.lookAlikes).filter((match) => match.f1 > 0.5);
      const above = lookAlikes.filter(({ rank }) => rank <= options.gangs / 2);
      expect(above.length).toBeLessThanOrEqual(1);
    });
});
