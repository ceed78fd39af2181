/** What a demo world hides, looked for through the server with exactly what its forms send, and compared with the world's answers. */
import type { Answers, GangAnswer, RingAnswer } from '@phecda/etl/demo/answers';
import type { Browser } from './phecda-server.ts';
import { bestMatches } from './run-gangs.ts';

export interface FoundSet {
  readonly name: string;
  /** Place in the list, from 1; Infinity = not listed. */
  readonly rank: number;
  readonly precision: number;
  readonly recall: number;
}

export interface FoundAnswers {
  readonly gangs: readonly (FoundSet & { readonly f1: number })[];
  /** Honest sets that look like gangs, where they are listed for the greater part. */
  readonly lookAlikes: readonly (FoundSet & { readonly f1: number })[];
  readonly groups: number;
  readonly rings: readonly FoundSet[];
  readonly nearRings: readonly FoundSet[];
  readonly loops: number;
  /** By gang that drifted: from the case, its new shells among the first R, and who is proposed. */
  readonly drifts: readonly {
    readonly name: string;
    readonly case: string;
    readonly members: number;
    readonly newShells: number;
    readonly first: number;
    readonly proposed: number;
    readonly wrong: readonly string[];
  }[];
}

interface GroupAnswer {
  readonly key: string;
  readonly rank: number;
  readonly head: { readonly label: string };
}
interface MemberAnswer {
  readonly id: string;
  readonly role: string;
}

export class AnswerHunt {
  readonly #api: Browser;
  readonly #answers: Answers;
  readonly #ids = new Map<string, string>();

  constructor(api: Browser, answers: Answers) {
    this.#api = api;
    this.#answers = answers;
  }

  async run(): Promise<FoundAnswers> {
    return { ...(await this.#gangs()), ...(await this.#loops()), drifts: await this.#drifts() };
  }

  /** Entity that a key of the answers names, by the search of the screen. */
  async entity(ref: string): Promise<string> {
    const known = this.#ids.get(ref);
    if (known !== undefined) return known;
    const [type = ''] = ref.split(':');
    const number = ref.split(':').slice(2).join(':');
    const { search } = await this.#api.ask<{
      search: { hits: { node: { id: string; type: string } }[] };
    }>('query ($text: String!) { search(text: $text, limit: 10) { hits { node { id type } } } }', {
      text: number,
    });
    const id = search.hits.find(({ node }) => node.type === type)?.node.id;
    if (id === undefined) throw new Error(`the search does not find ${ref}`);
    this.#ids.set(ref, id);
    return id;
  }

  async #idsOf(refs: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const ref of refs) found.add(await this.entity(ref));
    return found;
  }

  async #start(question: string): Promise<string> {
    const { startJob } = await this.#api.ask<{ startJob: { id: string } }>(
      'mutation ($input: JSON!) { startJob(kind: "analysis", input: $input) { id } }',
      { input: { question, parameters: {} } },
    );
    return this.#over(startJob.id);
  }

  async #over(id: string): Promise<string> {
    for (const end = Date.now() + 300_000; Date.now() < end;) {
      const { job } = await this.#api.ask<{
        job: { state: string; problems: { message: string }[] } | null;
      }>('query ($id: ID!) { job(id: $id) { state problems { message } } }', { id });
      if (job?.state === 'done') return id;
      if (job?.state === 'failed' || job?.state === 'cancelled')
        throw new Error(JSON.stringify(job));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`job ${id} is not over`);
  }

  async #gangs(): Promise<Pick<FoundAnswers, 'gangs' | 'lookAlikes' | 'groups'>> {
    const run = await this.#start('gangs');
    const { gangRun } = await this.#api.ask<{ gangRun: { groups: GroupAnswer[] } }>(
      'query ($run: ID!) { gangRun(run: $run) { groups { key rank head { label } } } }',
      { run },
    );
    const found: Set<string>[] = [];
    for (const { key } of gangRun.groups) {
      const { gangGroup } = await this.#api.ask<{ gangGroup: { members: MemberAnswer[] } }>(
        'query ($run: ID!, $key: ID!) { gangGroup(run: $run, key: $key) { members { id role } } }',
        { run, key },
      );
      found.push(
        new Set(gangGroup.members.flatMap(({ id, role }) => (role === 'doubtful' ? [] : [id]))),
      );
    }
    const actors = (refs: readonly string[]): string[] =>
      refs.filter((ref) => /^(Enterprise|Person):/.test(ref));
    const against = async (name: string, refs: readonly string[]) => {
      const planted = await this.#idsOf(actors(refs));
      const [best] = bestMatches(found, [planted]);
      const own = found[(best?.rank ?? 0) - 1];
      const common = [...planted].filter((id) => own?.has(id) === true).length;
      return {
        name,
        rank: own === undefined ? Infinity : (best?.rank ?? Infinity),
        f1: best?.f1 ?? 0,
        precision: common / (own?.size ?? Infinity),
        recall: common / planted.size,
      };
    };
    const gangs: FoundAnswers['gangs'][number][] = [];
    for (const { id, shells, persistent, drift } of this.#answers.gangs)
      gangs.push(await against(id, [...shells, ...(drift?.newShells ?? []), ...persistent]));
    const lookAlikes: FoundAnswers['lookAlikes'][number][] = [];
    for (const { of, en, members } of this.#answers.lookAlikes)
      lookAlikes.push(await against(`${of}: ${en}`, members));
    return { gangs, lookAlikes, groups: found.length };
  }

  async #loops(): Promise<Pick<FoundAnswers, 'rings' | 'nearRings' | 'loops'>> {
    const run = await this.#start('loops');
    const { loopRun } = await this.#api.ask<{
      loopRun: { loops: { rank: number; members: { id: string }[] }[] };
    }>('query ($run: ID!) { loopRun(run: $run) { loops { rank members { id } } } }', { run });
    const against = async ({ id: name, edges }: RingAnswer): Promise<FoundSet> => {
      const planted = await this.#idsOf([
        ...new Set(edges.flatMap(({ source, target }) => [source, target])),
      ]);
      const loop = loopRun.loops.find(({ members }) =>
        [...planted].every((id) => members.some((member) => member.id === id)),
      );
      return {
        name,
        rank: loop?.rank ?? Infinity,
        precision: loop ? planted.size / loop.members.length : 0,
        recall: loop ? 1 : 0,
      };
    };
    const rings: FoundSet[] = [];
    for (const ring of this.#answers.rings) rings.push(await against(ring));
    const nearRings: FoundSet[] = [];
    for (const ring of this.#answers.nearRings) nearRings.push(await against(ring));
    return { rings, nearRings, loops: loopRun.loops.length };
  }

  /** From each case of a gang that drifted: its people and enterprises become a gang, which is tracked from the first day that is offered. */
  async #drifts(): Promise<FoundAnswers['drifts']> {
    const found: FoundAnswers['drifts'][number][] = [];
    for (const gang of this.#answers.gangs)
      if (gang.drift !== null)
        for (const of of gang.cases) found.push(await this.#drift(gang, gang.drift, of));
    return found;
  }

  async #drift(
    { id: name }: GangAnswer,
    { newShells }: NonNullable<GangAnswer['drift']>,
    of: string,
  ): Promise<FoundAnswers['drifts'][number]> {
    const { gangFromCase: gang } = await this.#api.ask<{
      gangFromCase: { id: string; size: number };
    }>('mutation ($case: ID!) { gangFromCase(case: $case, reason: "结案") { id size } }', {
      case: await this.entity(of),
    });
    const { driftDays } = await this.#api.ask<{ driftDays: { day: string }[] }>(
      'query ($gang: ID!) { driftDays(gang: $gang) { day } }',
      { gang: gang.id },
    );
    const { trackDrift } = await this.#api.ask<{ trackDrift: { id: string } }>(
      'mutation ($gang: ID!, $day: Date!) { trackDrift(gang: $gang, day: $day, hidden: [], parameters: {}) { id } }',
      { gang: gang.id, day: driftDays[0]?.day },
    );
    await this.#over(trackDrift.id);
    const { driftRun } = await this.#api.ask<{
      driftRun: {
        threshold: number;
        candidates: { id: string; label: string; score: number }[];
      };
    }>('query ($run: ID!) { driftRun(run: $run) { threshold candidates { id label score } } }', {
      run: trackDrift.id,
    });
    const planted = await this.#idsOf(newShells);
    const proposed = driftRun.candidates.filter(({ score }) => score >= driftRun.threshold);
    return {
      name,
      case: of.split(':').at(-1) ?? '',
      members: gang.size,
      newShells: planted.size,
      first: driftRun.candidates.slice(0, planted.size).filter(({ id }) => planted.has(id)).length,
      proposed: proposed.filter(({ id }) => planted.has(id)).length,
      wrong: proposed.filter(({ id }) => !planted.has(id)).map(({ label }) => label),
    };
  }
}
