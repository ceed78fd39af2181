/** What the SMS provider says became of a message that it took: believed only with the provider's signature. */
import { isSigned } from '@phecda/alerts/channels/sms/sms';
import type { SmsSettings } from '@phecda/alerts/config';
import type { Outbox } from '@phecda/alerts/store/outbox';
import express, { Router } from 'express';
import { z } from 'zod';
import { limitRate } from '../../http/rate-limits.ts';

const perMinute = 600;
const form = z.record(z.string(), z.string());

export function smsStatus(settings: SmsSettings | null, outbox: Outbox): Router {
  const router = Router();
  router.use(limitRate(perMinute));
  router.post('/:id', express.urlencoded({ extended: false, limit: '16kb' }), async (req, res) => {
    const id = z.guid().safeParse(req.params.id);
    const values = form.safeParse(req.body);
    const signature = req.get('x-twilio-signature') ?? '';
    if (settings?.statusUrl == null || !id.success || !values.success)
      return void res.status(404).end();
    const url = `${settings.statusUrl}${id.data}`;
    if (!(await isSigned(settings, signature, url, values.data))) return void res.status(403).end();
    const status = (values.data['MessageStatus'] ?? '').slice(0, 40);
    const code = (values.data['ErrorCode'] ?? '').slice(0, 10);
    const failed = ['failed', 'undelivered'].includes(status);
    await outbox.receipt(id.data, status, failed ? `smsUndelivered ${code}`.trim() : null);
    res.status(204).end();
  });
  return router;
}
