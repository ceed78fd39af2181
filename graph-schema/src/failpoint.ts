/** Named places where a test may stop the process or raise an error; nothing happens unless `main` arms one. */

export type FailpointAction = 'kill' | 'throw';

export class FailpointError extends Error {
  override readonly name = 'FailpointError';
}

let armed: { readonly name: string; readonly action: FailpointAction; skip: number } | null = null;

/** `specification` is `<step>`, `<step>=throw` or `<step>=kill`, with `#n` to let the first n passes go by; undefined disarms. Default action: kill. */
export function armFailpoint(specification: string | undefined): void {
  if (!specification) {
    armed = null;
    return;
  }
  const [head = '', skip = '0'] = specification.split('#');
  const [name = '', action = 'kill'] = head.split('=');
  armed = { name, action: action === 'throw' ? 'throw' : 'kill', skip: Number(skip) };
}

export function failpoint(name: string): void {
  if (armed?.name !== name) return;
  if (armed.skip-- > 0) return;
  const { action } = armed;
  armed = null;
  if (action === 'throw') throw new FailpointError(`Stopped at ${name}.`);
  process.kill(process.pid, 'SIGKILL');
}
