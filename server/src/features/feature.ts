/** What a feature of the server says of itself: its part of the schema, what answers it, its plain HTTP routes, and what each of them requires. */
import type { Request, Response } from 'express';
import type { Resolvers } from '../generated/resolvers.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { WrittenField } from '../graphql/written-fields.ts';
import type { Services } from '../services.ts';
import type { Permission } from './viewer.ts';

export type RouteHandler = (context: RequestContext, req: Request, res: Response) => Promise<void>;

export interface Route {
  readonly method: 'get' | 'post';
  /** Below /api. */
  readonly path: string;
  readonly requires: Permission;
  /** Requests per minute and client address. */
  readonly perMinute: number;
  handler(services: Services): RouteHandler;
}

export interface Feature {
  readonly name: string;
  /** File with its types and its root fields, as extensions of Query, Mutation and Subscription. */
  readonly schema: URL;
  readonly resolvers: Resolvers;
  /** By root field, such as `Query.entity`. A root field without an entry stops the start. */
  readonly requires: Readonly<Record<string, Permission>>;
  readonly routes?: readonly Route[];
  /** Root fields whose answers may come as JSON from a store. */
  readonly written?: readonly WrittenField[];
}
