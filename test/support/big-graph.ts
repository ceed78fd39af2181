/** A seeded graph with communities of power-law size and degree, for benchmarks: hubs, gangs and names like the real thing, any size. */
import type { Chunk, ViewEntity, ViewRelation } from '@phecda/graph-schema/ports/graph-store';
import { formatUuid } from '@phecda/graph-schema/projection/uuid';

export interface BigGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  entity(node: number): ViewEntity;
  relation(edge: number): ViewRelation;
  entityId(node: number): string;
  /** Entities first, then relations. */
  chunks(rows: number): Generator<Chunk>;
}

/** Pseudo-random numbers in [0, 1): mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const places = [
  '深圳市',
  '广州市',
  '东莞市',
  '珠海市',
  '惠州市',
  '佛山市',
  '中山市',
  '香港',
  '厦门',
  '重庆',
];
const brands = [
  ...'华鑫远洋长安盛达兴隆宏图伟业恒通源泰顺丰和利金银海天龙凤祥瑞康宁德信义诚明辉光耀荣昌永固中正大同国际新世纪东方南北星月云山江河湖',
];
const trades = [
  '进出口',
  '国际物流',
  '贸易',
  '供应链',
  '电子科技',
  '报关',
  '货运代理',
  '五金制品',
  '塑胶',
  '服饰',
];
const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟',
];
const words = [
  'Sunrise',
  'Pacific',
  'Golden',
  'Harbour',
  'Dragon',
  'Eastern',
  'Global',
  'Union',
  'Summit',
  'Orient',
  'Delta',
  'Pearl',
  'Star',
  'Ocean',
  'Phoenix',
];
const kindsFor = [
  'legalRepresentative',
  'shareholder',
  'officer',
  'importsFrom',
  'declaresFor',
  'registeredAt',
  'hasPhone',
  'carriesFor',
  'drives',
  'family',
];

const digestBytes = Buffer.alloc(16);
function digestOf(a: number, b: number, c: number, d: number): string {
  [a, b, c, d].forEach((word, i) => digestBytes.writeUInt32BE(word >>> 0, i * 4));
  return digestBytes.toString('hex');
}
function mix(value: number): number {
  let h = Math.imul(value ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
const idWords = new Uint32Array(4);
function uuidOf(family: number, n: number): string {
  for (let i = 0; i < 4; i++) idWords[i] = mix(n * 4 + family + i * 0x10000001);
  return formatUuid(idWords, 0);
}

/** `mixing` = share of relations that leave their community. */
export function makeBigGraph(
  nodeCount: number,
  edgeCount: number,
  seed = 1,
  mixing = 0.3,
): BigGraph {
  const random = randomFrom(seed);
  // Communities: sizes from a power law, exponent 2, 5 … 2,000.
  const communityOf = new Uint32Array(nodeCount);
  const communityStart: number[] = [];
  for (let node = 0; node < nodeCount;) {
    const size = Math.min(nodeCount - node, Math.floor(5 / Math.max(0.0025, random())));
    communityStart.push(node);
    communityOf.fill(communityStart.length - 1, node, node + size);
    node += size;
  }
  communityStart.push(nodeCount);
  // Stubs: each node as often as its expected degree (power law, exponent 2.5, up to 2 % of the nodes).
  const degrees = new Uint32Array(nodeCount);
  let stubCount = 0;
  for (let node = 0; node < nodeCount; node++) {
    const degree = Math.min(Math.max(10, nodeCount * 0.02), Math.floor(3 * random() ** (-1 / 1.5)));
    degrees[node] = degree;
    stubCount += degree;
  }
  const stubs = new Uint32Array(stubCount);
  const stubStart = new Float64Array(nodeCount + 1);
  for (let node = 0, at = 0; node < nodeCount; node++) {
    stubStart[node] = at;
    stubs.fill(node, at, (at += degrees[node] as number));
    stubStart[node + 1] = at;
  }
  const source = new Uint32Array(edgeCount);
  const target = new Uint32Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    const from = stubs[Math.floor(random() * stubCount)] as number;
    const community = communityOf[from] as number;
    const low = random() < mixing ? 0 : (stubStart[communityStart[community] as number] as number);
    const high =
      low === 0 ? stubCount : (stubStart[communityStart[community + 1] as number] as number);
    source[edge] = from;
    target[edge] = stubs[Math.floor(low + random() * (high - low))] as number;
  }

  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
  const entity = (node: number): ViewEntity => {
    const h = mix(node + 77);
    const g = mix(node + 7_777_777);
    const common = {
      id: uuidOf(0, node),
      record: uuidOf(2, node),
      tags: h % 50 === 0 ? ['high-risk-score'] : [],
      sources: h % 3 === 0 ? ['declarations', 'enterprise-registry'] : ['enterprise-registry'],
      digest: digestOf(h, g, h ^ g, node),
    };
    switch (h % 20) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
      case 5:
        return {
          ...common,
          type: 'Person',
          label: pick(surnames, g) + pick(brands, g >>> 8) + pick(brands, g >>> 16),
          names: [],
          texts: [],
          identifiers: [
            `4403${String(g % 1e8).padStart(8, '0')}${String(h % 1e6).padStart(6, '0')}`,
          ],
          props: { gender: g % 2 === 0 ? 'male' : 'female' },
        };
      case 6:
      case 7:
      case 8:
        return {
          ...common,
          type: 'Phone',
          label: `138${String(g % 1e8).padStart(8, '0')}`,
          names: [],
          texts: [],
          identifiers: [`138${String(g % 1e8).padStart(8, '0')}`],
          props: {},
        };
      case 9:
      case 10:
        return {
          ...common,
          type: 'OverseasParty',
          label: `${pick(words, g)} ${pick(words, g >>> 8)} ${g % 1000} Trading Co., Ltd.`,
          names: [],
          texts: [],
          identifiers: [`OP${g % 1e7}`],
          props: { country: 'HK' },
        };
      case 11:
        return {
          ...common,
          type: 'Vehicle',
          label: `粤${'ABCDEFGH'[g % 8]}${String(h % 100_000).padStart(5, '0')}`,
          names: [],
          texts: [],
          identifiers: [`粤${'ABCDEFGH'[g % 8]}${String(h % 100_000).padStart(5, '0')}`],
          props: {},
        };
      default: {
        const name = `${pick(places, g)}${pick(brands, g >>> 4)}${pick(brands, g >>> 12)}${pick(brands, h >>> 8)}${pick(trades, h >>> 16)}有限公司`;
        return {
          ...common,
          type: 'Enterprise',
          label: name,
          names: [],
          texts: [],
          identifiers: [`91440300MA${g.toString(16).padStart(8, '0').toUpperCase()}`],
          props: {
            capital: g,
            status: 'active',
            registrationDate: '2019-05-06',
            industry: pick(trades, g),
          },
        };
      }
    }
  };
  const relation = (edge: number): ViewRelation => {
    const h = mix(edge + 31_337);
    const day = 15_000 + (h % 4_000);
    const periods =
      h % 4 === 0
        ? []
        : h % 50 === 1
          ? [
              { from: day - 500, to: day - 400 },
              { from: day, to: null },
            ]
          : [{ from: day, to: h % 3 === 0 ? day + 700 : null }];
    return {
      id: uuidOf(1, edge),
      kind: pick(kindsFor, h),
      source: uuidOf(0, source[edge] as number),
      target: uuidOf(0, target[edge] as number),
      periods,
      weight: 1 + (h % 30),
      sources: h % 2 === 0 ? ['declarations'] : ['enterprise-registry'],
      props: h % 8 === 0 ? { role: '经理' } : {},
      digest: digestOf(h, edge, ~h, edge * 3),
    };
  };
  return {
    nodeCount,
    edgeCount,
    entity,
    relation,
    entityId: (node) => uuidOf(0, node),
    *chunks(rows) {
      const total = Math.ceil(nodeCount / rows) + Math.ceil(edgeCount / rows);
      let index = 0;
      const chunk = (upsertEntities: ViewEntity[], upsertRelations: ViewRelation[]): Chunk => ({
        revision: 1,
        index,
        last: ++index === total,
        removeRelations: [],
        removeEntities: [],
        upsertEntities,
        upsertRelations,
      });
      for (let at = 0; at < nodeCount; at += rows)
        yield chunk(
          Array.from({ length: Math.min(rows, nodeCount - at) }, (_, i) => entity(at + i)),
          [],
        );
      for (let at = 0; at < edgeCount; at += rows)
        yield chunk(
          [],
          Array.from({ length: Math.min(rows, edgeCount - at) }, (_, i) => relation(at + i)),
        );
    },
  };
}
