/** Every fault of an ontology at once, one line each: file, field, reason. */
export class OntologyError extends Error {
  override readonly name = 'OntologyError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The ontology is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}
