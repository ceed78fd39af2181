/** One family of figures in Prometheus' text format. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** @param name without the prefix `phecda_` */
export function metricFamily(
  name: string,
  kind: 'gauge' | 'counter',
  help: string,
  samples: readonly Sample[],
): string {
  const lines = samples.map(({ labels = {}, value }) => {
    const said = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
    return `phecda_${name}${said.length === 0 ? '' : `{${said.join(',')}}`} ${value}`;
  });
  return [`# HELP phecda_${name} ${help}`, `# TYPE phecda_${name} ${kind}`, ...lines].join('\n');
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
