/** Starts a thread from a module in TypeScript, whose URL is its argument. */
import { register } from 'tsx/esm/api';

register();
await import(process.argv[2]);
