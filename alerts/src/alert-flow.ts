/** From a change of the truth to messages in the outbox, in this order. Who sends them is `sender.ts`. */
import { deliver } from './flow/deliver.ts';
import { dedupe } from './flow/dedupe.ts';
import { detect } from './flow/detect.ts';
import { group } from './flow/group.ts';
import { inhibit } from './flow/inhibit.ts';
import { record } from './flow/record.ts';
import { silence } from './flow/silence.ts';
import { withdraw } from './flow/withdraw.ts';

/** `read` looks at the truth; `write` is one transaction of the small state, which moves the daemon's cursor too. */
export const alertFlow = {
  read: [detect, withdraw],
  write: [dedupe, inhibit, silence, group, record, deliver],
} as const;
