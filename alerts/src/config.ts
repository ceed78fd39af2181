/** Settings of the channels, read once at start; without a provider its messages stay in the local outbox. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { defaultSender } from './channels/channel-variables.ts';

export interface SmsSettings {
  readonly accountSid: string;
  readonly authToken: string;
  readonly from: string;
  /** Base address of a gateway that speaks Twilio's message API; null: Twilio itself. */
  readonly apiUrl: string | null;
  /** Registered templates by language, for gateways that take no free text. */
  readonly templates: Partial<Readonly<Record<'zh' | 'en', string>>>;
  /** Where the provider tells what became of a message; null: it is not asked to. */
  readonly statusUrl: string | null;
}

export interface WebhookSettings {
  /** What messages are signed with. */
  readonly secret: string;
  /** Addresses of this machine and of networks inside may be called. */
  readonly allowInside: boolean;
}

export interface AlertSettings {
  /** null: no mail leaves this machine. `ca`: PEM of an authority inside the network; null: those of the system. */
  readonly smtp: { readonly url: string; readonly from: string; readonly ca: string | null } | null;
  /** null: no SMS leaves this machine. */
  readonly sms: SmsSettings | null;
  /** null: no webhook is called. */
  readonly webhook: WebhookSettings | null;
  /** Without acknowledgement for so long, the superiors are told. */
  readonly escalateMinutes: number;
  /** Mailbox to which a message goes every day, to see that all of it works; null: it goes no further than the outbox. */
  readonly canaryEmail: string | null;
}

/** Of the server; the id of the delivery follows. */
export const smsStatusPath = '/sms-status/';

/** Nothing leaves this machine. */
export const noChannels: AlertSettings = {
  smtp: null,
  sms: null,
  webhook: null,
  escalateMinutes: 30,
  canaryEmail: null,
};

/** Variables of the environment; a server's or daemon's own schema takes them in. */
export const alertEnvironment = {
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  SMTP_CA: z.string().includes('BEGIN CERTIFICATE').optional(),
  SMTP_FROM: z.email().default(defaultSender),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC/, 'must start with AC').optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
  TWILIO_FROM: z.string().min(1).optional(),
  TWILIO_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  TWILIO_TEMPLATE_ZH: z.string().regex(/^HX/, 'must start with HX').optional(),
  TWILIO_TEMPLATE_EN: z.string().regex(/^HX/, 'must start with HX').optional(),
  WEBHOOK_SECRET: z.string().min(32, 'must have 32 characters at least').optional(),
  WEBHOOK_ALLOW_PRIVATE: z.enum(['true', 'false']).default('false'),
  ALERT_ESCALATE_MINUTES: z.coerce.number().int().min(1).max(10_080).default(30),
  ALERT_CANARY_EMAIL: z.email().optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
};

/** Each may be given as `<NAME>_FILE`. */
export const alertSecrets = ['SMTP_URL', 'SMTP_CA', 'TWILIO_AUTH_TOKEN', 'WEBHOOK_SECRET'] as const;

interface AlertVariables {
  readonly SMTP_URL?: string | undefined;
  readonly SMTP_CA?: string | undefined;
  readonly SMTP_FROM: string;
  readonly TWILIO_ACCOUNT_SID?: string | undefined;
  readonly TWILIO_AUTH_TOKEN?: string | undefined;
  readonly TWILIO_FROM?: string | undefined;
  readonly TWILIO_API_URL?: string | undefined;
  readonly TWILIO_TEMPLATE_ZH?: string | undefined;
  readonly TWILIO_TEMPLATE_EN?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
  readonly WEBHOOK_SECRET?: string | undefined;
  readonly WEBHOOK_ALLOW_PRIVATE: 'true' | 'false';
  readonly ALERT_ESCALATE_MINUTES: number;
  readonly ALERT_CANARY_EMAIL?: string | undefined;
}

/** @param faults gets a line for each variable that lacks its companions */
export function alertSettings(it: AlertVariables, faults: string[]): AlertSettings {
  const sms = [it.TWILIO_ACCOUNT_SID, it.TWILIO_AUTH_TOKEN, it.TWILIO_FROM];
  if (sms.some((value) => value !== undefined) && sms.includes(undefined))
    faults.push('TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM: give all three or none');
  if (it.ALERT_CANARY_EMAIL !== undefined && it.SMTP_URL === undefined)
    faults.push('ALERT_CANARY_EMAIL: needs SMTP_URL, by which its mail is sent');
  const [accountSid, authToken, from] = sms;
  return {
    smtp:
      it.SMTP_URL === undefined
        ? null
        : { url: it.SMTP_URL, from: it.SMTP_FROM, ca: it.SMTP_CA ?? null },
    sms:
      accountSid === undefined || authToken === undefined || from === undefined
        ? null
        : {
            accountSid,
            authToken,
            from,
            apiUrl: it.TWILIO_API_URL ?? null,
            templates: {
              ...(it.TWILIO_TEMPLATE_ZH && { zh: it.TWILIO_TEMPLATE_ZH }),
              ...(it.TWILIO_TEMPLATE_EN && { en: it.TWILIO_TEMPLATE_EN }),
            },
            statusUrl: statusUrl(it.PUBLIC_URL, it.TWILIO_API_URL),
          },
    webhook:
      it.WEBHOOK_SECRET === undefined
        ? null
        : { secret: it.WEBHOOK_SECRET, allowInside: it.WEBHOOK_ALLOW_PRIVATE === 'true' },
    escalateMinutes: it.ALERT_ESCALATE_MINUTES,
    canaryEmail: it.ALERT_CANARY_EMAIL ?? null,
  };
}

/** Twilio itself refuses a message that asks it to report to this machine's own name; a gateway beside us may well do so. */
function statusUrl(publicUrl: string | undefined, gateway: string | undefined): string | null {
  if (publicUrl === undefined) return null;
  const own = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(publicUrl).hostname);
  return own && gateway === undefined ? null : `${publicUrl.replace(/\/$/, '')}${smsStatusPath}`;
}

export interface DaemonConfig {
  readonly dataDir: string;
  readonly sqlUrl: string | null;
  readonly recordSecret: string | null;
  readonly ontologyDirs: readonly string[];
  readonly publicUrl: string | null;
  readonly alerts: AlertSettings;
}

const daemonEnvironment = z.object({
  DATA_DIR: z.string().min(1).default('data'),
  SQL_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  RECORD_SECRET: z.string().min(32, 'must have 32 characters at least').optional(),
  ONTOLOGY_DIRS: z.string().default(''),
  ...alertEnvironment,
});

/** What the daemon alone needs. @throws Error naming every bad variable */
export function readDaemonConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): DaemonConfig {
  const faults: string[] = [];
  const values = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  for (const name of ['SQL_URL', 'RECORD_SECRET', ...alertSecrets]) {
    const path = values[`${name}_FILE`];
    if (path === undefined) continue;
    try {
      values[name] = readFile(path).trim();
    } catch {
      faults.push(`${name}_FILE: cannot read ${path}`);
    }
  }
  const parsed = daemonEnvironment.safeParse(values);
  if (!parsed.success)
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const alerts = parsed.success ? alertSettings(parsed.data, faults) : null;
  if (!parsed.success || alerts === null || faults.length > 0)
    throw new Error(
      `The configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  const it = parsed.data;
  return {
    dataDir: resolve(it.DATA_DIR),
    sqlUrl: it.SQL_URL ?? null,
    recordSecret: it.RECORD_SECRET ?? null,
    ontologyDirs: it.ONTOLOGY_DIRS.split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => resolve(part)),
    publicUrl: it.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    alerts,
  };
}
