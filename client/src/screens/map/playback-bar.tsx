/** Play, pause, scrub and the rate of the playback's true-time clock. */
import { LineChartOutlined, PauseOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Button, Checkbox, DatePicker, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import { fromPicker, secondText, toPicker } from '../../map/district-time.ts';
import { rates, scrub, setRate, toggle } from '../../map/playback/clock.ts';
import { useMapScope } from './map-scope.ts';

interface PlaybackBarProps {
  readonly chart: boolean;
  setChart(open: boolean): void;
}

export function PlaybackBar({ chart, setChart }: PlaybackBarProps) {
  const { t } = useTranslation('map');
  const { clock: store, view, change, setPeriod, span, tracks } = useMapScope();
  const clock = useStore(store);
  const ready = tracks.some(({ line }) => line && line.time.length > 0);
  const usual = rates.some((rate) => rate === clock.rate)
    ? rates
    : [...rates, clock.rate].sort((a, b) => a - b);
  return (
    <div className="playback" data-testid="playback">
      <Tooltip title={t(clock.playing ? 'pause' : 'actions.play')}>
        <Button
          type="primary"
          shape="circle"
          size="small"
          icon={clock.playing ? <PauseOutlined /> : <CaretRightOutlined />}
          aria-label={t(clock.playing ? 'pause' : 'actions.play')}
          disabled={!ready}
          onClick={() => store.set(toggle)}
          data-testid="play"
        />
      </Tooltip>
      <time className="num" data-testid="moment">
        {span ? secondText(clock.at) : '–'}
      </time>
      <input
        type="range"
        className="scrub"
        aria-label={t('scrub')}
        aria-valuetext={span ? secondText(clock.at) : ''}
        min={clock.from}
        max={clock.to}
        step={1000}
        value={clock.at}
        disabled={!ready}
        onChange={(event) => {
          const at = Number(event.target.value);
          store.set((one) => scrub(one, at));
        }}
      />
      <Select<number>
        size="small"
        value={clock.rate}
        aria-label={t('rate')}
        style={{ width: 92 }}
        popupMatchSelectWidth={false}
        onChange={(rate) => {
          store.set((one) => setRate(one, rate));
          change({ rate });
        }}
        options={usual.map((value) => ({ value, label: `${value.toLocaleString('en')}×` }))}
      />
      <Checkbox
        checked={view.follow}
        onChange={(event) => change({ follow: event.target.checked })}
      >
        {t('actions.follow')}
      </Checkbox>
      <DatePicker.RangePicker
        size="small"
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        allowClear
        aria-label={t('period')}
        style={{ width: 290 }}
        value={span ? [toPicker(span.from), toPicker(span.to)] : null}
        onChange={(chosen) => {
          const [from, to] = chosen ?? [];
          setPeriod(from && to ? { from: fromPicker(from), to: fromPicker(to) } : null);
        }}
      />
      <Tooltip title={t('chart.toggle')}>
        <Button
          size="small"
          type={chart ? 'default' : 'text'}
          icon={<LineChartOutlined />}
          aria-label={t('chart.toggle')}
          aria-pressed={chart}
          onClick={() => setChart(!chart)}
        />
      </Tooltip>
    </div>
  );
}
