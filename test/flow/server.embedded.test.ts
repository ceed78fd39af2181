/** The server's flow on the engines that need nothing installed. */
import { serverFlow } from './server.cases.ts';

serverFlow(async () => ({}));
