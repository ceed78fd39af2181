/** How a question's parameters are asked for: the controls that the server describes, checked where they come in. */
import type { QuestionsQuery } from '../../generated/graphql.ts';

export type Question = QuestionsQuery['questions'][number];
export type Field = Question['fields'][number];

export type Scope =
  | { readonly kind: 'whole' }
  | { readonly kind: 'neighbourhood'; readonly entity: string; readonly hops: number }
  | { readonly kind: 'entities'; readonly ids: readonly string[] };

export type Control =
  | {
      readonly kind: 'integer' | 'number';
      readonly min: number;
      readonly max: number;
      readonly step: number;
    }
  | { readonly kind: 'numbers'; readonly min: number; readonly max: number }
  | { readonly kind: 'date' | 'tags' | 'scope' }
  | {
      readonly kind: 'weights';
      readonly names: readonly string[];
      readonly labels: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
      readonly max: number;
    };

export type Parameters = Readonly<Record<string, unknown>>;

export function controlOf({ control }: Field): Control | null {
  const given = object(control);
  const number = (name: string, absent: number): number =>
    typeof given[name] === 'number' ? given[name] : absent;
  switch (given['kind']) {
    case 'integer':
    case 'number':
      return {
        kind: given['kind'],
        min: number('min', 0),
        max: number('max', Number.MAX_SAFE_INTEGER),
        step: number('step', 1),
      };
    case 'numbers':
      return { kind: 'numbers', min: number('min', 0), max: number('max', 1e9) };
    case 'date':
    case 'tags':
    case 'scope':
      return { kind: given['kind'] };
    case 'weights':
      return {
        kind: 'weights',
        names: texts(given['names']),
        labels: object(given['labels']) as Extract<Control, { kind: 'weights' }>['labels'],
        max: number('max', 1),
      };
    default:
      return null;
  }
}

export function scopeOf(value: unknown): Scope {
  const given = object(value);
  if (given['kind'] === 'neighbourhood')
    return {
      kind: 'neighbourhood',
      entity: String(given['entity'] ?? ''),
      hops: typeof given['hops'] === 'number' ? given['hops'] : 2,
    };
  if (given['kind'] === 'entities') return { kind: 'entities', ids: texts(given['ids']) };
  return { kind: 'whole' };
}

export function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export function numbers(value: unknown): number[] {
  return Array.isArray(value) ? value.map(Number).filter(Number.isFinite) : [];
}

/** Parameters to ask with once more: what people have judged is taken as it stands by then. */
export function askedAgain(parameters: Parameters): Parameters {
  const { leftOut: _judged, ...asked } = parameters;
  return asked;
}

/** How many facts a run left out because people had judged that they tie nobody. */
export function leftOutFacts(parameters: unknown): number {
  const { leftOut } = object(parameters);
  return Array.isArray(leftOut) ? leftOut.length : 0;
}

/** What the server fills in is asked for by no form. */
export function isAsked({ control }: Field): boolean {
  return object(control)['kind'] !== 'judged';
}

/** A question about a gang is asked on the gang's page. */
export function askedByForm({ fields }: Question): boolean {
  return !fields.some(({ control }) => object(control)['kind'] === 'gang');
}

/** What a form asks for and that differs from its default, with its value where that is one word: what a run's line tells. */
export function changed(
  question: Question,
  parameters: Parameters,
  language: 'zh' | 'en',
): string[] {
  return question.fields.flatMap((field) => {
    const { name, label, fallback, control } = field;
    const value = parameters[name];
    if (
      !isAsked(field) ||
      object(control)['kind'] === 'gang' ||
      object(control)['kind'] === 'scope'
    )
      return [];
    if (value === undefined || JSON.stringify(value) === JSON.stringify(fallback)) return [];
    const told = typeof value === 'number' || typeof value === 'string';
    return told ? `${label[language]} ${value}` : label[language];
  });
}
