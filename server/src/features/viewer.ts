/** Who asks, and what they may do. */
import { DomainError } from '../domain-error.ts';

/** `open`: before anybody signed in. */
export type Permission = 'open' | 'read' | 'judge' | 'import' | 'investigate';

export interface Viewer {
  /** Name that a write carries; null before signing in. */
  readonly name: string | null;
  /** Customs districts whose rows this viewer sees. */
  readonly districts: 'all' | readonly string[];
  /** Why this viewer reads, as said at the start of the work; null where nothing asks for it. */
  readonly purpose: string | null;
  may(permission: Permission): boolean;
}

/** Today's one kind of user: whoever sits at this machine may look, and after saying a name do everything. */
export function localOperator(name: string | null): Viewer {
  return {
    name,
    districts: 'all',
    purpose: null,
    may: (permission) => permission === 'open' || permission === 'read' || name !== null,
  };
}

/** The server's own reading, of what it tells to everybody. */
export const serverItself: Viewer = {
  name: null,
  districts: 'all',
  purpose: null,
  may: (permission) => permission === 'read',
};

/** @throws DomainError UNAUTHENTICATED before signing in, FORBIDDEN after. */
export function requirePermission(viewer: Viewer, permission: Permission): void {
  if (viewer.may(permission)) return;
  if (viewer.name === null)
    throw new DomainError('UNAUTHENTICATED', 'error.signInFirst', 'Say who you are first.');
  throw new DomainError('FORBIDDEN', 'error.forbidden', 'Your role does not allow this.', {
    permission,
  });
}
