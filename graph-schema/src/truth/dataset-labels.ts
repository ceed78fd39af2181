/** What datasets are called: the titles of their mappings, kept where everybody reads them. */
import type { StateReader, StateStore } from '../ports/state-store.ts';

export interface DatasetLabel {
  readonly zh: string;
  readonly en: string;
}

/** Of facts that people say themselves. */
export const byHandLabel: DatasetLabel = { zh: '人工标注', en: 'Set by hand' };
const byHandDataset = 'analyst';

export async function keepDatasetLabels(
  state: StateStore,
  mappings: readonly { readonly dataset: string; readonly title: DatasetLabel }[],
): Promise<void> {
  const known = await readDatasetLabels(state);
  for (const { dataset, title } of mappings) {
    const label = known.get(dataset);
    if (label?.zh === title.zh && label.en === title.en) continue;
    await state.execute(
      `INSERT INTO dataset_label (dataset, zh, en) VALUES ($1, $2, $3) ON CONFLICT (dataset) DO UPDATE SET zh = EXCLUDED.zh, en = EXCLUDED.en`,
      [dataset, title.zh, title.en],
    );
    known.set(dataset, title);
  }
}

export async function readDatasetLabels(state: StateReader): Promise<Map<string, DatasetLabel>> {
  const rows = await state.query<DatasetLabel & { readonly dataset: string }>(
    `SELECT dataset, zh, en FROM dataset_label`,
  );
  const labels = new Map(rows.map(({ dataset, zh, en }) => [dataset, { zh, en }]));
  return labels.set(byHandDataset, byHandLabel);
}
