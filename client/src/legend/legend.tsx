/** Names, colours and icons of everything in the graph, as the server's ontology tells them. */
import { createContext, use, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { type Palette } from '../app/theme.ts';
import { mixColours } from '../app/mix-colours.ts';
import { LegendDocument, type LegendQuery } from '../generated/graphql.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';

type Raw = LegendQuery['legend'];
export type TypeLegend = Raw['types'][number];
export type EventLegend = Raw['events'][number];
export type KindLegend = Raw['kinds'][number];
export type TagLegend = Raw['tags'][number];
export type AttributeLegend = TypeLegend['attributes'][number];
interface Named {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

export interface Legend {
  readonly types: readonly TypeLegend[];
  readonly events: readonly EventLegend[];
  readonly kinds: readonly KindLegend[];
  readonly tags: readonly TagLegend[];
  readonly datasets: readonly Named[];
  readonly families: readonly Raw['families'][number][];
  readonly categories: readonly Named[];
  readonly language: 'zh' | 'en';
  readonly palette: Palette;
  type(name: string): TypeLegend | undefined;
  kind(name: string): KindLegend | undefined;
  tag(name: string): TagLegend | undefined;
  /** Label in the page's language; the name itself when the legend does not know it. */
  typeLabel(name: string): string;
  eventLabel(name: string): string;
  /** Of a party of an event. */
  roleLabel(event: string, role: string): string;
  kindLabel(name: string): string;
  tagLabel(name: string): string;
  /** Highest level first; inherited risk, which is no level, last. */
  tagLabels(names: readonly string[]): string[];
  datasetLabel(name: string): string;
  attribute(owner: string, name: string): AttributeLegend | undefined;
  attributeLabel(owner: string, name: string): string;
  label(item: Named): string;
  typeColour(name: string): string;
  kindColour(name: string): string;
  /** SVG path on a 24 by 24 grid, even-odd fill. */
  iconPath(type: string): string;
  /** Highest level 1..5 of these tags, 0 for none; inherited risk is no level. */
  level(tags: readonly string[]): number;
  /** Whether one of these tags is inherited risk. */
  inherits(tags: readonly string[]): boolean;
}

const unknownColour = '#868E96';
const unknownIcon = 'M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16z';

function byName<T extends Named>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}

export function createLegend(raw: Raw, language: 'zh' | 'en', palette: Palette): Legend {
  const types = byName(raw.types);
  const events = byName(raw.events);
  const kinds = byName(raw.kinds);
  const tags = byName(raw.tags);
  const datasets = byName(raw.datasets);
  const families = byName(raw.families);
  const icons = new Map(raw.icons.map((icon) => [icon.name, icon.path]));
  const ground = palette.dark ? 'dark' : 'light';
  const label = (item: Named) => item[language];
  const labelIn =
    <T extends Named>(map: Map<string, T>) =>
    (name: string) => {
      const item = map.get(name);
      return item ? label(item) : name;
    };
  const levelOf = (name: string): number => {
    const tag = tags.get(name);
    return tag === undefined || tag.inherited ? 0 : tag.level;
  };
  const attribute = (owner: string, name: string) =>
    (types.get(owner) ?? events.get(owner) ?? kinds.get(owner))?.attributes.find(
      (one) => one.name === name,
    );
  return {
    types: raw.types,
    events: raw.events,
    kinds: raw.kinds,
    tags: raw.tags,
    datasets: raw.datasets,
    families: raw.families,
    categories: raw.categories,
    language,
    palette,
    type: (name) => types.get(name),
    kind: (name) => kinds.get(name),
    tag: (name) => tags.get(name),
    typeLabel: labelIn(types),
    eventLabel: labelIn(events),
    roleLabel(event, role) {
      const item = events.get(event)?.roles.find((one) => one.name === role);
      return item ? label(item) : role;
    },
    kindLabel: labelIn(kinds),
    tagLabel: labelIn(tags),
    datasetLabel: labelIn(datasets),
    attribute,
    attributeLabel(owner, name) {
      const item = attribute(owner, name);
      return item ? label(item) : name;
    },
    label,
    typeColour: (name) => types.get(name)?.[ground] ?? unknownColour,
    // Light lines on a dark ground shine: a third of the ground calms them.
    kindColour(name) {
      const colour = families.get(kinds.get(name)?.family ?? '')?.[ground] ?? unknownColour;
      return palette.dark ? mixColours(colour, palette.canvas, 0.35) : colour;
    },
    iconPath: (name) => icons.get(types.get(name)?.icon ?? '') ?? unknownIcon,
    tagLabels: (names) => [...names].sort((a, b) => levelOf(b) - levelOf(a)).map(labelIn(tags)),
    level: (names) => names.reduce((most, name) => Math.max(most, levelOf(name)), 0),
    inherits: (names) => names.some((name) => tags.get(name)?.inherited === true),
  };
}

const LegendContext = createContext<Legend | null>(null);

export function LegendProvider({ palette, children }: { palette: Palette; children: ReactNode }) {
  const { i18n } = useTranslation();
  const [{ data, error, fetching }, again] = useQuery({ query: LegendDocument });
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const legend = useMemo(
    () => (data ? createLegend(data.legend, language, palette) : null),
    [data, language, palette],
  );
  if (legend) return <LegendContext value={legend}>{children}</LegendContext>;
  if (error && !fetching)
    return <Failure error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  return <Loading />;
}

export function useLegend(): Legend {
  const legend = use(LegendContext);
  if (!legend) throw new Error('useLegend outside of LegendProvider');
  return legend;
}
