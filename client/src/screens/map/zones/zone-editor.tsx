/** The form of a zone beside its drawing: name, width of a corridor, when it counts, why it changes. */
import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, InputNumber, Space, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { useFormat } from '../../../app/format.ts';
import { useNotify } from '../../../app/notify.tsx';
import { SaveZoneDocument } from '../../../generated/graphql.ts';
import { areaKm2, lengthKm, type ZoneShape } from '../../../map/zones/zone-shape.ts';
import { useMapScope } from '../map-scope.ts';
import type { Draft } from './use-zones.ts';

const usualWidth = 500;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** How large a shape is, in words. */
export function useSizeText(): (shape: ZoneShape) => string {
  const { t } = useTranslation('map');
  const format = useFormat();
  const some = (value: number) => format.number(Math.round(value * 100) / 100);
  return (shape) =>
    shape.type === 'Point'
      ? t('zones.radius', { metres: some(shape.radius) })
      : shape.type === 'LineString'
        ? t('zones.length', { km: some(lengthKm(shape.coordinates)) })
        : t('zones.area', { km2: some(areaKm2(shape.coordinates)) });
}

export function ZoneEditor({ draft }: { draft: Draft }) {
  const { t } = useTranslation('map');
  const notify = useNotify();
  const sizeText = useSizeText();
  const { draft: store, drawing, zones, change } = useMapScope();
  const { zone, shape, tool } = draft;
  const [name, setName] = useState(zone?.name ?? '');
  const [width, setWidth] = useState(
    zone?.drawn.type === 'LineString' ? zone.drawn.width : usualWidth,
  );
  const [radius, setRadius] = useState<number | null>(null);
  const [timed, setTimed] = useState(zone?.calendar !== null && zone !== null);
  const [calendar, setCalendar] = useState(
    zone?.calendar ?? { days: everyDay, from: '20:00', to: '06:00' },
  );
  const [reason, setReason] = useState('');
  const [{ fetching }, save] = useMutation(SaveZoneDocument);
  const geometry: ZoneShape | null =
    shape?.type === 'LineString'
      ? { ...shape, width }
      : shape?.type === 'Point' && radius !== null
        ? { ...shape, radius }
        : shape;
  const ready = geometry !== null && name.trim() !== '' && (!timed || calendar.days.length > 0);
  const submit = async () => {
    const answer = await save({
      input: {
        name: name.trim(),
        geometry,
        active: true,
        calendar: timed ? { days: calendar.days, from: calendar.from, to: calendar.to } : null,
        ...(zone && { id: zone.id, version: zone.version }),
        ...(reason.trim() && { reason: reason.trim() }),
      },
    });
    if (answer.error || !answer.data) return notify.failed(answer.error, t('zones.notSaved'));
    notify.done(t('zones.saved', { name: name.trim() }));
    store.set(null);
    zones.reload();
    change({ zone: answer.data.saveZone.id });
  };
  return (
    <Form
      layout="vertical"
      size="small"
      className="zone-form"
      onFinish={() => void submit()}
      data-testid="zone-form"
    >
      <h2>{t(zone ? 'zones.change' : 'zones.new')}</h2>
      <p className="muted">{geometry ? sizeText(geometry) : t(`zones.hints.${tool}`)}</p>
      <Space.Compact>
        <Tooltip title={t('zones.undo')}>
          <Button
            icon={<UndoOutlined />}
            aria-label={t('zones.undo')}
            onClick={() => drawing.get()?.undo()}
            data-testid="zone-undo"
          />
        </Tooltip>
        <Tooltip title={t('zones.redo')}>
          <Button
            icon={<RedoOutlined />}
            aria-label={t('zones.redo')}
            onClick={() => drawing.get()?.redo()}
          />
        </Tooltip>
      </Space.Compact>
      <Form.Item label={t('zones.name')} required>
        <Input
          value={name}
          maxLength={200}
          autoFocus
          aria-label={t('zones.name')}
          onChange={(event) => setName(event.target.value)}
          data-testid="zone-name"
        />
      </Form.Item>
      {tool === 'corridor' && (
        <Form.Item label={t('zones.width')}>
          <InputNumber
            min={1}
            max={200_000}
            value={width}
            aria-label={t('zones.width')}
            onChange={(value) => setWidth(value ?? usualWidth)}
          />
        </Form.Item>
      )}
      {geometry?.type === 'Point' && (
        <Form.Item label={t('zones.radiusField')}>
          <InputNumber
            min={1}
            max={2_000_000}
            value={geometry.radius}
            aria-label={t('zones.radiusField')}
            onChange={setRadius}
          />
        </Form.Item>
      )}
      <Checkbox checked={timed} onChange={(event) => setTimed(event.target.checked)}>
        {t('zones.timed')}
      </Checkbox>
      {timed && (
        <>
          <Checkbox.Group
            value={calendar.days}
            onChange={(days) => setCalendar({ ...calendar, days: [...days].sort() })}
            options={everyDay.map((day) => ({ value: day, label: t(`zones.days.${day}`) }))}
          />
          <Space>
            <Input
              type="time"
              value={calendar.from}
              aria-label={t('zones.from')}
              onChange={(event) => setCalendar({ ...calendar, from: event.target.value })}
            />
            –
            <Input
              type="time"
              value={calendar.to}
              aria-label={t('zones.to')}
              onChange={(event) => setCalendar({ ...calendar, to: event.target.value })}
            />
          </Space>
        </>
      )}
      {zone && (
        <Form.Item label={t('zones.reason')}>
          <Input
            value={reason}
            maxLength={500}
            aria-label={t('zones.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      )}
      <Space className="zone-buttons">
        <Button
          type="primary"
          htmlType="submit"
          disabled={!ready}
          loading={fetching}
          data-testid="save-zone"
        >
          {t('zones.save')}
        </Button>
        <Button onClick={() => store.set(null)}>{t('cancel')}</Button>
      </Space>
    </Form>
  );
}
