/** What a run reads of the members of its loops: names, amounts, and in which goods they deal. */
import type { EntityColumn, EntityColumns, TradeColumn } from '../entity-columns.ts';
import type { CountedGraph } from '../counted-graph.ts';
import type { FoundLoop } from './found-loop.ts';
import type { Loop } from './result.ts';

const MOST_GOODS = 8;

export class Columns {
  readonly #graph: CountedGraph;
  readonly #entities: ReadonlyMap<string, EntityColumn>;
  readonly #goods = new Map<string, TradeColumn[]>();

  private constructor(
    graph: CountedGraph,
    entities: readonly EntityColumn[],
    trade: readonly TradeColumn[],
  ) {
    this.#graph = graph;
    this.#entities = new Map(entities.map((row) => [row.id, row]));
    for (const row of trade) {
      if (row.kind !== 'goods') continue;
      const own = this.#goods.get(row.enterprise);
      if (own === undefined) this.#goods.set(row.enterprise, [row]);
      else own.push(row);
    }
  }

  static async read(
    columns: EntityColumns,
    graph: CountedGraph,
    nodes: readonly number[],
  ): Promise<Columns> {
    const all = [...new Set(nodes)];
    if (all.length === 0) return new Columns(graph, [], []);
    const idOf = (node: number): string => graph.idOf(node);
    return new Columns(
      graph,
      await columns.entities(all.map(idOf)),
      await columns.trade(all.filter((node) => graph.isEnterprise(node)).map(idOf)),
    );
  }

  entity(node: number): EntityColumn | undefined {
    return this.#entities.get(this.#graph.idOf(node));
  }

  /** HS codes in which both ends of a round trip deal, and their share of what the one with fewer deals in. */
  commonGoods({ nodes }: FoundLoop): { readonly common: Loop['goods']; readonly share: number } {
    const [exporter = -1, , importer = -1] = nodes;
    const [own, theirs] = [exporter, importer].map(
      (node) => this.#goods.get(this.#graph.idOf(node)) ?? [],
    );
    const known = new Set(theirs?.map(({ id }) => id));
    const common = (own ?? []).filter(({ id }) => known.has(id));
    const fewer = Math.min(own?.length ?? 0, theirs?.length ?? 0);
    return {
      common: common
        .sort((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1))
        .slice(0, MOST_GOODS)
        .map(({ id, label }) => ({ id, label })),
      share: fewer === 0 ? 0 : common.length / fewer,
    };
  }

  /** Of the enterprises around the loop. */
  sums({
    nodes,
  }: FoundLoop): Pick<Loop, 'amount' | 'declarations' | 'firstActivity' | 'lastActivity'> {
    const rows = nodes.flatMap((node) =>
      this.#graph.isEnterprise(node) ? (this.entity(node) ?? []) : [],
    );
    const days = (of: (row: EntityColumn) => string | null): string[] =>
      rows.flatMap((row) => of(row) ?? []).sort();
    return {
      amount: rows.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
      declarations: rows.reduce((sum, { declarations }) => sum + declarations, 0),
      firstActivity: days(({ firstActivity }) => firstActivity)[0] ?? null,
      lastActivity: days(({ lastActivity }) => lastActivity).at(-1) ?? null,
    };
  }
}
