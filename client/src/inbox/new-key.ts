/** Key of one act of the user: sent again with it, an entry is entered once. */
export function newKey(): string {
  // `randomUUID` is missing on plain-HTTP addresses of a closed network.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
