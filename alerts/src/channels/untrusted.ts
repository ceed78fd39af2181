/** Whether a code of Node or OpenSSL says that the peer's certificate does not vouch for it. */
export const isUntrusted = (code: string): boolean => /CERT|SIGNATURE|VERIFY/.test(code);
